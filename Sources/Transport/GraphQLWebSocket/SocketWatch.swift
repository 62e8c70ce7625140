/// What time says about a socket. Time comes from outside, with each tick; between two ticks it stands still.
struct SocketWatch: Sendable {
  /// The time of the last tick, counted from some moment in the past.
  private(set) var now: Duration
  private let opened: Duration
  private var heard: Duration
  private var pinged: Duration
  private var messageBegan: Duration?
  private var expires: Duration?
  /// How many messages may come before time goes on.
  private var allowance: Int

  init(now: Duration, settings: SocketSettings) {
    (self.now, opened, heard, pinged) = (now, now, now, now)
    allowance = settings.messagesAtOnce
  }

  /// Time goes on.
  mutating func advance(to now: Duration, _ settings: SocketSettings) {
    let elapsed = max(.zero, now - self.now)
    self.now = self.now + elapsed
    // An hour earns as much as longer, and no product of these overflows.
    let milliseconds = Int(min(elapsed, .seconds(3600)) / .milliseconds(1))
    let earned = milliseconds * min(settings.messagesPerSecond, 1_000_000) / 1000
    allowance = min(settings.messagesAtOnce, allowance + earned)
  }

  /// A whole message or control frame came.
  ///
  /// - Throws: the close, where too many came.
  mutating func hear() throws(SocketClose) {
    heard = now
    guard allowance > 0 else { throw .tooManyMessages }
    allowance -= 1
  }

  /// The peer did something, of whatever kind.
  mutating func live() { heard = now }

  /// A part of a message came.
  mutating func hearPart() {
    heard = now
    messageBegan = messageBegan ?? now
  }

  /// The message is whole.
  mutating func endMessage() { messageBegan = nil }

  /// The credentials are valid for so long from now.
  mutating func limit(_ lifetime: Duration) { expires = now + lifetime }

  /// Whether `connection_init` is late.
  func isInitLate(_ settings: SocketSettings) -> Bool { now - opened >= settings.initTimeout }

  /// Whether the rest of a message is late.
  func isMessageLate(_ settings: SocketSettings) -> Bool {
    messageBegan.map { now - $0 >= settings.messageTimeout } ?? false
  }

  /// Whether the credentials have ended.
  var isExpired: Bool { expires.map { now >= $0 } ?? false }

  /// Whether the peer has been silent for so long that it must be gone.
  func isPeerGone(_ settings: SocketSettings) -> Bool { now - heard >= settings.peerTimeout }

  /// Whether it is time for a ping, which counts as sent then.
  mutating func takePing(_ settings: SocketSettings) -> Bool {
    guard now - max(heard, pinged) >= settings.heartbeat else { return false }
    pinged = now
    return true
  }
}
