import AtlasKernel
import Postgres

/// The statements about daily quotas, beside those that take and give back: these are functions of the database.
enum QuotaStatements {
  /// Deletes the counts of days that are long over.
  static let sweep = Sweep(
    Query(
      "tutor.sweepQuotas",
      """
      delete from tutor_quotas
      where (user_id, day) in (
        select q.user_id, q.day from tutor_quotas q where q.day < (now() at time zone 'UTC')::date - 31 limit 1000
        for update skip locked
      )
      """
    ).onBehalf(of: .system), batchSize: 1_000)
}
