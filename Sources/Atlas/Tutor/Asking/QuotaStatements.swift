import AtlasKernel
import Postgres

/// The statements about daily quotas, beside those that take and give back: these are functions of the database.
enum QuotaStatements {
  /// Takes one question of today's quotas: ADMITTED, or whose quota is used up, USER or ALL.
  static func charge(_ user: Int64, _ settings: TutorSettings) -> Query {
    Query(
      "tutor.chargeQuestion",
      """
      select atlas_charge_question(
          \(user), \(settings.dailyQuestions)::int, \(settings.dailyQuestionsOfAll)::int,
          (now() at time zone 'UTC')::date
        ) as outcome, ((now() at time zone 'UTC')::date + 1)::timestamp at time zone 'UTC' as resets_at
      """
    ).onBehalf(of: .user(user))
  }

  /// Gives one question of today back.
  static func refund(_ user: Int64) -> Query {
    Query(
      "tutor.refundQuestion",
      "select atlas_refund_questions(array[\(user)::bigint], array[(now() at time zone 'UTC')::date])"
    ).onBehalf(of: .system)
  }

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
