extension ValueLiteral {
  /// The literal as SDL, documents and messages show it; long lists and objects over several lines.
  public var printed: String { printedText.text }

  /// The one way values are printed; the printer of documents uses it too.
  var printedText: PrintedText {
    switch self {
    case .variable(let name): PrintedText("$" + name)
    case .null: PrintedText("null")
    case .boolean(let flag): PrintedText(flag ? "true" : "false")
    case .int(let text), .float(let text), .enumValue(let text): PrintedText(text)
    case .string(let text, let isBlock): PrintedText(isBlock ? BlockString.print(text) : Self.quoted(text))
    case .list(let items): Self.printList(items.map(\.printedText))
    case .object(let fields): Self.printObject(fields.map { PrintedText($0.name + ": ") + $0.value.printedText })
    }
  }

  private static func printList(_ items: [PrintedText]) -> PrintedText {
    let line = PrintedText("[") + .joined(items, ", ") + PrintedText("]")
    return line.length > PrintedText.maxLineLength ? .joined(items, "\n").indented.wrapped("[\n", "\n]") : line
  }

  private static func printObject(_ fields: [PrintedText]) -> PrintedText {
    let line = PrintedText("{ ") + .joined(fields, ", ") + PrintedText(" }")
    return line.length > PrintedText.maxLineLength ? .block(fields) : line
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
