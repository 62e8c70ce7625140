/// One operation on one socket.
///
/// A client may reuse an id as soon as it is free, so the id alone cannot tell a late result of the former operation
/// from one of the present: the serial does.
public struct SocketOperation: Sendable, Hashable {
  /// The id the client chose.
  public let id: String
  /// Counts the operations of the socket.
  public let serial: UInt64

  /// An operation.
  public init(id: String, serial: UInt64) {
    self.id = id
    self.serial = serial
  }

  // Identifiers are bytes; `String` would also equate canonically equivalent ones. The serial is unique by itself.
  public static func == (left: SocketOperation, right: SocketOperation) -> Bool {
    left.serial == right.serial && left.id.utf8.elementsEqual(right.id.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(serial)
  }
}
