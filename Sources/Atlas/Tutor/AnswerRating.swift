import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `rateAnswer`: what the learner who asked thinks of an answer, in the place of what they thought before.
struct AnswerRating: Sendable {
  let key: Int64
  let rating: Int
  let comment: String?

  /// - Throws: `UserErrors` for the id of something else.
  init(_ input: API.RateAnswerInput) throws(UserErrors) {
    guard let key = input.answerId.key(.answer) else {
      throw UserErrors(.notFound("answer", nil, "input", "answerId"))
    }
    self.key = key
    rating = input.rating
    comment = input.comment
  }

  /// Rates the answer; answers its key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let rows = try await context.write(
      AnswerRatingStatements.rate(self, ownerID: try context.requireViewer().userID))
    guard rows.count == 1 else {
      throw UserErrors(.notFound("answer", GlobalID(.answer, key), "input", "answerId"))
    }
    if rows.bool(0, 1) == true { return key }
    throw UserErrors(
      .state(
        rows.string(0, 0) ?? "", allowed: [API.AnswerState.done.rawValue, API.AnswerState.canceled.rawValue],
        "Only an answer that has ended with a text can be rated."))
  }
}

extension AnswerRow {
  /// What the viewer thinks of answers, by one statement for all.
  static let viewerRating = FieldResolver<AnswerRow, NoArguments, Int?>.query(reads: .part(id.name)) {
    answers, _, _, context in
    AnswerRatingStatements.ratings(answers.distinctKeys(id), ownerID: context.viewer?.userID)
  } _: { rows, answers, _, _ in
    let found = RowSet(rows)
    let ratings = Dictionary(zip(found.integers("answer_id"), found.integers("rating"))) { first, _ in first }
    return .values(answers.storage.values(id).map { ratings[$0].map { Int(truncatingIfNeeded: $0) } })
  }
}
