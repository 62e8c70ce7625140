import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import LanguageModels
import Logging
import Postgres
import Retrieval
import Synchronization

/// An answer that has a row, and an attempt at it.
struct HeldAnswer: Sendable {
  let id: Int64
  let new: NewAnswer
}

/// The writing of one answer, from its passages to its end.
final class AnswerWriting: Sendable {
  /// The request that asked.
  private enum Audience {
    case waiting, gone, served
  }

  let answer: HeldAnswer
  let landing = Landing<TutorDesk.Ending>()
  private let desk: TutorDesk
  /// How many flights had ended when the cache was looked into.
  private let landings: Int
  /// Whether the row belongs to a transaction that is still open.
  private let isUncommitted: Bool
  private let audience: Mutex<Audience>
  private let begin = ContinuousClock.now

  /// - Parameter isAwaited: a request waits for the end.
  init(_ answer: HeldAnswer, at desk: TutorDesk, landings: Int, isUncommitted: Bool, isAwaited: Bool) {
    self.answer = answer
    self.desk = desk
    self.landings = landings
    self.isUncommitted = isUncommitted
    audience = Mutex(isAwaited ? .waiting : .gone)
  }

  private var question: TutorQuestion { answer.new.question }
  private var settings: TutorDesk.Settings { desk.settings }

  /// Nobody waits any more: the learner will be notified. False where the answer is being finished for who waits.
  func leave() -> Bool {
    audience.withLock { audience in
      if audience == .waiting { audience = .gone }
      return audience == .gone
    }
  }

  /// Whether nobody waits. From now on, who waits cannot leave.
  private func holdAudience() -> Bool {
    audience.withLock { audience in
      if audience == .waiting { audience = .served }
      return audience == .gone
    }
  }

  /// Writes the answer, and records how that ended.
  func run(_ writer: any AnswerWriter, _ tools: TutorDesk.Tools) async -> TutorDesk.Ending {
    do {
      if isUncommitted { try await waitForCommit(tools) }
      try await keepingLease(tools) { pen in try await self.write(writer, pen, tools) }
      return .written
    } catch is AnswerLost {
      return .lost
    } catch {
      let failure = AnswerFailure(error)
      // This task may be cancelled already; the record must be made all the same.
      return await Task { await self.record(failure, of: error, tools) }.value
    }
  }

  /// The idempotency key of a question is committed together with it: until then, nobody sees the row.
  private func waitForCommit(_ tools: TutorDesk.Tools) async throws {
    let end = ContinuousClock.now + settings.lease
    var pause = Duration.milliseconds(20)
    while try await tools.database.write(AnswerWritingStatements.renew(answer, lease: settings.lease)).count == 0 {
      guard .now < end else { throw AnswerLost() }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(500))
    }
  }

  /// Does something within the deadline while the lease is renewed and text is put into the row.
  private func keepingLease(
    _ tools: TutorDesk.Tools, _ body: @escaping @Sendable (AnswerPen) async throws -> Void
  ) async throws {
    let pen = AnswerPen(answer, tools, settings)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await body(pen) }
      group.addTask { try await pen.keep() }
      group.addTask { [settings] in
        try await Task.sleep(for: settings.deadline)
        throw ModelFailure.timeout
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func record(
    _ failure: AnswerFailure, of error: any Error, _ tools: TutorDesk.Tools
  ) async -> TutorDesk.Ending {
    for attempt in 1...3 {
      do {
        let rows = try await tools.database.write(AnswerEndStatements.fail(answer, failure))
        if rows.count == 0 { return .lost }
        tools.logger.warning(
          "an answer failed", metadata: ["answer": "\(answer.id)", "reason": "\(Self.reason(error))"])
        break
      } catch {
        // The lease runs out where nothing helps.
        try? await Task.sleep(for: .milliseconds(200) * attempt)
      }
    }
    return .failed(failure)
  }

  /// What is known to hold no words of the learner and of the provider.
  private static func reason(_ error: any Error) -> String {
    switch error {
    case let failure as ModelFailure: String(describing: failure)
    case let error as PostgresError: error.description
    default: String(describing: type(of: error))
    }
  }
}

extension AnswerWriting {
  /// Leads the flight of equal questions, or follows who leads.
  private func write(_ writer: any AnswerWriter, _ pen: AnswerPen, _ tools: TutorDesk.Tools) async throws {
    let (key, flights) = (answer.new.key, desk.flights)
    guard question.allowsCached else { return _ = try await compose(writer, pen, tools) }
    while true {
      switch flights.enter(key) {
      case .lead:
        var outcome = AnswerFlights.Outcome.failed
        defer { flights.land(key, outcome) }
        if flights.landings != landings, try await takeFromCache(pen, tools) {
          outcome = .shared
        } else {
          outcome = try await compose(writer, pen, tools) ? .shared : .unshared
        }
        return
      case .follow(let leader):
        switch await leader.wait() {
        case .shared:
          if try await takeFromCache(pen, tools) { return }
          _ = try await compose(writer, pen, tools)
          return
        case .unshared:
          _ = try await compose(writer, pen, tools)
          return
        case .failed: continue
        case nil: throw CancellationError()
        }
      }
    }
  }

  /// Gives the answer that an equal question was given. False where there is none for this reader.
  private func takeFromCache(_ pen: AnswerPen, _ tools: TutorDesk.Tools) async throws -> Bool {
    let rows = try await tools.database.read(AnswerCacheStatements.find(answer.new.key, answer.new.reader))
    guard rows.count == 1 else { return false }
    try await finish(CachedAnswerRow(row: Row(rows: rows, index: 0)).reply, isCached: true, sources: nil, pen, tools)
    return true
  }

  /// Writes the answer anew. True where it may be given to others.
  private func compose(
    _ writer: any AnswerWriter, _ pen: AnswerPen, _ tools: TutorDesk.Tools
  ) async throws -> Bool {
    let passages = try await passages(tools)
    let assignment = Assignment(
      question: question, passages: passages, memory: answer.new.memory, standing: answer.new.standing)
    try await pen.begin()
    var reply = try await writer.write(assignment) { try await pen.tell($0) }
    reply.text = reply.text.storable
    // What was told cannot be taken back.
    guard reply.text.utf8.starts(with: await pen.text.utf8) else { throw ModelFailure.malformed }
    let isKept = reply.moderation == nil && !reply.isUngrounded
    try await finish(reply, isCached: false, sources: isKept ? passages : nil, pen, tools)
    return isKept
  }

  private func finish(
    _ reply: TutorReply, isCached: Bool, sources: [Passage]?, _ pen: AnswerPen, _ tools: TutorDesk.Tools
  ) async throws {
    try await pen.putDown()
    let statement = AnswerEndStatements.finish(
      answer, reply, isCached: isCached, sources: sources, isAnnounced: holdAudience())
    guard try await tools.database.write(statement).count == 1 else { throw AnswerLost() }
    let outcome: QuestionOutcome = isCached ? .cached : reply.isUngrounded ? .ungrounded : .answered
    tools.count(outcome, isCached ? nil : begin.duration(to: .now))
  }

  private func passages(_ tools: TutorDesk.Tools) async throws -> [Passage] {
    let keywords = Keywords(question)
    if keywords.isEmpty && question.subject == nil { return [] }
    try await desk.searches.enter()
    defer { desk.searches.leave() }
    return try await desk.passages.passages(
      for: keywords.words.joined(separator: " "), about: question.subject, reader: answer.new.reader,
      limit: settings.passageLimit
    ) { try await tools.database.read($0) }
  }
}
