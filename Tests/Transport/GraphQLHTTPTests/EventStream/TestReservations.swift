import GraphQLHTTP

/// The machine behind a reference, because test macros cannot call mutating methods, with a clock that is set by hand.
final class TestReservations {
  static let ada = EventStreamClient(user: "ada", address: "::1")
  static let eve = EventStreamClient(user: "eve", address: "::1")
  static let visitor = EventStreamClient(user: nil, address: "::1")

  private var machine: EventStreamReservations
  private(set) var now = ContinuousClock.now

  init(_ configure: (inout EventStreamSettings) -> Void = { _ in }) {
    var settings = EventStreamSettings()
    configure(&settings)
    machine = EventStreamReservations(settings: settings)
  }

  var isEmpty: Bool { machine.isEmpty }

  func wait(_ duration: Duration) { now += duration }

  /// A token of a new reservation.
  func reserve(_ client: EventStreamClient = ada, presented: String? = nil) throws(HTTPFault) -> EventStreamToken {
    try machine.reserve(client, presented: presented, now: now)
  }

  func claim(_ token: String, _ client: EventStreamClient = ada) throws(HTTPFault) -> EventStreamToken {
    try machine.claim(token, client, now: now)
  }

  func begin(_ token: EventStreamToken) -> Bool { machine.begin(token, now: now) }

  /// A token of an open stream whose opening comment has left.
  func open(_ client: EventStreamClient = ada) throws -> EventStreamToken {
    let token = try reserve(client)
    _ = try claim(token.description, client)
    _ = begin(token)
    _ = take(token)
    _ = written(token)
    return token
  }

  func start(
    _ token: EventStreamToken, _ id: String = "one", _ client: EventStreamClient = ada
  ) throws(HTTPFault) -> EventStreamOperation {
    try machine.start(token.description, client, id: id, now: now)
  }

  func abandon(_ operation: EventStreamOperation) { machine.abandon(operation) }

  func stop(
    _ token: EventStreamToken, _ id: String = "one", _ client: EventStreamClient = ada
  ) throws(HTTPFault) -> [EventStreamAction] {
    try machine.stop(token.description, client, id: id, now: now)
  }

  func report(
    _ operation: EventStreamOperation, _ report: EventStreamReport
  ) -> (event: UInt64?, actions: [EventStreamAction]) {
    machine.report(operation, report)
  }

  /// Reports a result of this JSON.
  func next(_ operation: EventStreamOperation, _ json: String) -> (event: UInt64?, actions: [EventStreamAction]) {
    report(operation, .next(Array(json.utf8)))
  }

  /// The text of the next piece; nil when the stream is gone.
  func take(_ token: EventStreamToken) -> String? {
    machine.takePiece(token, now: now).map { String(decoding: $0, as: UTF8.self) }
  }

  func written(_ token: EventStreamToken) -> [EventStreamAction] { machine.written(token, now: now) }
  func close(_ token: EventStreamToken) -> [EventStreamAction] { machine.close(token) }
  func sweep() -> [EventStreamAction] { machine.sweep(now: now) }
  func shutDown() -> [EventStreamAction] { machine.shutDown() }
}

/// The status of the fault that something ended with; nil when it went well.
func status<Value>(_ body: () throws(HTTPFault) -> Value) -> Int? {
  do {
    _ = try body()
    return nil
  } catch {
    return error.status
  }
}
