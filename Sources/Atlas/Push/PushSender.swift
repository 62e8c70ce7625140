// Push: short messages to devices that are not connected.
// Neighbours: Notifications decides what is sent to whom and when; OutboundHTTP carries the requests.
// Invariant: tokens of devices are written into no log and no error.

/// What is shown on a device.
public struct PushMessage: Sendable, Hashable {
  /// At most 120 characters.
  public let title: String
  /// Plain text; may be empty.
  public let body: String
  /// Where a tap leads; nil for the app itself.
  public let url: String?
  /// Notifications of one key replace each other on the device.
  public let collapseKey: String

  /// A message.
  public init(title: String, body: String, url: String?, collapseKey: String) {
    self.title = title
    self.body = body
    self.url = url
    self.collapseKey = collapseKey
  }
}

/// What became of a message to one device.
public enum PushOutcome: Sendable, Hashable {
  case sent
  /// The device is gone or takes no more: its token is to be forgotten.
  case gone
  /// Not now; after this pause it may be tried again, by the sender's own measure where it says nothing.
  case later(Duration?)
  /// Not before operators have mended something: our own credentials are not taken. For the log, without tokens.
  case blocked(String)
  /// Never: something is wrong with the message or where it goes. For the log, without tokens.
  case refused(String)

  /// The longest pause that a service may ask for, and the one after ``blocked(_:)``.
  public static let longestPause: Duration = .seconds(3_600)
}

/// Sends messages to devices of one kind. The embedded default logs them.
public protocol PushSender: Sendable {
  /// Sends one message. Errors of the network are `later`.
  ///
  /// - Parameter token: as the device gave it to `registerDevice`.
  func send(_ message: PushMessage, to token: String) async -> PushOutcome
}
