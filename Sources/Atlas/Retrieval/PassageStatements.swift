import AtlasKernel
import Postgres

/// Retrieval over the catalogue's tables, which Catalog alone writes.
enum PassageStatements {
  /// The passages that fit the words best, any of which may match, after the subject, which always comes. Only
  /// published content is searched; a subject may also be the viewer's own draft, and anything for ADMIN.
  static func retrieve(
    words: String, subject: GlobalID?, reader: PassageReader, limit: Int
  ) -> Query {
    Query(
      "retrieval.passages",
      """
      with question as (
        select regexp_replace(
            plainto_tsquery('english', \(words)::text)::text, ' (&|<->|<[0-9]+>) ', ' | ', 'g'
          )::tsquery as words,
          \(subject?.kind.rawValue.uppercased())::text as kind, \(subject?.key)::bigint as id, \(reader.userID)::bigint as viewer_id,
          \(reader.isAdmin)::boolean as is_admin, \(limit)::int as size
      ), found as (
        (
          select 'DIAGRAM' as kind, d.id, d.title, ts_rank_cd(d.search, q.words, 33) as rank
          from question q join diagrams d on d.search @@ q.words
          where d.status = 'PUBLISHED'
          order by rank desc, d.id limit (select size from question)
        ) union all (
          select 'LAB', l.id, l.title, ts_rank_cd(l.search, q.words, 33) as rank
          from question q join labs l on l.search @@ q.words
          where l.status = 'PUBLISHED'
          order by rank desc, l.id limit (select size from question)
        ) union all (
          select 'INCIDENT', i.id, i.title, ts_rank_cd(i.search, q.words, 33) as rank
          from question q join incidents i on i.search @@ q.words
          order by rank desc, i.id limit (select size from question)
        )
      ), best as (
        select f.kind, f.id, f.title, f.rank, false as is_subject
        from found f cross join question q
        where (f.kind, f.id) is distinct from (q.kind, q.id)
        order by f.rank desc, f.kind, f.id limit (select size from question)
      ), chosen as (
        select b.kind, b.id, b.title, b.rank, b.is_subject from best b
        union all
        select q.kind, d.id, d.title, ts_rank_cd(d.search, q.words, 33), true
        from question q join diagrams d on q.kind = 'DIAGRAM' and d.id = q.id
        where d.status = 'PUBLISHED' or d.author_id = q.viewer_id or q.is_admin
        union all
        select q.kind, l.id, l.title, ts_rank_cd(l.search, q.words, 33), true
        from question q join labs l on q.kind = 'LAB' and l.id = q.id
        where l.status = 'PUBLISHED' or l.author_id = q.viewer_id or q.is_admin
        union all
        select q.kind, i.id, i.title, ts_rank_cd(i.search, q.words, 33), true
        from question q join incidents i on q.kind = 'INCIDENT' and i.id = q.id
      )
      select c.kind, c.id, c.title, c.rank::double precision as score, c.is_subject,
        left(case c.kind
          when 'DIAGRAM' then (select d.description from diagrams d where d.id = c.id)
          when 'LAB' then (select concat_ws(E'\\n\\n', l.summary, l.instructions) from labs l where l.id = c.id)
          else (
            select concat_ws(E'\\n\\n', i.description, i.root_cause, i.lessons) from incidents i where i.id = c.id
          )
        end, 20000) as body
      from chosen c
      order by c.is_subject desc, c.rank desc, c.kind, c.id
      """)
  }
}
