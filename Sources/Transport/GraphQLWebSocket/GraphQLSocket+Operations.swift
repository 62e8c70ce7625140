extension GraphQLSocket {
  mutating func next(_ operation: SocketOperation, _ result: [UInt8]) throws(SocketClose) -> [SocketAction] {
    guard isActive(operation) else { return [.resume(operation)] }
    return try outbox.add(SocketOutbox.Message(content: .result(result), operation: operation), settings)
  }

  /// An `error` ends the operation by itself; no `complete` follows.
  mutating func fail(_ operation: SocketOperation, _ errors: [UInt8]) throws(SocketClose) -> [SocketAction] {
    guard forget(operation) else { return [.resume(operation)] }
    return try send(.text(ServerMessage.error(id: operation.id, errors: errors)), of: operation)
  }

  mutating func complete(_ operation: SocketOperation) throws(SocketClose) -> [SocketAction] {
    guard forget(operation) else { return [.resume(operation)] }
    return try send(.text(ServerMessage.complete(id: operation.id)), of: operation)
  }

  /// Whether the operation is the present owner of its id: what a stopped one still says is not sent.
  private func isActive(_ operation: SocketOperation) -> Bool {
    operations[Array(operation.id.utf8)] == operation
  }

  private mutating func forget(_ operation: SocketOperation) -> Bool {
    guard isActive(operation) else { return false }
    operations[Array(operation.id.utf8)] = nil
    return true
  }
}
