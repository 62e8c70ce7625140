extension EventStreamReservations {
  /// Begins an operation: its id is taken from here on.
  ///
  /// - Throws: 404 for tokens that are unknown or of another user, 409 for an id that is active, 429 for one operation
  ///   too many.
  public mutating func start(
    _ token: String, _ client: EventStreamClient, id: String, now: ContinuousClock.Instant
  ) throws(HTTPFault) -> EventStreamOperation {
    let (token, reservation) = try find(token, now) { $0.client.isSameUser(as: client) }
    let key = Array(id.utf8)
    guard reservation.operations[key] == nil else {
      throw .eventStreamConflict("An operation with this id is active on the event stream")
    }
    guard reservation.operations.count < settings.operationsPerStream else {
      throw .tooManyEventStreams("This event stream already has \(settings.operationsPerStream) active operations")
    }
    lastSerial += 1
    let operation = EventStreamOperation(token: token, id: id, serial: lastSerial)
    reservations[token]?.operations[key] = .init(operation: operation, credentialsEnd: client.credentialsEnd)
    return operation
  }

  /// Frees the id of an operation that never ran: its request had errors and was answered by them.
  public mutating func abandon(_ operation: EventStreamOperation) { _ = forget(operation) }

  /// Stops an operation (`DELETE`). Ids that are unknown or finished are no fault: the two ends may have crossed.
  ///
  /// - Throws: 404 for tokens that are unknown or of another user.
  public mutating func stop(
    _ token: String, _ client: EventStreamClient, id: String, now: ContinuousClock.Instant
  ) throws(HTTPFault) -> [EventStreamAction] {
    let (token, reservation) = try find(token, now) { $0.client.isSameUser(as: client) }
    guard let operation = reservation.operations[Array(id.utf8)]?.operation else { return [] }
    return stop(operation, token)
  }

  /// Takes what an operation says. What a stopped one still says is not sent.
  ///
  /// - Returns: the event that this became, nil where nobody wants it; and what to do. The event is settled later.
  public mutating func report(
    _ operation: EventStreamOperation, _ report: EventStreamReport
  ) -> (event: UInt64?, actions: [EventStreamAction]) {
    guard isActive(operation) else { return (nil, []) }
    switch report {
    case .next(let result):
      return enqueue(operation, EventStreamFraming.next(operationID: operation.id, result.span))
    case .errors(let errors):
      _ = forget(operation)
      return enqueue(operation, Self.failure(operation, errors))
    case .complete:
      _ = forget(operation)
      return enqueue(operation, EventStreamFraming.complete(operationID: operation.id))
    }
  }

  /// Ends the operations whose credentials have ended. The stream's own may last longer.
  mutating func expireOperations(
    _ token: EventStreamToken, _ reservation: EventStreamReservation, _ now: ContinuousClock.Instant
  ) -> [EventStreamAction] {
    var actions: [EventStreamAction] = []
    for (operation, end) in reservation.operations.values.map({ ($0.operation, $0.credentialsEnd) }) {
      guard let end, end <= now else { continue }
      actions += stop(operation, token)
      actions += enqueue(operation, Self.failure(operation, Self.credentialsEnded)).actions
    }
    return actions
  }

  /// A stopped operation's words that are not being written are taken back.
  private mutating func stop(_ operation: EventStreamOperation, _ token: EventStreamToken) -> [EventStreamAction] {
    guard forget(operation) else { return [] }
    let withdrawn = reservations[token]?.withdraw(operation) ?? []
    return [.stopOperation(operation)] + withdrawn.map { .settle(event: $0) }
  }

  /// Puts an event behind the others; a stream for which too much waits is given up.
  private mutating func enqueue(
    _ operation: EventStreamOperation, _ bytes: [UInt8]
  ) -> (event: UInt64?, actions: [EventStreamAction]) {
    let token = operation.token
    guard reservations[token]?.hasRoom(for: bytes.count, settings) == true else { return (nil, end(token)) }
    lastSerial += 1
    reservations[token]?.append(.init(serial: lastSerial, operation: operation, bytes: bytes))
    return (lastSerial, reservations[token]?.phase == .open ? [.write(token)] : [])
  }

  /// Whether the operation is the present owner of its id.
  public func isActive(_ operation: EventStreamOperation) -> Bool {
    reservations[operation.token]?.operations[Array(operation.id.utf8)]?.operation == operation
  }

  private mutating func forget(_ operation: EventStreamOperation) -> Bool {
    guard isActive(operation) else { return false }
    reservations[operation.token]?.operations[Array(operation.id.utf8)] = nil
    return true
  }

  /// The events of a failure: there is no event for errors, so they come as the last result.
  private static func failure(_ operation: EventStreamOperation, _ errors: [UInt8]) -> [UInt8] {
    let result = Array("{\"errors\":".utf8) + errors + [UInt8(ascii: "}")]
    return EventStreamFraming.next(operationID: operation.id, result.span)
      + EventStreamFraming.complete(operationID: operation.id)
  }

  private static let credentialsEnded = Array(
    #"[{"message":"The credentials of the operation have ended","extensions":{"code":"UNAUTHENTICATED"}}]"#.utf8)
}
