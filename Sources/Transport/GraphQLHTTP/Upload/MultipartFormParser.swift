/// Limits of every form; what an operator may want to change is in `UploadSettings`.
enum MultipartLimits {
  /// How many bytes the head of a part may have.
  static let headBytes = 8192
  /// How many header fields a part may have.
  static let headFields = 16
}

/// Takes a form apart while it arrives (RFC 7578, and RFC 2046, section 5.1.1).
///
/// Pieces of any size come in, events go out. Content is handed on as slices of the pieces. Between two pieces only the
/// head of a part is kept, and of a delimiter that may have begun how much of it was there: a delimiter starts with the
/// only carriage return in it, so a match that fails can hide no other one.
struct MultipartFormParser: Sendable {
  /// What was found, in order: each part begins, has any number of slices of content, and ends.
  enum Event: Sendable, Equatable {
    /// A part begins.
    case partBegan(MultipartPartHead)
    /// The next bytes of the part.
    case content(ArraySlice<UInt8>)
    /// The part has ended.
    case partEnded
    /// The last part has ended. What comes behind it means nothing.
    case ended
  }

  enum State: Sendable, Equatable {
    /// Before the first delimiter, where anything may stand.
    case preamble
    /// Inside of a part. A delimiter leads to `delimited`, by way of `contentEnd` where there was content before it.
    case content
    /// Behind the delimiter of a part whose end was not told yet.
    case contentEnd
    /// Behind a delimiter. A hyphen leads to `closing`, blanks to `padding`, a line break to `head`.
    case delimited
    /// Behind blanks behind a delimiter. The line must end.
    case padding
    /// Behind the carriage return of a delimiter's line. The line must end, then a head follows.
    case lineEnd
    /// Behind the first of two hyphens. The second leads to `epilogue`.
    case closing
    /// Inside of a part's head. An empty line leads to `content`.
    case head
    /// Behind the last delimiter. Nothing leads out.
    case epilogue
  }

  private let delimiter: [UInt8]
  private let partsLimit: Int
  var state = State.preamble
  /// How many bytes of the delimiter were the last that came; the first `assumed` of them belong to what stood before.
  private var matched = 2
  /// A form may begin without a line break, and an empty part may have no other line break than that of its head.
  private var assumed = 2
  private var partCount = 0
  /// The head that is being read: its fields, its last line, and its length.
  var fields = HTTPFields()
  var line: [UInt8] = []
  var headByteCount = 0

  /// A parser of one form.
  init(_ boundary: MultipartBoundary, partsLimit: Int) {
    delimiter = boundary.delimiter
    self.partsLimit = partsLimit
  }

  /// The next event in a piece; nil when the next piece is needed. After a fault the parser has no further use.
  ///
  /// - Parameter position: how far the piece was read; 0 for a new one.
  mutating func next(in piece: [UInt8], at position: inout Int) throws(HTTPFault) -> Event? {
    if state == .contentEnd {
      state = .delimited
      return .partEnded
    }
    while position < piece.count {
      let event: Event?
      switch state {
      case .preamble, .content, .contentEnd: event = passContent(piece, &position)
      case .head: event = try passHead(piece, &position)
      case .delimited, .padding, .lineEnd, .closing: event = try passDelimiterLine(piece, &position)
      case .epilogue:
        position = piece.count
        event = nil
      }
      if let event { return event }
    }
    return nil
  }

  /// After an empty line begins the content, whose delimiter may use that line's break.
  mutating func beginContent() {
    state = .content
    matched = 2
    assumed = 2
  }
}

// MARK: Content

extension MultipartFormParser {
  /// Goes on to the end of the next delimiter or of the piece.
  private mutating func passContent(_ piece: [UInt8], _ position: inout Int) -> Event? {
    if matched > 0 {
      let length = matchLength(piece.span, at: position, from: matched)
      position += length
      matched += length
      if matched == delimiter.count { return passDelimiter(behind: []) }
      if position == piece.count { return nil }
      // It was content after all.
      let held = delimiter[assumed..<matched]
      (matched, assumed) = (0, 0)
      if let event = content(held) { return event }
    }
    let start = position
    while let candidate = Self.firstLineBreak(piece.span, from: position) {
      matched = matchLength(piece.span, at: candidate, from: 0)
      position = candidate + matched
      if matched == delimiter.count { return passDelimiter(behind: piece[start..<candidate]) }
      if position == piece.count { return content(piece[start..<candidate]) }
      matched = 0
    }
    position = piece.count
    return content(piece[start...])
  }

  private func content(_ bytes: ArraySlice<UInt8>) -> Event? {
    state == .content && !bytes.isEmpty ? .content(bytes) : nil
  }

  private mutating func passDelimiter(behind bytes: ArraySlice<UInt8>) -> Event? {
    let event = state == .content ? content(bytes) ?? .partEnded : nil
    state = event == nil || event == .partEnded ? .delimited : .contentEnd
    return event
  }

  /// How many bytes from a position on go on with the delimiter, of which `count` were there before.
  private func matchLength(_ bytes: Span<UInt8>, at start: Int, from count: Int) -> Int {
    let expected = delimiter.span
    let end = min(bytes.count, start + expected.count - count)
    var position = start
    while position < end, bytes[position] == expected[count + position - start] { position += 1 }
    return position - start
  }

  /// Where a delimiter may begin: at the next line break, or at a carriage return that ends the piece.
  private static func firstLineBreak(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      if bytes[position] == 0x0D, position + 1 == bytes.count || bytes[position + 1] == 0x0A { return position }
      position &+= 1
    }
    return nil
  }

  private mutating func passDelimiterLine(_ piece: [UInt8], _ position: inout Int) throws(HTTPFault) -> Event? {
    state = try stateBehindDelimiter(piece[position])
    position += 1
    return state == .epilogue ? .ended : nil
  }

  /// A delimiter is alone on its line but for blanks. RFC 2046 forbids a line of content that only begins like one; it
  /// is refused because others would see another form in it.
  private mutating func stateBehindDelimiter(_ byte: UInt8) throws(HTTPFault) -> State {
    switch (state, byte) {
    case (.delimited, UInt8(ascii: "-")): return .closing
    case (.closing, UInt8(ascii: "-")): return .epilogue
    case (.delimited, 0x20), (.delimited, 0x09), (.padding, 0x20), (.padding, 0x09): return .padding
    case (.delimited, 0x0D), (.padding, 0x0D): return .lineEnd
    case (.lineEnd, 0x0A):
      partCount += 1
      guard partCount <= partsLimit else {
        throw HTTPFault(status: 413, message: "The form has more than \(partsLimit) parts")
      }
      return .head
    default: throw .badRequest("A boundary of the form is followed by something else than a line break")
    }
  }
}
