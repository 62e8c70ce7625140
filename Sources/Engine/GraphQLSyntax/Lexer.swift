/// Turns the bytes of a document into tokens (specification, section 2.1).
///
/// One pass over a span; names are interned on the way. The lexer stops at the first fault and leaves an `.invalid`
/// token there: the parser raises it only if it gets that far, so that the first fault of the text is the one reported.
struct Lexer {
  struct Output {
    var tokens: [Token] = []
    var names: NameTable
    var fault: Fault?
  }

  /// A lexical error: what is wrong and the byte offset it is reported at.
  struct Fault: Error {
    let message: String
    let offset: Int
  }

  /// Tokenizes at most `maxTokens` tokens and one more, so that work on an endless document stays bounded.
  static func tokenize(_ bytes: Span<UInt8>, text: SourceText, maxTokens: Int?) -> Output {
    var output = Output(names: NameTable(expectedNames: min(bytes.count / 24, 4096)))
    output.tokens.reserveCapacity(min(bytes.count / 4 + 2, 1 << 16))
    let limit = maxTokens.map { $0 + 1 } ?? Int.max
    var position = 0
    let end = bytes.count
    do throws(Fault) {
      while position < end {
        let byte = bytes[position]
        switch byte {
        case 0x20, 0x0A, 0x2C, 0x09, 0x0D:
          // Indentation is a good part of most documents.
          repeat { position &+= 1 } while position < end && bytes[position] == 0x20
          continue
        case 0x61...0x7A, 0x41...0x5A, 0x5F:
          let start = position
          var hash = NameTable.seed
          var current = byte
          repeat {
            hash = (hash ^ UInt32(current)) &* 0x0100_0193
            position &+= 1
            if position == end { break }
            current = bytes[position]
          } while isNameContinue(current)
          let name = output.names.intern(bytes, start: start, end: position, hash: hash)
          output.append(.name, start, position, name)
        case 0x21, 0x24, 0x26, 0x28, 0x29, 0x3A, 0x3D, 0x40, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D:
          position &+= 1
          output.append(TokenKind(rawValue: byte) ?? .invalid, position &- 1, position)
        case 0x23:
          repeat { position &+= 1 } while position < end && bytes[position] != 0x0A && bytes[position] != 0x0D
          continue
        case 0x2E:
          guard position &+ 2 < end, bytes[position &+ 1] == 0x2E, bytes[position &+ 2] == 0x2E else {
            throw dotFault(bytes, text, position)
          }
          position &+= 3
          output.append(.spread, position &- 3, position)
        case 0x22:
          let start = position
          let isBlock = position &+ 2 < end && bytes[position &+ 1] == 0x22 && bytes[position &+ 2] == 0x22
          position = try isBlock ? scanBlockString(bytes, start) : scanString(bytes, text, start)
          output.append(isBlock ? .blockString : .string, start, position)
        case 0x2D, 0x30...0x39:
          let start = position
          let number = try scanNumber(bytes, text, start)
          position = number.end
          output.append(number.isFloat ? .float : .int, start, position)
        case 0xEF where position &+ 2 < end && bytes[position &+ 1] == 0xBB && bytes[position &+ 2] == 0xBF:
          position &+= 3
          continue
        case 0x27:
          throw Fault(
            message: "Unexpected single quote character ('), did you mean to use a double quote (\")?", offset: position
          )
        default:
          throw Fault(message: "Unexpected character: \(text.describeCodePoint(at: position)).", offset: position)
        }
        if output.tokens.count >= limit { break }
      }
      output.append(.endOfFile, end, end)
    } catch {
      output.fault = error
      output.append(.invalid, error.offset, error.offset)
    }
    return output
  }

  @inline(__always)
  static func isNameContinue(_ byte: UInt8) -> Bool {
    ((byte | 0x20) &- 0x61) < 26 || (byte &- 0x30) < 10 || byte == 0x5F
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { (byte &- 0x30) < 10 }

  private static func dotFault(_ bytes: Span<UInt8>, _ text: SourceText, _ position: Int) -> Fault {
    let next = position + 1 < bytes.count ? bytes[position + 1] : 0
    if next == 0x2E { return Fault(message: "Unexpected \"..\", did you mean \"...\"?", offset: position) }
    guard isDigit(next) else {
      return Fault(message: "Unexpected character: \(text.describeCodePoint(at: position)).", offset: position)
    }
    var end = position + 1
    while end < bytes.count && isDigit(bytes[end]) { end += 1 }
    let digits = text.slice(at: position + 1, characters: min(end - position - 1, 50))
    return Fault(
      message: "Invalid number, expected digit before \".\", did you mean \"0.\(digits)\"?", offset: position)
  }

  /// IntValue and FloatValue (sections 2.9.1 and 2.9.2).
  private static func scanNumber(
    _ bytes: Span<UInt8>, _ text: SourceText, _ start: Int
  ) throws(Fault) -> (end: Int, isFloat: Bool) {
    var position = start
    var isFloat = false
    func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }
    func skipDigits() throws(Fault) {
      guard isDigit(byte(position)) else {
        throw Fault(
          message: "Invalid number, expected digit but got: \(text.describeCodePoint(at: position)).", offset: position)
      }
      repeat { position &+= 1 } while isDigit(byte(position))
    }
    if byte(position) == 0x2D { position &+= 1 }
    if byte(position) == 0x30 {
      position &+= 1
      if isDigit(byte(position)) {
        throw Fault(
          message: "Invalid number, unexpected digit after 0: \(text.describeCodePoint(at: position)).",
          offset: position)
      }
    } else {
      try skipDigits()
    }
    if byte(position) == 0x2E {
      isFloat = true
      position &+= 1
      try skipDigits()
    }
    if byte(position) | 0x20 == 0x65 {
      isFloat = true
      position &+= 1
      if byte(position) == 0x2B || byte(position) == 0x2D { position &+= 1 }
      try skipDigits()
    }
    if byte(position) == 0x2E || isNameContinue(byte(position)) {
      throw Fault(
        message: "Invalid number, expected digit but got: \(text.describeCodePoint(at: position)).", offset: position)
    }
    return (position, isFloat)
  }
}

extension Lexer.Output {
  @inline(__always)
  fileprivate mutating func append(_ kind: TokenKind, _ start: Int, _ end: Int, _ name: NameID = .none) {
    tokens.append(
      Token(kind: kind, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), name: name))
  }
}
