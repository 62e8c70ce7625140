import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Stopping an answer that is being written.
struct AnswerCanceling: Sendable {
  let desk: TutorDesk

  /// Ends the answer with what was written of it. One that has ended stays what it is.
  ///
  /// - Throws: user errors where the answer is not there for the caller.
  func cancel(_ id: ID, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let missing = UserErrors(.notFound("answer", GlobalID(id.value), "input", "answerId"))
    guard let key = id.key(.answer) else { throw missing }
    let rows = try await context.write(AnswerEndStatements.cancel(key, learner: viewer.userID))
    guard rows.count == 1 else { throw missing }
    // Other instances learn it by the event. Where a transaction is rolled back, the next piece of text finds the row.
    if context.request.transaction == nil { desk.stop(key) }
    return key
  }

  /// The resolvers of `CancelAnswerPayload`.
  static let payloadFields = API.CancelAnswerPayload.Fields<Payload<Int64>>(
    answer: FieldResolver { payloads, _, _ in
      .loading(LoadRequest(API.Answer.typeName, keys: payloads.map(\.outcome)))
    },
    userErrors: .userErrors())
}
