/// Raw HTML between Markdown's paragraphs.
enum HTMLBlock {
  enum End { case blankLine, comment, raw }

  /// How a piece of HTML that begins here ends; nil when the line is text.
  static func start(_ line: ArraySlice<UInt8>) -> End? {
    guard line.first == UInt8(ascii: "<") else { return nil }
    let inner = line.dropFirst()
    if inner.begins(withASCII: "!--") { return .comment }
    if ["script", "style", "pre", "textarea"].contains(HTMLTag.name(inner)) { return .raw }
    let name = HTMLTag.name(inner.first == UInt8(ascii: "/") ? inner.dropFirst() : inner)
    return HTMLTag.blocks.contains(name) ? .blankLine : nil
  }

  static func ends(_ line: ArraySlice<UInt8>, _ end: End) -> Bool {
    switch end {
    case .blankLine: return false
    case .comment: return line.text.contains("-->")
    case .raw:
      let text = line.text.lowercased()
      return ["</script>", "</style>", "</pre>", "</textarea>"].contains { text.contains($0) }
    }
  }
}
