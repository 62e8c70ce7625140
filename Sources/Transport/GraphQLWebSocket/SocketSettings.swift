public import GraphQLJSON

/// What the operator of a server decides about its sockets.
public struct SocketSettings: Sendable {
  // MARK: Who may connect

  /// The origins whose pages may connect, since sockets know no preflight; `nil` allows all. Programs that send no
  /// `Origin` are not asked.
  public var allowedOrigins: Set<String>?
  /// How many sockets one user may have; one more is closed with 1013.
  public var socketsPerUser = 10
  /// How many sockets there may be at all; one more is refused with 503.
  public var socketsPerServer = 16_000

  // MARK: What may come

  /// How long one message may be, in bytes; a longer one closes with 1009.
  public var messageBytesLimit = 256 << 10
  /// In how many frames one message may come; one more closes with 1009. There is no least size of a frame.
  public var fragmentsPerMessage = 64
  /// How long one message may take to arrive; a slower one closes with 1008.
  public var messageTimeout = Duration.seconds(10)
  /// How many messages, pings included, may come per second in the long run; more close with 1008.
  public var messagesPerSecond = 100
  /// How many may come at once after a pause.
  public var messagesAtOnce = 1000
  /// How long an operation's id may be, in bytes; a longer one closes with 4400.
  public var idBytesLimit = 256
  /// What one message may ask of the JSON reader.
  public var jsonLimits = JSONParser.Limits()
  /// How many operations may be active on one socket; one more is answered by an `error`.
  public var operationsPerSocket = 50

  // MARK: Silence

  /// How long a client may take to send `connection_init`; a slower one is closed with 4408.
  public var initTimeout = Duration.seconds(10)
  /// After how much silence the peer gets a ping frame.
  public var heartbeat = Duration.seconds(12)
  /// After how much silence the peer is given up; three heartbeats.
  public var peerTimeout = Duration.seconds(36)
  /// How long a peer may take to end its side after our close frame.
  public var closeTimeout = Duration.seconds(2)
  /// How often sockets look at the clock: how exact all these times are.
  public var clockInterval = Duration.seconds(1)

  // MARK: Slow readers

  /// How many bytes are handed to the connection while it does not take them; what comes next waits, and with it the
  /// operation that said it.
  public var unsentBytesLimit = 256 << 10
  /// How many bytes may wait; more close with 4413.
  public var waitingBytesLimit = 2 << 20
  /// How many messages may be unsent or wait besides one of each active operation; more close with 4413.
  public var unsentMessagesLimit = 100
  /// How long a reader may take hardly anything of what is there for it; longer closes with 4413.
  public var readerTimeout = Duration.seconds(5)
  /// What is hardly anything: fewer bytes per second than this.
  public var readerBytesPerSecond = 1024

  /// The usual settings.
  public init() {}
}
