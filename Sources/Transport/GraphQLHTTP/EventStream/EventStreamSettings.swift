/// What the operator of a server decides about server-sent events.
public struct EventStreamSettings: Sendable {
  /// Whether one stream may carry many operations: the single connection mode.
  public var allowsSingleConnection = true
  /// How long a reservation waits for its stream.
  public var reservationTimeout: Duration = .seconds(30)
  /// How many reservations and open streams a user may have, or an address without a user; one more is answered by 429.
  public var reservationsPerUser = 16
  /// How many reservations and open streams there may be in all; one more is answered by 503.
  public var reservationLimit = 10_000
  /// How many operations may be active on one stream; one more is answered by 429.
  public var operationsPerStream = 50
  /// How long an operation's id may be, in bytes.
  public var operationIDBytesLimit = 256
  /// How many events may wait for one stream before it is given up.
  public var waitingEventsLimit = 256
  /// How many bytes may wait for one stream before it is given up.
  public var waitingBytesLimit = 4_194_304
  /// How long nothing is sent before a comment is.
  public var heartbeat: Duration = .seconds(12)
  /// How long one piece may take to leave before the stream is cut: its client does not read.
  public var stallTimeout: Duration = .seconds(30)
  /// How long `Last-Event-ID` may be, in bytes.
  public static let lastEventIDBytesLimit = 256

  /// The usual settings.
  public init() {}
}
