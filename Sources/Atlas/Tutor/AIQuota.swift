import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What may still be asked today: the source of `AIQuota`. A limit that was lowered may lie below what was used.
struct AIQuota: ObjectSource {
  let dailyLimit: Int
  let used: Int
  let resetsAt: DateTime
  /// What all users together may still ask.
  let globalRemaining: Int

  /// The resolvers of `AIQuota`.
  static let fields = API.AIQuota.Fields<AIQuota>(
    dailyLimit: .value { $0.dailyLimit },
    used: .value { $0.used },
    remaining: .value { max(0, $0.dailyLimit - $0.used) },
    resetsAt: .value { $0.resetsAt },
    globalRemaining: .value { $0.globalRemaining })

  private static let usedColumn = RowColumn<Int>("used")
  private static let usedByAll = RowColumn<Int>("used_by_all")
  private static let resetsAtColumn = RowColumn<DateTime>("resets_at")

  private init(_ row: Row, _ settings: TutorSettings) {
    dailyLimit = max(0, settings.dailyQuestions)
    used = row[Self.usedColumn]
    resetsAt = row[Self.resetsAtColumn]
    globalRemaining = max(0, max(0, settings.dailyQuestionsOfAll) - row[Self.usedByAll])
  }

  /// `Query.aiQuota`: the viewer's own.
  static func resolver(_ settings: TutorSettings) -> FieldResolver<Root, NoArguments, API.AIQuota> {
    .query { _, _, context in
      AIQuotaStatements.today(userID: try context.requireViewer().userID)
    } _: { rows, _, _, _ in
      .objects((0..<rows.count).map { AIQuota(Row(rows: rows, index: $0), settings) })
    }
  }
}

/// The statements that show quotas; asking takes of them.
enum AIQuotaStatements {
  /// What was taken of today's (UTC) quotas, and when the next day begins: one row.
  static func today(userID: Int64) -> Query {
    Query(
      "tutor.quota",
      """
      select coalesce(q.used, 0) as used, coalesce(t.used, 0) as used_by_all,
        ((n.day + 1)::timestamp at time zone 'UTC')::timestamptz(3) as resets_at
      from (select (now() at time zone 'UTC')::date as day) n
      left join tutor_quotas q on q.user_id = \(userID) and q.day = n.day
      left join tutor_quota_totals t on t.day = n.day
      """
    ).onBehalf(of: .user(userID))
  }
}
