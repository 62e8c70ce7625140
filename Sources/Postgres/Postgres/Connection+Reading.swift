import CLibPQ
import DequeModule

extension Connection {
  /// Takes in what has arrived and settles the statements it answers.
  func readAvailable() {
    // With TLS, libpq may keep bytes that no longer show on the socket; reading again fetches them.
    for _ in 0..<(opened.usesTLS ? 3 : 1) where !isClosed {
      guard unsafe PQconsumeInput(opened.handle) == 1 else { return core.lost(self) }
      handleResults()
    }
    guard !isClosed else { return }
    if isBroken { return core.lost(self) }
    core.progressed(self)
  }

  private func handleResults() {
    // Null means the end of one statement's results, or that libpq stands between two statements. Twice in a row
    // means that nothing more is there.
    var nullCount = 0
    while !isClosed, let head = inFlight.first, nullCount < 2, unsafe PQisBusy(opened.handle) == 0 {
      guard let result = unsafe PQgetResult(opened.handle) else {
        nullCount += 1
        if isHeadAnswered {
          nullCount = 0
          popHead()
        }
        continue
      }
      nullCount = 0
      unsafe handle(result, for: head)
    }
    // Lets libpq parse what a server says on its own, such as that it is going down.
    if !isClosed, inFlight.isEmpty { _ = unsafe PQisBusy(opened.handle) }
  }

  private func popHead() {
    lastProgress = core.now
    isHeadAnswered = false
    let head = inFlight.popFirst()
    beginHead()
    guard case .execute(let statement)? = head else { return }
    statementCount -= 1
    load -= statement.kind == .write ? Self.writeLoad : 1
  }

  /// Called when libpq comes to the head of `inFlight`, before any of its results: the rows of a stream are to be handed
  /// over one by one. Libpq refuses that only where an earlier failure has already answered for the statement.
  func beginHead() {
    guard case .execute(let statement)? = inFlight.first, statement.arrivals != nil else { return }
    _ = unsafe PQsetSingleRowMode(opened.handle)
  }

  private func handle(_ result: OpaquePointer, for head: Entry) {
    let status = unsafe PQresultStatus(result)
    switch status {
    case PGRES_PIPELINE_SYNC:
      unsafe PQclear(result)
      return finishSegment()
    case PGRES_SINGLE_TUPLE:
      return unsafe handOver(result, of: head)
    default: break
    }
    let answer = unsafe answer(of: result, status: status)
    if case .failure(let error) = answer, error.sqlState == nil, error.code == .connectionLost {
      return core.lost(self)
    }
    switch head {
    case .prepare(let statement, let key, let name):
      isHeadAnswered = true
      handlePrepared(answer, statement: statement, key: key, name: name)
    case .execute(let statement):
      isHeadAnswered = true
      handleExecuted(answer, statement: statement)
    case .control(let control):
      isHeadAnswered = true
      if case .deallocate(let name) = control, case .failure(let error) = answer, error.code == .transactionAborted {
        prepared.putBack(name)
      }
      if case .begin = control { lease?.noteBeginning(answer) }
      if case .position(let question) = control { core.received(answer, to: question, on: self) }
      if case .audience(let statement, let key) = control {
        handleAudience(answer, statement: statement, key: key)
      }
    case .sync(let write):
      // An error here is the failure of the segment's commit. The sync itself is still to come.
      if let write, case .failure(var error) = answer {
        error.unknownOutcome = error.isFatal
        write.loopState.held = .failure(error)
      }
    }
    if case .failure(let error) = answer, error.isFatal { core.lost(self) }
  }

  /// Takes ownership of a row of a stream. Its statement goes on; without memory for the row it cannot.
  private func handOver(_ row: OpaquePointer, of head: Entry) {
    guard case .execute(let statement) = head, let arrivals = statement.arrivals else {
      unsafe PQclear(row)
      return core.lost(self)
    }
    if unsafe !arrivals.append(ArrivedRow(result: row)) { core.lost(self) }
  }

  private func handlePrepared(
    _ answer: Result<Rows, PostgresError>, statement: PendingRows, key: StatementKey, name: String
  ) {
    guard case .failure(let error) = answer else { return }
    prepared.forgetUnknown(key, name: name)
    // An aborted preparation says nothing about its own statement, which comes back as aborted too.
    if error.code != .transactionAborted { statement.loopState.held = answer }
  }

  /// Without its audience a statement does not run: the server aborts it, and the reason becomes its own.
  private func handleAudience(_ answer: Result<Rows, PostgresError>, statement: PendingRows, key: StatementKey) {
    guard case .failure(let error) = answer, error.code != .transactionAborted else { return }
    if error.isStalePlan { prepared.forget(key) }
    statement.loopState.held = answer
  }

  private func handleExecuted(_ answer: Result<Rows, PostgresError>, statement: PendingRows) {
    let held = statement.loopState.held ?? answer
    statement.loopState.held = held
    // The answer of a write counts only after the sync, where it commits; all others are settled at once.
    if statement.kind != .write { core.finish(statement, on: self) }
  }

  private func finishSegment() {
    guard case .sync(let write)? = inFlight.popFirst() else { return core.lost(self) }
    beginHead()
    if let write { core.finish(write, on: self) }
  }

  /// Turns libpq's result into rows or an error. Takes ownership of it.
  private func answer(of result: OpaquePointer, status: ExecStatusType) -> Result<Rows, PostgresError> {
    switch status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      return .success(unsafe Rows(taking: result))
    case PGRES_PIPELINE_ABORTED:
      unsafe PQclear(result)
      return .failure(PostgresError(.transactionAborted, "an earlier statement failed"))
    case PGRES_FATAL_ERROR:
      defer { unsafe PQclear(result) }
      return .failure(unsafe PostgresError(result: result))
    default:
      // COPY and the like, which this driver never asks for and cannot continue from.
      unsafe PQclear(result)
      return .failure(PostgresError(.connectionLost, "an answer that does not belong here"))
    }
  }
}

extension PostgresError {
  /// The error in a failed result. Without an SQLSTATE it is libpq's own: the connection broke.
  init(result: OpaquePointer) {
    func field(_ letter: UInt8) -> String? {
      guard let text = unsafe PQresultErrorField(result, Int32(letter)) else { return nil }
      return unsafe String(cString: text)
    }
    let state = field(UInt8(ascii: "C"))
    let message = field(UInt8(ascii: "M")) ?? "the connection broke"
    switch state {
    case nil: self.init(.connectionLost, message)
    case "57014": self.init(.timeout, message)
    case "25P02": self.init(.transactionAborted, message)
    case let state?: self.init(.server(state), message)
    }
    sqlState = state
    constraint = field(UInt8(ascii: "n"))
    position = field(UInt8(ascii: "P")).flatMap { Int($0) }
    let severity = field(UInt8(ascii: "V"))
    isFatal = severity == "FATAL" || severity == "PANIC"
  }
}
