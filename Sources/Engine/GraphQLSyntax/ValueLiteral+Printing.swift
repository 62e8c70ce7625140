extension ValueLiteral {
  /// The literal as messages and SDL show it.
  public var printed: String {
    switch self {
    case .variable(let name): "$" + name
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .int(let text), .float(let text), .enumValue(let text): text
    case .string(let text, _): Self.quoted(text)
    case .list(let items): "[" + items.map(\.printed).joined(separator: ", ") + "]"
    case .object(let fields):
      fields.isEmpty ? "{}" : "{ " + fields.map { "\($0.name): \($0.value.printed)" }.joined(separator: ", ") + " }"
    }
  }

  /// A string in double quotes with escapes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
        let hex = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
