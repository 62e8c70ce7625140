import AtlasAPI
public import AtlasKernel
import GraphQLPostgres
public import Postgres

/// The tutor's daily quotas, for what else asks a model.
public struct TutorQuota: QuestionQuota {
  private let settings: TutorSettings

  /// - Parameter settings: how much may be asked.
  public init(settings: TutorSettings) { self.settings = settings }

  public func giveBack(to userID: Int64, _ transaction: Transaction) async throws {
    try await transaction.write(QuotaStatements.refund(userID))
  }

  public func charge(_ userID: Int64, _ transaction: Transaction) async throws {
    let rows = try await transaction.write(QuotaStatements.charge(userID, settings))
    let outcome = rows.string(0, 0)
    guard outcome != "ADMITTED" else { return }
    let limit = Int64(outcome == "ALL" ? settings.dailyQuestionsOfAll : settings.dailyQuestions)
    throw UserErrors(
      .quota(
        limit: limit, used: limit, resetsAt: Row(rows: rows, index: 0)[RowColumn<DateTime>("resets_at")],
        outcome == "ALL" ? "All questions of today are asked." : "You have asked all your questions of today."))
  }
}
