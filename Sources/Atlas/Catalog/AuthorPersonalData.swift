import AtlasKernel
import Postgres

enum AuthorPersonalData {
  /// What somebody wrote for the catalogue. Others learn from it, so it stays, but nobody's.
  static let part = PersonalData(name: "authorship", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "authorship.export",
      """
      select jsonb_build_object(
        'diagrams', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'diagram_' || d.id, 'title', d.title, 'status', d.status,
            'created', d.created_at) order by d.id), '[]')
          from diagrams d
          where d.author_id = \(userID)
        ),
        'labs', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'lab_' || l.id, 'title', l.title, 'status', l.status,
            'created', l.created_at) order by l.id), '[]')
          from labs l
          where l.author_id = \(userID)
        ),
        'incidents', (
          select coalesce(jsonb_agg(jsonb_build_object('id', 'incident_' || i.id, 'title', i.title,
            'created', i.created_at) order by i.id), '[]')
          from incidents i
          where i.author_id = \(userID)
        ),
        'editedVersions', (
          select coalesce(jsonb_agg(jsonb_build_object('diagram', 'diagram_' || r.diagram_id, 'version', r.version,
            'at', r.edited_at) order by r.id), '[]')
          from diagram_revisions r
          where r.edited_by = \(userID)
        )
      )
      """)
  }

  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query(
      "authorship.erase",
      """
      with diagrams_left as (
        update diagrams d
        set author_id = nullif(d.author_id, \(userID)), edited_by = nullif(d.edited_by, \(userID))
        where d.author_id = \(userID) or d.edited_by = \(userID)
      ), labs_left as (
        update labs l set author_id = null where l.author_id = \(userID)
      ), incidents_left as (
        update incidents i set author_id = null where i.author_id = \(userID)
      )
      update diagram_revisions r set edited_by = null where r.edited_by = \(userID)
      """)
  }
}
