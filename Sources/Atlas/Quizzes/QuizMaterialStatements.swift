import AtlasKernel
import Postgres
import Retrieval

/// The statements that read what a quiz is made of. Each answers one row `SUBJECT`, unless the reader may not read it,
/// then its texts (`PIECE`) in order, then texts near it (`NEIGHBOUR`), which everybody may read who reads the subject.
/// They read tables of Catalog and ContentLibrary.
enum QuizMaterialStatements {
  /// The texts of a subject, for a reader; nil for what no quiz is about.
  static func read(_ subject: GlobalID, _ reader: PassageReader) -> Query? {
    switch subject.kind {
    case .diagram: ofDiagram(subject.key, reader)
    case .lab: ofLab(subject.key, reader)
    case .incident: ofIncident(subject.key)
    case .atom: ofAtom(subject.key, reader)
    case .content: ofContent(subject.key, reader)
    default: nil
    }
  }

  private static func ofDiagram(_ key: Int64, _ reader: PassageReader) -> Query {
    Query(
      "quizzes.diagramMaterial",
      """
      with subject as (
        select d.id, d.title, d.description, d.tags, d.category, d.status = 'PUBLISHED' as is_published
        from diagrams d
        where d.id = \(key) and \(fragment: QuizPolicy.reads("d", reader))
      ), texts as (
        select 1 as part, 0 as place, 'diagram' as kind, s.id, s.title, '' as text, s.tags as terms, s.is_published
        from subject s
        union all
        select 2, 0, 'diagram', s.id, s.title, coalesce(s.description, ''), s.tags, s.is_published from subject s
        union all
        (
          select 2, 1 + row_number() over (order by l.position, a.id), 'atom', a.id, a.title, a.body, a.concepts,
            s.is_published
          from subject s
          join diagram_atoms l on l.diagram_id = s.id
          join atoms a on a.id = l.atom_id and a.published
          order by l.position, a.id
          limit 200
        )
        union all
        (
          select 3, row_number() over (order by d.id), 'diagram', d.id, d.title, coalesce(d.description, ''), d.tags,
            true
          from subject s
          join diagrams d on d.category = s.category and d.status = 'PUBLISHED' and d.id <> s.id
          order by d.id
          limit 12
        )
      )
      \(fragment: selection)
      """)
  }

  private static func ofLab(_ key: Int64, _ reader: PassageReader) -> Query {
    Query(
      "quizzes.labMaterial",
      """
      with subject as (
        select l.id, l.title, l.summary, l.instructions, l.tags, l.category, l.status = 'PUBLISHED' as is_published
        from labs l
        where l.id = \(key) and \(fragment: QuizPolicy.reads("l", reader))
      ), texts as (
        select 1 as part, 0 as place, 'lab' as kind, s.id, s.title, '' as text, s.tags as terms, s.is_published
        from subject s
        union all
        select 2, 0, 'lab', s.id, s.title, coalesce(s.summary, ''), s.tags, s.is_published from subject s
        union all
        select 2, 1, 'lab', s.id, s.title, s.instructions, s.tags, s.is_published from subject s
        union all
        (
          select 3, row_number() over (order by d.id), 'diagram', d.id, d.title, coalesce(d.description, ''), d.tags,
            true
          from subject s
          join diagrams d on d.status = 'PUBLISHED' and (d.category = s.category or d.tags && s.tags)
          order by d.id
          limit 12
        )
      )
      \(fragment: selection)
      """)
  }

  private static func ofIncident(_ key: Int64) -> Query {
    Query(
      "quizzes.incidentMaterial",
      """
      with subject as (
        select i.id, i.title, i.description, i.root_cause, i.lessons, i.tags
        from incidents i
        where i.id = \(key)
      ), texts as (
        select 1 as part, 0 as place, 'incident' as kind, s.id, s.title, '' as text, s.tags as terms,
          true as is_published
        from subject s
        union all
        select 2, t.place, 'incident', s.id, s.title, coalesce(t.text, ''), s.tags, true
        from subject s
        cross join lateral (values (0, s.description), (1, s.root_cause), (2, s.lessons)) as t(place, text)
        union all
        (
          select 3, row_number() over (order by (i.tags && s.tags) desc, i.id), 'incident', i.id, i.title,
            concat_ws(E'\\n\\n', i.description, i.root_cause, i.lessons), i.tags, true
          from subject s
          join incidents i on i.id <> s.id
          order by (i.tags && s.tags) desc, i.id
          limit 12
        )
      )
      \(fragment: selection)
      """)
  }

  /// Who reads an atom of a content reads the others there that are not retired.
  private static func ofAtom(_ key: Int64, _ reader: PassageReader) -> Query {
    Query(
      "quizzes.atomMaterial",
      """
      with subject as (
        select a.id, a.title, a.body, a.concepts, a.content_id, a.sequence,
          a.published or a.retired_at is not null as is_published
        from atoms a
        left join contents o on o.id = a.content_id
        where a.id = \(key) and \(fragment: QuizPolicy.readsAtom(reader))
      ), texts as (
        select 1 as part, 0 as place, 'atom' as kind, s.id, s.title, '' as text, s.concepts as terms, s.is_published
        from subject s
        union all
        select 2, 0, 'atom', s.id, s.title, s.body, s.concepts, s.is_published from subject s
        union all
        (
          select 3, row_number() over (order by abs(n.sequence - s.sequence), n.id), 'atom', n.id, n.title, n.body,
            n.concepts, true
          from subject s
          join atoms n on n.id <> s.id and n.retired_at is null
            and case when s.content_id is null then n.published and n.concepts && s.concepts
              else n.content_id = s.content_id end
          order by abs(n.sequence - s.sequence), n.id
          limit 20
        )
      )
      \(fragment: selection)
      """)
  }

  private static func ofContent(_ key: Int64, _ reader: PassageReader) -> Query {
    Query(
      "quizzes.contentMaterial",
      """
      with subject as (
        select c.id, c.title, c.status = 'COMPLETED' as is_published
        from contents c
        where c.id = \(key) and \(fragment: QuizPolicy.readsContent(reader))
      ), texts as (
        select 1 as part, 0 as place, 'content' as kind, s.id, s.title, '' as text, '{}'::text[] as terms,
          s.is_published
        from subject s
        union all
        (
          select 2, row_number() over (order by a.sequence, a.id), 'atom', a.id, a.title, a.body, a.concepts,
            s.is_published
          from subject s
          join atoms a on a.content_id = s.id and a.retired_at is null
          order by a.sequence, a.id
          limit 200
        )
      )
      \(fragment: selection)
      """)
  }

  private static let selection: Query = """
    select case t.part when 1 then 'SUBJECT' when 2 then 'PIECE' else 'NEIGHBOUR' end as part, t.kind, t.id, t.title,
        left(t.text, 20000) as text, t.terms, t.is_published
      from texts t
      order by t.part, t.place
      limit 250
    """
}
