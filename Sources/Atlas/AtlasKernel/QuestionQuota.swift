public import Postgres

/// How many questions may be asked of a model. The tutor keeps the count; what else asks a model charges it, too.
public protocol QuestionQuota: Sendable {
  /// Takes one question of today's quotas, of the user's and of everybody's, in the transaction of what is asked.
  ///
  /// - Throws: `UserErrors` with a quota error where one is used up.
  func charge(_ userID: Int64, _ transaction: Transaction) async throws

  /// Gives a question of today back that brought nothing.
  func giveBack(to userID: Int64, _ transaction: Transaction) async throws
}
