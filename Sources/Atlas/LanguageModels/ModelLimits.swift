/// How much time and space an answer may take.
public struct ModelLimits: Sendable, Equatable {
  /// From the request to the end.
  public var whole: Duration
  /// From the request to the first byte.
  public var firstByte: Duration
  /// Without anything written, whatever else is sent.
  public var pause: Duration
  /// Bytes of the text.
  public var textBytes = 256 << 10
  /// Bytes of the body that carries it.
  public var bodyBytes = 8 << 20
  /// Bytes of a line of the body, and of an event.
  public var eventBytes = 256 << 10

  /// - Parameter whole: how long an answer may take; a third of it may pass before the first byte, and between words.
  public init(whole: Duration = .seconds(60)) {
    self.whole = whole
    firstByte = whole / 3
    pause = whole / 3
  }
}
