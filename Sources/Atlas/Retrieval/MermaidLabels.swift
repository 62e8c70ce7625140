/// What a diagram's source says to its readers: the texts of nodes, edges, messages and notes, without the syntax.
///
/// No grammar of Mermaid, which has one for each kind of diagram: texts in quotes, brackets or between bars, behind a
/// colon, or behind `as` and `title`.
enum MermaidLabels {
  private static let labelLimit = 150
  private static let lengthLimit = 160

  /// The labels in their order, each once.
  static func labels(of source: String) -> [String] {
    var labels: [String] = []
    var seen: Set<String> = []
    for line in source.split(whereSeparator: \.isNewline).prefix(2_000) {
      for label in found(in: line.prefix(1_000)) where seen.insert(label).inserted { labels.append(label) }
      if labels.count >= labelLimit { break }
    }
    return Array(labels.prefix(labelLimit))
  }

  private static func found(in line: Substring) -> [String] {
    let text = line.drop(while: \.isWhitespace)
    let head = text.prefix { $0.isLetter || $0 == "-" }
    if text.hasPrefix("%%") || settings.contains(String(head)) { return [] }
    if head == "title" { return labels([text.dropFirst(head.count)]) }
    let enclosed = labels(enclosed(in: text))
    if !enclosed.isEmpty { return enclosed }
    if let colon = text.lastIndex(of: ":") { return labels([text[text.index(after: colon)...]]) }
    if let name = text.firstRange(of: " as ") { return labels([text[name.upperBound...]]) }
    return []
  }

  /// Lines that say how it looks.
  private static let settings: Set<String> = ["classDef", "class", "style", "linkStyle", "click", "direction", "init"]

  private static let closing: [Character: Character] = ["\"": "\"", "[": "]", "(": ")", "{": "}", "|": "|"]

  /// What stands in brackets, the outermost ones: those within are shapes of nodes.
  private static func enclosed(in text: Substring) -> [Substring] {
    var found: [Substring] = []
    var rest = text
    while let open = rest.firstIndex(where: { closing[$0] != nil }), let close = closing[rest[open]] {
      let inner = rest[rest.index(after: open)...]
      guard let end = inner.firstIndex(of: close) else { break }
      found.append(inner[..<end])
      rest = inner[inner.index(after: end)...]
    }
    return found
  }

  /// Without shapes and marks at the ends; only what has letters.
  private static func labels(_ texts: [Substring]) -> [String] {
    texts.compactMap { text in
      var label = text
      while let first = label.first, !first.isLetter, !first.isNumber { label.removeFirst() }
      while let last = label.last, !last.isLetter, !last.isNumber { label.removeLast() }
      guard label.contains(where: \.isLetter) else { return nil }
      return String(label.replacing("<br/>", with: " ").replacing("<br>", with: " ").prefix(lengthLimit))
    }
  }
}
