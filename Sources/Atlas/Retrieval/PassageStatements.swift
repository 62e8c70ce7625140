import AtlasKernel
import Embeddings
import Postgres

/// Retrieval. The items and contents are other domains', and are only read here.
enum PassageStatements {
  /// The passages that bear on a question best: those whose words and those whose meaning fit, fused by their ranks in
  /// both (G. Cormack and others, "Reciprocal Rank Fusion", 2009, k = 60), the subject's before all others. A subject
  /// without any passage comes with its own text; no row is of the subject where it is not there for the reader.
  ///
  /// Of words that many passages have, only so many passages are looked at, those with all words first.
  ///
  /// - Parameter meaning: the passages near by meaning, the nearest first, and their cosines; rights are looked at here.
  static func retrieve(
    _ words: String, meaning: [VectorMatch], subject: GlobalID?, reader: PassageReader, limit: Int
  ) -> Query {
    let subject = PassageSubject(subject)
    return Query(
      "retrieval.passages",
      """
      with question as materialized (
        select plainto_tsquery('english', w.text) as all_words,
          regexp_replace(plainto_tsquery('english', w.text)::text, ' (&|<->|<[0-9]+>) ', ' | ', 'g')::tsquery as words,
          \(reader.userID)::bigint as viewer_id, \(reader.isAdmin)::boolean as is_admin, \(limit)::int as size
        from (select \(words)::text as text) w
      ), meant as (
        select m.id, m.similarity, m.rank
        from unnest(\(meaning.map(\.id)), \(meaning.map { Double($0.similarity) })) with ordinality
          as m(id, similarity, rank)
      ), candidates as (
        \(fragment: matching("all_words", limit: 500))
        union
        \(fragment: matching("words", limit: 1500))
        union
        select m.id from meant m
        union
        (
          select p.id
          from passage_items i join passages p on p.item_id = i.id
          where \(fragment: subject.hasItem)
          limit 1000
        )
      ), readable as materialized (
        select p.id, k.kind, k.item_id, i.version, k.title, k.url, p.position,
          coalesce(\(fragment: subject.isItem), false) as is_item,
          coalesce(\(fragment: subject.hasItem), false) as is_subject,
          ts_rank_cd(p.search, q.words, 33) as words_rank, m.similarity,
          case when m.id is not null then row_number() over (order by m.rank) end as meaning_rank
        from question q
        cross join candidates x
        join passages p on p.id = x.id
        join passage_items i on i.id = p.item_id
        \(fragment: PassageRights.items)
        cross join lateral (\(fragment: item)) k
        left join meant m on m.id = p.id
        where \(fragment: PassageRights.finds)
      ), worded as (
        select r.id, row_number() over (order by r.words_rank desc, r.kind, r.item_id, r.position, r.id) as rank
        from readable r
        where r.words_rank > 0
      ), fused as (
        select r.id, r.kind, r.item_id, r.position, r.is_item, r.is_subject,
          (coalesce(1.0 / (60 + w.rank), 0) + coalesce(1.0 / (60 + r.meaning_rank), 0))::float8 * 61 / 2 as score
        from readable r left join worded w on w.id = r.id
      ), placed as (
        select f.id, f.kind, f.item_id, f.position, f.is_item, f.is_subject, f.score,
          row_number() over (partition by f.kind, f.item_id order by f.score desc, f.position, f.id) as place,
          row_number() over (
            partition by f.is_subject order by f.score desc, f.kind, f.item_id, f.position, f.id
          ) as overall
        from fused f
        where f.score > 0 or f.is_subject
      ), chosen as (
        select p.id, p.score, p.is_subject
        from placed p cross join question q
        where p.is_item or p.place <= \(perItem)
        order by case when not p.is_subject then 1 when p.overall <= (q.size * 2 + 2) / 3 then 0 else 2 end,
          p.score desc, p.kind, p.item_id, p.position, p.id
        limit (select size from question)
      )
      select c.id, r.kind, r.item_id, r.version, r.title, p.heading, p.body, r.url, c.score,
        coalesce(r.similarity, 0) as similarity, c.is_subject, r.position
      from chosen c join readable r on r.id = c.id join passages p on p.id = c.id
      union all
      select 0, s.kind, s.item_id, s.version, s.title, null, coalesce(left(s.body, 8000), ''), s.url, 0, 0, true, 0
      from (\(fragment: subject.text)) s
      where not exists (select from chosen c where c.is_subject)
      order by is_subject desc, score desc, kind, item_id, position, id
      """)
  }

  /// How many passages of one item there are among those found, unless it is the subject.
  private static let perItem: Int32 = 2

  private static func matching(_ column: StaticString, limit: Int32) -> Query {
    """
    (
          select w.id
          from question q
          cross join lateral (
            select p.id from passages p where p.search @@ q.\(unsafeRawSQL: column) limit \(limit)
          ) w
        )
    """
  }

  /// What a passage's item is called, by the rows that ``PassageRights/items`` joins.
  private static let item: Query = """
    select case when d.id is not null then 'DIAGRAM' when l.id is not null then 'LAB'
            when n.id is not null then 'INCIDENT' else 'ATOM' end as kind,
            coalesce(d.id, l.id, n.id, a.id) as item_id, coalesce(d.title, l.title, n.title, a.title) as title,
            case when c.source_kind = 'URL' then c.source_url end as url
    """
}

/// What a question is about, as conditions on `passage_items i`, null for items of other kinds, and as a row of its own.
private struct PassageSubject {
  /// Whether `i` is the subject.
  let isItem: Query
  /// Whether `i` is the subject or an atom of it.
  let hasItem: Query
  /// The subject where the reader may read it: `kind`, `item_id`, `version`, `title`, `body`, `url`.
  let text: Query

  init(_ subject: GlobalID?) {
    let key = subject?.key
    switch subject?.kind {
    case .diagram:
      isItem = "i.diagram_id = \(key)"
      text = """
        select 'DIAGRAM' as kind, d.id as item_id, d.version, d.title, d.description as body, null::text as url
          from question q join diagrams d on d.id = \(key)
          where \(fragment: PassageRights.diagram)
        """
    case .lab:
      isItem = "i.lab_id = \(key)"
      text = """
        select 'LAB' as kind, l.id as item_id, l.version, l.title,
            concat_ws(E'\\n\\n', l.summary, l.instructions) as body, null::text as url
          from question q join labs l on l.id = \(key)
          where \(fragment: PassageRights.lab)
        """
    case .incident:
      isItem = "i.incident_id = \(key)"
      text = """
        select 'INCIDENT' as kind, n.id as item_id, n.version, n.title,
            concat_ws(E'\\n\\n', n.description, n.root_cause, n.lessons) as body, null::text as url
          from incidents n
          where n.id = \(key)
        """
    case .atom:
      isItem = "i.atom_id = \(key)"
      text = """
        select 'ATOM' as kind, a.id as item_id, a.version, a.title, a.body,
            case when c.source_kind = 'URL' then c.source_url end as url
          from question q join atoms a on a.id = \(key) left join contents c on c.id = a.content_id
          where \(fragment: PassageRights.atom) or \(fragment: PassageRights.completed)
        """
    case .content:
      isItem = "false"
      text = """
        select 'CONTENT' as kind, c.id as item_id, c.version, c.title, c.description as body, c.source_url as url
          from question q join contents c on c.id = \(key)
          where \(fragment: PassageRights.content)
        """
    default:
      isItem = "false"
      text = """
        select null::text as kind, null::bigint as item_id, null::int as version, null::text as title,
            null::text as body, null::text as url
          where false
        """
    }
    hasItem =
      subject?.kind == .content
      ? "i.atom_id in (select x.id from atoms x where x.content_id = \(key))" : isItem
  }
}
