/// Something that a stream of `text/event-stream` said.
struct ServerSentEvent: Sendable, Equatable {
  /// Its lines of data, with line feeds between them: valid UTF-8, and not empty.
  var data: [UInt8] = []
}

/// Reads server-sent events, whatever pieces their bytes come in (HTML Standard, section 9.2.6).
///
/// Only the data of events is kept: what they are stands in there, too. Lines end with LF, CR or CRLF. An event without
/// its empty line at the end of the stream was never said.
struct EventStreamReader: Sendable {
  private let lineBytes: Int
  private let eventBytes: Int
  private var line: [UInt8] = []
  private var event = ServerSentEvent()
  private var isAfterReturn = false
  private var isFirstLine = true

  /// - Parameters:
  ///   - lineBytes: how long a line may be.
  ///   - eventBytes: how long the data of an event may be.
  init(lineBytes: Int, eventBytes: Int) {
    self.lineBytes = lineBytes
    self.eventBytes = eventBytes
  }

  /// The events that end within these bytes.
  ///
  /// - Throws: `malformed` for bytes that are no UTF-8, and for lines and events that are too long.
  mutating func read(_ bytes: [UInt8]) throws(ModelFailure) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    for byte in bytes {
      let endsReturn = isAfterReturn && byte == 0x0A
      isAfterReturn = byte == 0x0D
      if endsReturn { continue }
      if byte == 0x0A || byte == 0x0D {
        if let event = try endLine() { events.append(event) }
      } else {
        guard line.count < lineBytes else { throw .malformed }
        line.append(byte)
      }
    }
    return events
  }

  /// The event that an empty line ends.
  private mutating func endLine() throws(ModelFailure) -> ServerSentEvent? {
    defer {
      line.removeAll(keepingCapacity: true)
      isFirstLine = false
    }
    guard String(validating: line, as: UTF8.self) != nil else { throw .malformed }
    if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    guard line.isEmpty else {
      try take(line[...])
      return nil
    }
    defer { event = ServerSentEvent() }
    return event.data.isEmpty ? nil : event
  }

  /// Adds `data: value` to the event. Comments and other fields say nothing that we need.
  private mutating func take(_ line: ArraySlice<UInt8>) throws(ModelFailure) {
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    guard name.elementsEqual("data".utf8) else { return }
    var value = line.dropFirst(name.count + 1)
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if !event.data.isEmpty { event.data.append(0x0A) }
    guard event.data.count + value.count <= eventBytes else { throw .malformed }
    event.data += value
  }
}
