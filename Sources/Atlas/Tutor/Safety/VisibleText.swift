/// What a person can see of a text. What is hidden from people is not for the tutor either: it is where instructions to
/// models are planted, and what reverses or splits words.
struct VisibleText: Sendable {
  /// The last scalar was a carriage return, which has told its line feed already.
  private var afterReturn = false

  /// The scalar to go on with; nil for one that is dropped.
  mutating func filter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    defer { afterReturn = scalar == "\r" }
    switch scalar {
    case "\r": return "\n"
    case "\n": return afterReturn ? nil : "\n"
    case "\t": return "\t"
    default: return scalar.isASCII ? Self.ascii(scalar) : Self.other(scalar)
    }
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    (0x20..<0x7F).contains(scalar.value) ? scalar : nil
  }

  private static func other(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    // Format characters: zero width, bidirectional overrides, tags, soft hyphens.
    case .control, .format, .privateUse, .surrogate, .unassigned: return nil
    case .lineSeparator, .paragraphSeparator: return " "
    default: return blanks.contains(where: { $0.contains(scalar.value) }) ? nil : scalar
    }
  }

  /// Letters and marks without a shape: fillers, and variation selectors, which can carry a whole hidden text.
  private static let blanks: [ClosedRange<UInt32>] = [
    0x034F...0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x3164...0x3164, 0xFE00...0xFE0F,
    0xFFA0...0xFFA0, 0xE0000...0xE0FFF,
  ]
}

extension VisibleText {
  /// A text without what is hidden in it, HTML comments among it.
  static func cleaned(_ text: String) -> String {
    var filter = VisibleText()
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let scalar = filter.filter(scalar) { scalars.append(scalar) }
    }
    return withoutComments(String(scalars))
  }

  /// A comment that is never closed hides the rest.
  private static func withoutComments(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    var kept = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstRange(of: "<!--".unicodeScalars) {
      kept += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "-->".unicodeScalars) else { return String(kept) }
      rest = rest[end.upperBound...]
    }
    return String(kept + rest)
  }
}
