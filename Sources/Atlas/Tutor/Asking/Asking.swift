import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax
import Postgres
import Retrieval

/// One call of `askQuestion`: from the question to the answer, or to what there is of it when the time is over.
struct Asking: Sendable {
  /// How much of the request's time is left for its answer: a fifth of it, and this at least.
  private static let leastMargin = Duration.seconds(1)

  let question: TutorQuestion
  let viewer: Viewer
  let desk: TutorDesk
  let settings: TutorSettings

  /// Answers the question and stores both.
  func ask(_ context: ExecutionContext) async throws -> ColumnOf<API.Answer> {
    let landings = desk.flights.landings
    let answer = try await newAnswer(context)
    var id = try await repeated(answer, context)
    if id == nil { id = try await write(answer, landings, context) }
    let rows = try await context.read(AnswerStatements.byID([id].compactMap { $0 }, ownerID: viewer.userID))
    guard rows.count == 1 else { throw GraphQLError.notFound("conversation") }
    return .objects(Batch<AnswerRow>(RowStorage(rows)))
  }

  private func newAnswer(_ context: ExecutionContext) async throws -> NewAnswer {
    let rows = try await context.read(AskingStatements.circumstances(question, viewer))
    guard rows.count == 1 else { throw GraphQLError.notFound("user") }
    let circumstances = AskingCircumstances(row: Row(rows: rows, index: 0))
    var question = question
    if question.conversation != nil, circumstances.conversation == nil { throw GraphQLError.notFound("conversation") }
    question.subject = circumstances.subject
    if let subject = question.subject, circumstances.version == nil {
      throw GraphQLError.notFound(subject.kind.rawValue)
    }
    question.language = question.language ?? circumstances.language
    let standing = LearnerStanding(
      try await context.read(LearnerStanding.read(userID: viewer.userID, subject: question.subject)))
    let model = desk.writer.model
    let key = AnswerKey(question, asker: viewer.userID, circumstances, level: standing?.level, model: model)
    return NewAnswer(
      learner: viewer.userID, question: question, key: key,
      reader: PassageReader(userID: viewer.userID, isAdmin: viewer.satisfies(.admin)), memory: circumstances.memory,
      // What others may be given knows no more of this learner than the key.
      standing: key.isShared ? standing?.level.map { "The learner's level is \($0.rawValue)." } : standing?.sentence,
      model: model)
  }

  /// The answer that an equal question was given within the hour, once more. Nil where there is none.
  private func repeated(_ answer: NewAnswer, _ context: ExecutionContext) async throws -> Int64? {
    guard question.allowsCached else { return nil }
    let found = try await context.read(AnswerCacheStatements.find(answer.key, answer.reader))
    guard found.count == 1 else { return nil }
    let reply = CachedAnswerRow(row: Row(rows: found, index: 0)).reply
    let stored = try await store(AskingStatements.repeatCached(answer, reply), answer, context)
    desk.tools?.count(.cached, nil)
    return stored.int(0, 1)
  }

  /// Charges and stores the question, and lets the desk write its answer.
  private func write(_ answer: NewAnswer, _ landings: Int, _ context: ExecutionContext) async throws -> Int64 {
    do throws(GraphQLError) {
      try desk.takePlace()
    } catch {
      desk.tools?.count(.unavailable, nil)
      throw error
    }
    let id: Int64
    do {
      let rows = try await store(
        AskingStatements.begin(answer, settings, lease: desk.settings.lease), answer, context)
      guard let stored = rows.int(0, 2) else {
        desk.tools?.count(.quota, nil)
        throw Self.overQuota(rows)
      }
      id = stored
    } catch {
      desk.leavePlace()
      throw error
    }
    // What a transaction has not committed cannot be finished within it.
    let isUncommitted = context.request.transaction != nil
    let waits = question.waits && !isUncommitted
    let writing = AnswerWriting(
      HeldAnswer(id: id, new: answer), at: desk, landings: landings, isUncommitted: isUncommitted, isAwaited: waits)
    desk.write(writing)
    if waits { try await wait(for: writing, context) }
    return id
  }

  private func wait(for writing: AnswerWriting, _ context: ExecutionContext) async throws {
    let patience = context.deadline.map { $0 - max(Self.leastMargin, ($0 - .now) / 5) }
    var ending = await writing.landing.wait(until: patience)
    // What is finished at this moment is finished for this request, and announced to nobody.
    if ending == nil, !writing.leave() { ending = await writing.landing.wait(until: context.deadline) }
    if case .failed(let failure) = ending { throw failure.error }
  }

  /// - Throws: `NOT_FOUND` where the conversation was archived, or its subject deleted, since they were read.
  private func store(_ statement: Query, _ answer: NewAnswer, _ context: ExecutionContext) async throws -> Rows {
    let rows: Rows
    do {
      rows = try await context.write(statement)
    } catch {
      guard error.sqlState == "23503" else { throw error }
      throw GraphQLError.notFound(answer.question.subject?.kind.rawValue ?? "user")
    }
    if rows.string(0, 0) == "CLOSED" { throw GraphQLError.notFound("conversation") }
    return rows
  }

  private static func overQuota(_ rows: Rows) -> GraphQLError {
    let row = Row(rows: rows, index: 0)
    let ofAll = row[RowColumn<String>("outcome")] == "ALL"
    return GraphQLError(
      ofAll ? "All questions of today are asked. Ask again tomorrow." : "You have asked all your questions of today.",
      code: .quotaExceeded,
      extensions: [
        "resetsAt": .string(row[RowColumn<DateTime>("resets_at")].text), "quota": .string(ofAll ? "ALL" : "USER"),
      ])
  }
}
