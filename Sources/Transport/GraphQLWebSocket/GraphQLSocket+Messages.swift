internal import GraphQLJSON

extension GraphQLSocket {
  /// Acts on a message of the right form; what is wrong at this moment closes the socket.
  mutating func message(_ message: ClientMessage) throws(SocketClose) -> [SocketAction] {
    switch message {
    case .connectionInit(let payload): return try connectionInit(payload)
    case .ping(let payload): return try send(.text(ServerMessage.pong(payload: payload)))
    case .pong: return []
    case .subscribe(let id, let request): return try subscribe(id, request)
    case .complete(let id): return stop(id)
    }
  }

  private mutating func connectionInit(_ payload: JSONObject?) throws(SocketClose) -> [SocketAction] {
    guard phase == .waiting else { throw .tooManyInits }
    phase = .deciding
    return [.startInit(payload: payload)]
  }

  /// The id is taken from here on, so that a second `subscribe` finds it although nothing has been executed yet.
  private mutating func subscribe(_ id: String, _ request: GraphQLRequest) throws(SocketClose) -> [SocketAction] {
    guard phase == .ready else { throw .unauthorized }
    let key = Array(id.utf8)
    guard operations[key] == nil else { throw .subscriberExists(id: id) }
    guard operations.count < settings.operationsPerSocket else {
      let message = "This socket already has \(settings.operationsPerSocket) active operations"
      let errors = ServerMessage.errors(message: message, code: "RATE_LIMITED")
      return try send(.text(ServerMessage.error(id: id, errors: errors)))
    }
    startedOperations += 1
    let operation = SocketOperation(id: id, serial: startedOperations)
    operations[key] = operation
    return [.startOperation(operation, request)]
  }

  /// The client lost interest. Ids that are unknown or finished are no fault: the two ends may have crossed.
  private mutating func stop(_ id: String) -> [SocketAction] {
    guard let operation = operations.removeValue(forKey: Array(id.utf8)) else { return [] }
    outbox.forget(operation)
    return [.stopOperation(operation)]
  }
}
