import AtlasKernel
import Files
import Postgres

enum AnalyticsPersonalData {
  /// What the person's clients told, of which the export shows the latest 10,000, and the reports they asked for.
  static let part = PersonalData(name: "activity", export: export, erase: [eraseEvents, eraseReports])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "analytics.export",
      """
      select json_build_object(
        'events', (
          select coalesce(json_agg(json_build_object('name', e.name, 'at', e.at, 'subject', e.subject, 'data', e.data)
            order by e.at), '[]')
          from (
            select t.name, t.at, t.subject, t.data
            from tracked_events t
            where t.user_id = \(userID)
            order by t.at desc
            limit 10000
          ) e
        ),
        'reports', (
          select coalesce(json_agg(json_build_object('kind', r.kind, 'from', r.from_at, 'to', r.to_at,
            'requested', r.created_at) order by r.id), '[]')
          from reports r
          where r.user_id = \(userID)
        )
      )
      """
    ).onBehalf(of: .user(userID))
  }

  @Sendable
  private static func eraseEvents(_ userID: Int64) -> Query {
    Query("analytics.eraseEvents", "delete from tracked_events where user_id = \(userID)").onBehalf(of: .system)
  }

  @Sendable
  private static func eraseReports(_ userID: Int64) -> Query {
    Query(
      "analytics.eraseReports",
      """
      with gone as (
        delete from reports where user_id = \(userID) returning file_id
      ), \(fragment: FileRemoval.removing("select g.file_id from gone g"))
      select count(*) from gone
      """
    ).onBehalf(of: .system)
  }
}
