/// Reads what a client sends: bytes in any pieces to whole messages (RFC 6455, section 5).
///
/// It holds one message and one control frame at most, and never more memory than about twice what has arrived of them,
/// whatever a header announces. After a fault, a binary message or a close frame it reads nothing more.
public struct FrameReader: Sendable {
  enum Opcode: UInt8 {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    var isControl: Bool { rawValue >= 0x8 }
  }

  /// A frame whose header is known.
  struct Frame {
    let opcode: Opcode
    let isFinal: Bool
    let length: Int
    let mask: InlineArray<4, UInt8>
    /// How much of the payload has been read.
    var position = 0
  }

  private let messageBytesLimit: Int
  private let fragmentsLimit: Int
  private var header = FrameHeader()
  private var frame: Frame?
  /// What has arrived of a text message.
  private var message: [UInt8] = []
  /// How many frames the unfinished message has so far; none outside of messages.
  private var fragments = 0
  /// What has arrived of a control frame's payload.
  private var control: [UInt8] = []
  private var hasEnded = false

  /// A reader for a connection that was just upgraded.
  public init(settings: SocketSettings = SocketSettings()) {
    messageBytesLimit = settings.messageBytesLimit
    fragmentsLimit = settings.fragmentsPerMessage
  }

  /// Takes the bytes that came, and says what they mean to the socket, in order.
  public mutating func read(_ bytes: Span<UInt8>) -> [SocketEvent] {
    var events: [SocketEvent] = []
    var position = 0
    while position < bytes.count, !hasEnded {
      do throws(SocketClose) {
        if let event = try step(bytes, &position) { events.append(event) }
      } catch {
        hasEnded = true
        events.append(.framingFault(error))
      }
    }
    if !hasEnded, fragments > 0 || frame != nil || !header.isEmpty { events.append(.partialMessage) }
    return events
  }

  /// Reads one byte of a header, or what there is of a payload.
  private mutating func step(_ bytes: Span<UInt8>, _ position: inout Int) throws(SocketClose) -> SocketEvent? {
    if frame == nil {
      frame = try header.append(bytes[position])
      position += 1
      if let frame { try begin(frame) }
    }
    guard var frame else { return nil }
    let count = min(frame.length - frame.position, bytes.count - position)
    if frame.opcode.isControl {
      Self.append(bytes, from: position, count, frame, to: &control)
    } else if frame.opcode != .binary {
      Self.append(bytes, from: position, count, frame, to: &message)
    }
    position += count
    frame.position += count
    let isWhole = frame.position == frame.length
    self.frame = isWhole ? nil : frame
    return isWhole ? try end(frame) : nil
  }

  /// Looks at a frame in its place among the others.
  private mutating func begin(_ frame: Frame) throws(SocketClose) {
    guard !frame.opcode.isControl else { return }
    // A message begins with its type, and nothing else comes between its parts.
    guard (frame.opcode == .continuation) == (fragments > 0) else { throw .framingError }
    guard frame.length <= messageBytesLimit - message.count else { throw .messageTooBig }
    fragments += 1
    guard fragments <= fragmentsLimit else { throw .tooManyFragments }
  }

  private mutating func end(_ frame: Frame) throws(SocketClose) -> SocketEvent? {
    switch frame.opcode {
    case .text, .continuation:
      guard frame.isFinal else { return nil }
      defer { (message, fragments) = ([], 0) }
      return .text(message)
    case .binary:
      hasEnded = true
      return .binary
    case .ping:
      defer { control = [] }
      return .pingFrame(control)
    case .pong:
      control = []
      return .pongFrame
    case .close:
      hasEnded = true
      return .closeFrame(try closeCode())
    }
  }

  /// The code of a close frame; nil where the peer gave none (section 5.5.1).
  private func closeCode() throws(SocketClose) -> UInt16? {
    if control.isEmpty { return nil }
    guard control.count >= 2 else { throw .framingError }
    let code = UInt16(control[0]) << 8 | UInt16(control[1])
    switch code {
    case 1000...1003, 1007...1014, 3000...4999: break
    default: throw .framingError
    }
    guard String(validating: control[2...], as: UTF8.self) != nil else { throw .invalidText }
    return code
  }

  private static func append(
    _ bytes: Span<UInt8>, from start: Int, _ count: Int, _ frame: Frame, to payload: inout [UInt8]
  ) {
    payload.append(addingCapacity: count) { output in
      for index in 0..<count { output.append(bytes[start + index] ^ frame.mask[(frame.position + index) & 3]) }
    }
  }
}
