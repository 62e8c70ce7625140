// The tutor's desk: where answers are written.
//
// An answer belongs to the desk and not to the request that asked for it: a request that ends, is cut or has waited
// long enough leaves it behind. Equal questions are written once at a time: the first one leads, the others wait for it
// and take what it has left in the cache; where it has left nothing, one of them leads, or each writes its own.
//
// States of an answer here: waiting for its leader, being written, over. In the table: QUEUED, STREAMING, and an end.
// Whatever ends it, a statement decides; the desk only learns of it.

import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Logging
import Postgres
import Retrieval
import Synchronization

/// Writes answers, many at a time, for as long as the application is there.
final class TutorDesk: Sendable {
  /// How answers are written.
  struct Settings: Sendable {
    /// How many answers are written here at a time, with those that wait for an equal one.
    var places = 256
    /// How many answers look for their passages at a time. The search is the costly part that all other requests would
    /// feel, on the connections that they share.
    var searchesAtOnce = 2
    /// How often the text goes into the row at most, unless there are so many characters of it.
    var flushInterval: Duration = .milliseconds(150)
    var flushLength = 400
    /// How long an answer stays with a writer that says nothing, and how often the writer says something.
    var lease: Duration = .seconds(30)
    var renewal: Duration = .seconds(5)
    /// How often the desk looks for answers whose lease is over, give or take a half.
    var rounds: Duration = .seconds(15)
    /// How long an answer may take, with waiting for an equal one: more than any model may take.
    var deadline: Duration = .seconds(120)
    /// How many characters an answer may have.
    var lengthLimit = 100_000
    /// How many passages an answer is made of at most.
    var passageLimit = 6
  }

  /// What the desk works with once there is an application.
  struct Tools: Sendable {
    let database: Database
    let logger: Logger
    /// Says that events were written.
    let wake: @Sendable () -> Void
    /// Counts a question, with the time that its answer took where it was written.
    var count: @Sendable (QuestionOutcome, Duration?) -> Void = { _, _ in }
  }

  /// How an answer ended here.
  enum Ending: Sendable, Equatable {
    case written
    /// Canceled, or another's.
    case lost
    case failed(AnswerFailure)
  }

  private struct State {
    var writer: any AnswerWriter
    var tools: Tools?
    var isStopped = false
    var places = 0
    var tasks: [Int64: Task<Void, Never>] = [:]
  }

  let passages: PassageLibrary
  let settings: Settings
  let flights = AnswerFlights()
  /// In front of the search for passages.
  let searches: Turnstile
  private let state: Mutex<State>

  init(passages: PassageLibrary, writer: any AnswerWriter, settings: Settings = Settings()) {
    self.passages = passages
    self.settings = settings
    searches = Turnstile(limit: settings.searchesAtOnce)
    state = Mutex(State(writer: writer))
  }

  /// What writes the answers. Another one writes those that are asked for from then on.
  var writer: any AnswerWriter {
    get { state.withLock { $0.writer } }
    set { state.withLock { $0.writer = newValue } }
  }

  /// Nil before there is an application.
  var tools: Tools? { state.withLock { $0.tools } }

  /// Begins to take questions.
  func open(_ tools: Tools) { state.withLock { $0.tools = tools } }

  /// Ends what is being written, which fails in a way that can be tried again, and takes no more.
  func close() async {
    let tasks = state.withLock { state in
      state.isStopped = true
      return Array(state.tasks.values)
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
  }

  /// Takes a place for an answer, before anything is charged.
  ///
  /// - Throws: `UNAVAILABLE` where there is none, and while whatever writes answers could not write it.
  func takePlace() throws(GraphQLError) {
    if let failure = writer.suspension { throw AnswerFailure(failure).error }
    let isTaken = state.withLock { state in
      guard !state.isStopped, state.tools != nil, state.places < settings.places else { return false }
      state.places += 1
      return true
    }
    guard isTaken else { throw AnswerFailure.busy.error }
  }

  /// Gives a place back that nothing was begun at.
  func leavePlace() { state.withLock { $0.places -= 1 } }

  /// Begins to write an answer at a place that was taken for it.
  func write(_ writing: AnswerWriting) {
    state.withLock { state in
      guard let tools = state.tools else { return }
      let writer = state.writer
      let task = Task {
        let ending = await writing.run(writer, tools)
        switch ending {
        case .written: break
        case .lost: tools.count(.canceled, nil)
        case .failed: tools.count(.failed, nil)
        }
        self.state.withLock { state in
          state.tasks[writing.answer.id] = nil
          state.places -= 1
        }
        tools.wake()
        writing.landing.end(ending)
      }
      state.tasks[writing.answer.id] = task
      if state.isStopped { task.cancel() }
    }
  }

  /// Stops writing an answer that has been canceled, if it is written here. The exchange with a model ends, too.
  func stop(_ answer: Int64) {
    let task = state.withLock { $0.tasks[answer] }
    task?.cancel()
  }
}

extension TutorDesk: EventObserver {
  /// Stops what was canceled on another instance.
  func observe(_ records: [EventRecord]) {
    for record in records where record.kind == "ANSWER_ENDED" {
      if case .string("CANCELED")? = record.payload["state"], let answer = record.integer("answerId") { stop(answer) }
    }
  }

  func caughtUp(asOf moment: ContinuousClock.Instant) {}

  func interrupted() {}
}
