/// Who sends a request, as far as event streams care.
public struct EventStreamClient: Sendable, Hashable {
  /// Names the user; nil for visitors.
  public let user: String?
  /// The address, which stands for visitors where they are counted.
  public let address: String
  /// When the credentials end; nil for never.
  public let credentialsEnd: ContinuousClock.Instant?

  /// A client.
  public init(user: String?, address: String, credentialsEnd: ContinuousClock.Instant? = nil) {
    self.user = user
    self.address = address
    self.credentialsEnd = credentialsEnd
  }

  /// Whether both are the same user, or both are visitors. Identifiers are bytes.
  func isSameUser(as other: EventStreamClient) -> Bool {
    switch (user, other.user) {
    case (nil, nil): true
    case (let one?, let other?): one.utf8.elementsEqual(other.utf8)
    default: false
    }
  }

  /// What the client is counted by; the first byte keeps users and addresses apart.
  var account: [UInt8] { Array((user.map { "u" + $0 } ?? "a" + address).utf8) }
}

/// One operation of the single connection mode.
///
/// A client may use an id again as soon as it is free; the serial tells the operations apart.
public struct EventStreamOperation: Sendable, Hashable {
  /// The reservation it belongs to.
  public let token: EventStreamToken
  /// The id that the client chose.
  public let id: String
  /// Counts all operations.
  public let serial: UInt64

  // The serial is unique by itself.
  public static func == (left: EventStreamOperation, right: EventStreamOperation) -> Bool {
    left.serial == right.serial
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(serial) }
}

/// What an operation says.
public enum EventStreamReport: Sendable {
  /// It has a result: the bytes of its JSON.
  case next([UInt8])
  /// It failed and ends: the bytes of a list of at least one GraphQL error.
  case errors([UInt8])
  /// It has no more results.
  case complete
}

/// What is to be done, in this order.
public enum EventStreamAction: Sendable, Equatable {
  /// Stop an operation and free what it holds; nothing it still says will be sent.
  case stopOperation(EventStreamOperation)
  /// An event has left, or nobody wants it any more: who waits for it goes on.
  case settle(event: UInt64)
  /// There is something to be taken and written to the stream of this reservation.
  case write(EventStreamToken)
  /// End the stream of this reservation, even if it is in the middle of a piece.
  case endStream(EventStreamToken)
}
