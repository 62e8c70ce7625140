/// Tables of contents that are set without dots.
enum PlainContents {
  private static let longestTitle = 90

  /// Without groups most lines of which stand in the text once more, as headings do that a table lists.
  static func without(_ groups: [ArraySlice<PlainLine>]) -> [ArraySlice<PlainLine>] {
    var counts: [String: Int] = [:]
    for group in groups {
      for line in group where line.text.count <= longestTitle && line.words > 1 {
        counts[line.text.text.collapsed, default: 0] += 1
      }
    }
    return groups.filter { group in
      guard group.count >= 3 else { return true }
      let numbered = group.filter { $0.text.first?.isDigit == true && (Headline.numberDepth($0.text) ?? 0) > 0 }.count
      let again = group.filter { (counts[$0.text.text.collapsed] ?? 0) > 1 }.count
      return numbered * 2 < group.count || again * 2 < group.count
    }
  }
}

/// Paragraphs that no empty line parts.
enum PlainParagraphs {
  /// A line this long is a paragraph of its own.
  private static let longLine = 160

  static func split(_ lines: ArraySlice<PlainLine>) -> [ArraySlice<PlainLine>] {
    let bytes = lines.reduce(0) { $0 + $1.text.count }
    if bytes > lines.count * longLine { return lines.indices.map { lines[$0...$0] } }
    guard lines.count > 2 else { return lines.isEmpty ? [] : [lines] }
    let margin = lines.reduce(Int.max) { min($0, $1.indent) }
    var paragraphs: [ArraySlice<PlainLine>] = []
    var start = lines.startIndex
    for index in lines.indices.dropFirst() {
      let isSetIn = (2...8).contains(lines[index].indent - margin)
      let goesOn = index + 1 < lines.endIndex && lines[index + 1].indent == margin
      if isSetIn, goesOn, lines[index - 1].indent == margin, Sentences.endsSentence(lines[index - 1].text) {
        paragraphs.append(lines[start..<index])
        start = index
      }
    }
    return paragraphs + [lines[start...]]
  }
}
