extension GraphQLSocket {
  mutating func next(_ operation: SocketOperation, _ result: [UInt8]) -> [SocketAction] {
    guard isActive(operation) else { return [] }
    return [.send(ServerMessage.next(id: operation.id, result: result))]
  }

  /// An `error` ends the operation by itself; no `complete` follows.
  mutating func fail(_ operation: SocketOperation, _ errors: [UInt8]) -> [SocketAction] {
    guard forget(operation) else { return [] }
    return [.send(ServerMessage.error(id: operation.id, errors: errors))]
  }

  mutating func complete(_ operation: SocketOperation) -> [SocketAction] {
    guard forget(operation) else { return [] }
    return [.send(ServerMessage.complete(id: operation.id))]
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
