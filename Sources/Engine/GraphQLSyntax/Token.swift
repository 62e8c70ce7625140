/// The kinds of lexical tokens (specification, section 2.1.6). Punctuators use their byte as the raw value.
enum TokenKind: UInt8 {
  case endOfFile = 0
  case name = 1
  case int = 2
  case float = 3
  case string = 4
  case blockString = 5
  case spread = 6
  /// The lexer stopped here; its error is raised when the parser arrives.
  case invalid = 7
  case bang = 0x21
  case dollar = 0x24
  case ampersand = 0x26
  case parenLeft = 0x28
  case parenRight = 0x29
  case colon = 0x3A
  case equals = 0x3D
  case at = 0x40
  case bracketLeft = 0x5B
  case bracketRight = 0x5D
  case braceLeft = 0x7B
  case pipe = 0x7C
  case braceRight = 0x7D

  /// How messages name the kind.
  var description: String {
    switch self {
    case .endOfFile, .invalid: "<EOF>"
    case .name: "Name"
    case .int: "Int"
    case .float: "Float"
    case .string: "String"
    case .blockString: "BlockString"
    case .spread: "\"...\""
    default: "\"\(Character(Unicode.Scalar(rawValue)))\""
    }
  }

  var hasValue: Bool { rawValue >= TokenKind.name.rawValue && rawValue <= TokenKind.blockString.rawValue }
}

/// One token: a kind and a range of bytes; for names also the interned identifier.
struct Token {
  var kind: TokenKind
  var start: UInt32
  var end: UInt32
  var name: NameID
}
