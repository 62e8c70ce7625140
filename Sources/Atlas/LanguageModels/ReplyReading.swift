/// An answer as far as it has come: bytes in, text out, and by when the next has to be there.
struct ReplyReading: Sendable {
  private let limits: ModelLimits
  private let start: ContinuousClock.Instant
  private var stream: any ProviderStream
  private var events: EventStreamReader
  private(set) var text = ""
  private var bodyBytes = 0
  /// When something was written last; nil while text is being handed over, for which nobody but us is to blame.
  private var lastStep: ContinuousClock.Instant?
  private var overSince: ContinuousClock.Instant?
  private var isBroken = false

  /// What a connection gets to end after the last event; it is better kept than closed.
  private static let closing: Duration = .seconds(1)

  init(_ stream: any ProviderStream, limits: ModelLimits, now: ContinuousClock.Instant) {
    self.stream = stream
    self.limits = limits
    events = EventStreamReader(lineBytes: limits.eventBytes, eventBytes: limits.eventBytes)
    start = now
    lastStep = now
  }

  var ending: StreamEnding { stream.ending }
  /// Whether everything was said, all of it was good, and all was handed over.
  var isWhole: Bool { ending.isWhole && !isBroken && lastStep != nil }

  /// When it is too late for anything more.
  var deadline: ContinuousClock.Instant {
    let last = start + limits.whole
    if let overSince { return min(last, overSince + Self.closing) }
    return lastStep.map { min(last, $0 + (bodyBytes == 0 ? limits.firstByte : limits.pause)) } ?? last
  }

  /// The text in a piece of the body. U+0000 is left out: databases have no place for it.
  mutating func take(_ bytes: [UInt8], now: ContinuousClock.Instant) throws(ModelFailure) -> String {
    guard now < deadline else { throw .timeout }
    guard overSince == nil else { return "" }
    isBroken = true
    let written = try read(bytes, now: now)
    isBroken = false
    return written
  }

  private mutating func read(_ bytes: [UInt8], now: ContinuousClock.Instant) throws(ModelFailure) -> String {
    if bodyBytes == 0 { lastStep = now }
    bodyBytes += bytes.count
    guard bodyBytes <= limits.bodyBytes else { throw .malformed }
    var written = ""
    for event in try events.read(bytes) where !ending.isOver {
      switch try stream.read(event) {
      case .text(let words): written += words
      case .thought: lastStep = now
      case .nothing: break
      }
    }
    if written.utf8.contains(0) { written.unicodeScalars.removeAll { $0 == "\0" } }
    guard text.utf8.count + written.utf8.count <= limits.textBytes else { throw .malformed }
    text += written
    if ending.isOver { overSince = now }
    return written
  }

  /// Text is being handed over.
  mutating func beginHandingOver() { lastStep = nil }

  /// Text was handed over.
  mutating func endHandingOver(now: ContinuousClock.Instant) {
    lastStep = now
    if overSince != nil { overSince = now }
  }
}
