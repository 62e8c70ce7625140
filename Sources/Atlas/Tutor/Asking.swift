import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

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
  private let began = ContinuousClock.now

  init(question: TutorQuestion, viewer: Viewer) {
    self.question = question
    self.viewer = viewer
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
  private func subject(_ context: ExecutionContext) async throws -> LearningItemKey? {
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
    let passages = try await passages(context)
    let reply = RetrievalTutor.reply(to: question, from: passages)
    return exchange(material, reply, RetrievalTutor.usage(of: reply, to: question, from: passages), isCached: false)
  }

  private func exchange(_ material: [UInt8], _ reply: TutorReply, _ usage: TokenUsage, isCached: Bool) -> Exchange {
    let duration = (ContinuousClock.now - began) / .milliseconds(1)
    return Exchange(
      learner: viewer.userID, question: question, cacheMaterial: material, reply: reply, usage: usage,
      isCached: isCached, responseSeconds: duration.rounded() / 1000)
  }

  private func passages(_ context: ExecutionContext) async throws -> [Passage] {
    let keywords = Keywords(question)
    if keywords.isEmpty && question.subject == nil { return [] }
    let rows = try await context.read(
      PassageStatements.retrieve(
        words: keywords.words.joined(separator: " "), subject: question.subject, viewer: viewer.userID,
        isAdmin: viewer.satisfies(.admin), limit: Self.passageLimit))
    let passages = (0..<rows.count).compactMap { PassageRow(row: Row(rows: rows, index: $0)).passage }
    if let subject = question.subject, question.conversation == nil, !passages.contains(where: \.isSubject) {
      throw GraphQLError.notFound(subject.kind.noun)
    }
    return passages
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
      throw GraphQLError.notFound(exchange.question.subject?.kind.noun ?? "user")
    }
  }
}
