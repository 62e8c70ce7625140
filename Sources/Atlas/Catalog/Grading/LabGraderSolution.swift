import GraphQLJSON

/// A solution in the forms that rules look at.
struct LabGraderSolution: Sendable {
  /// The text with line feeds only.
  let text: String

  init(_ text: String) {
    self.text = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\n")
  }

  var bytes: [UInt8] { Array(text.utf8) }

  var scalars: [Unicode.Scalar] { Array(text.unicodeScalars) }

  /// Lines with something in them, white space collapsed.
  var lines: [String] { Self.lines(of: text) }

  /// The solution as JSON.
  func json() throws(JSONError) -> JSONValue { try JSONParser.parse(text) }

  /// Whether the text occurs in the solution, byte for byte or without regard to case.
  func contains(_ part: String, caseSensitive: Bool) -> Bool {
    let bytes = Array((caseSensitive ? text : text.lowercased()).utf8)
    return bytes.contains(Array((caseSensitive ? part : part.lowercased()).utf8))
  }

  static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(collapsed).filter { !$0.isEmpty }
  }

  /// Words separated by single spaces.
  static func collapsed(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension [UInt8] {
  /// Whether the bytes occur in a row.
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard part.count <= count else { return false }
    for start in 0...(count - part.count) where self[start] == first {
      if self[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
