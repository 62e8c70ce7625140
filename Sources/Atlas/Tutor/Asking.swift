import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres
import Retrieval

/// A question and its answer, ready to be stored.
struct Exchange: Sendable {
  let learner: Int64
  let question: TutorQuestion
  let cacheMaterial: [UInt8]
  let reply: TutorReply
  let usage: TokenUsage
  /// The answer was given to the same question before.
  let isCached: Bool
  let responseSeconds: Double
}

/// One call of `askQuestion`: from the question to the stored answer. No transaction is open while it is composed.
struct Asking: Sendable {
  /// How many passages an answer is composed from at most.
  private static let passageLimit = 6

  private(set) var question: TutorQuestion
  let viewer: Viewer
  let passages: PassageLibrary
  private let began = ContinuousClock.now

  init(question: TutorQuestion, viewer: Viewer, passages: PassageLibrary) {
    self.question = question
    self.viewer = viewer
    self.passages = passages
  }

  /// Answers the question and stores both.
  func ask(_ context: ExecutionContext) async throws -> ColumnOf<API.Answer> {
    var asking = self
    asking.question.subject = try await subject(context)
    let exchange = try await asking.exchange(context)
    let stored = try await asking.store(exchange, context)
    let rows = try await context.read(AnswerStatements.byID([stored], ownerID: viewer.userID))
    guard rows.count == 1 else { throw GraphQLError.notFound("conversation") }
    return .objects(Batch<AnswerRow>(RowStorage(rows)))
  }

  /// What the question is about: what it says, else what its conversation is about.
  private func subject(_ context: ExecutionContext) async throws -> GlobalID? {
    guard let conversation = question.conversation else { return question.subject }
    let rows = try await context.read(ConversationStatements.subject(conversation, ownerID: viewer.userID))
    guard rows.count == 1 else { throw GraphQLError.notFound("conversation") }
    let subject = ConversationRow(row: Row(rows: rows, index: 0)).subject
    return question.subject ?? subject
  }

  private func exchange(_ context: ExecutionContext) async throws -> Exchange {
    let material = question.cacheMaterial(viewer: viewer.userID)
    if question.allowsCached {
      let rows = try await context.read(AnswerStatements.cached(material, learner: viewer.userID))
      if rows.count == 1 {
        let reply = AnswerRow(row: Row(rows: rows, index: 0)).reply
        // What was not read and written again costs nothing.
        return exchange(material, reply, TokenUsage(promptTokens: 0, completionTokens: 0), isCached: true)
      }
    }
    let passages = try await supporting(context)
    let reply = RetrievalTutor.reply(to: question, from: passages)
    return exchange(material, reply, RetrievalTutor.usage(of: reply, to: question, from: passages), isCached: false)
  }

  private func exchange(_ material: [UInt8], _ reply: TutorReply, _ usage: TokenUsage, isCached: Bool) -> Exchange {
    let duration = (ContinuousClock.now - began) / .milliseconds(1)
    return Exchange(
      learner: viewer.userID, question: question, cacheMaterial: material, reply: reply, usage: usage,
      isCached: isCached, responseSeconds: duration.rounded() / 1000)
  }

  private func supporting(_ context: ExecutionContext) async throws -> [Passage] {
    let keywords = Keywords(question)
    if keywords.isEmpty && question.subject == nil { return [] }
    return try await passages.passages(
      for: keywords.words.joined(separator: " "), about: question.subject,
      reader: PassageReader(userID: viewer.userID, isAdmin: viewer.satisfies(.admin)), limit: Self.passageLimit
    ) { try await context.read($0) }
  }

  private func store(_ exchange: Exchange, _ context: ExecutionContext) async throws -> Int64 {
    guard let answer = try await write(exchange, context).int(0, 0) else { throw GraphQLError.notFound("conversation") }
    return answer
  }

  private func write(_ exchange: Exchange, _ context: ExecutionContext) async throws -> Rows {
    do {
      return try await context.write(AnswerStatements.store(exchange))
    } catch {
      guard error.sqlState == "23503" else { throw error }
      // The subject, or the learner, was deleted since it was read.
      throw GraphQLError.notFound(exchange.question.subject?.kind.rawValue ?? "user")
    }
  }
}
