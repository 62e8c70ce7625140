import AtlasKernel
import Postgres

enum JobPersonalData {
  /// Jobs that somebody asked for.
  static let part = PersonalData(name: "jobs", export: export, erase: [erase])

  @Sendable
  private static func export(_ userID: Int64) -> Query {
    Query(
      "jobs.export",
      """
      select coalesce(jsonb_agg(jsonb_build_object('kind', j.kind, 'subject', j.subject, 'state', j.state,
        'created', j.created_at, 'finished', j.finished_at) order by j.id), '[]')
      from jobs j
      where j.user_id = \(userID)
      """
    ).onBehalf(of: .user(userID))
  }

  @Sendable
  private static func erase(_ userID: Int64) -> Query {
    Query("jobs.erase", "delete from jobs where user_id = \(userID)").onBehalf(of: .system)
  }
}
