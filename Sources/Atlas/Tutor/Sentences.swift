/// The sentences of a Markdown text: what may be quoted from it. Code, tables and headings are left out.
struct Sentences: Sendable {
  /// Longer ones are not quoted: nothing is ever cut.
  private static let longest = 500
  private static let limit = 400

  private(set) var list: [String] = []
  private var paragraph: [Substring] = []
  private var isInCode = false

  /// The sentences of a text, in order, with single spaces between their words.
  static func split(_ markdown: String) -> [String] {
    var sentences = Sentences()
    for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      sentences.take(line)
      if sentences.list.count >= limit { break }
    }
    sentences.endParagraph()
    return Array(sentences.list.prefix(limit))
  }

  private mutating func take(_ line: Substring) {
    var words = line.split(whereSeparator: \.isWhitespace)[...]
    guard let first = words.first else { return endParagraph() }
    if first.hasPrefix("```") || first.hasPrefix("~~~") {
      endParagraph()
      isInCode.toggle()
      return
    }
    if isInCode { return }
    if first.hasPrefix("#") || first.hasPrefix("|") || first.allSatisfy({ "-*_=".contains($0) }) && words.count == 1 {
      return endParagraph()
    }
    if Self.isListMarker(first) {
      endParagraph()
      words = words.dropFirst()
    } else if first == ">" {
      words = words.dropFirst()
    }
    paragraph += words
  }

  private mutating func endParagraph() {
    defer { paragraph = [] }
    var start = 0
    for index in paragraph.indices {
      let next = index + 1 < paragraph.count ? paragraph[index + 1] : nil
      guard next == nil || Self.isEnd(paragraph[index], before: next) else { continue }
      add(paragraph[start...index])
      start = index + 1
    }
  }

  private mutating func add(_ words: ArraySlice<Substring>) {
    let sentence = words.joined(separator: " ")
    // A line that ends with a colon announces something that would be missing.
    guard words.count >= 3, sentence.count <= Self.longest, !sentence.hasSuffix(":") else { return }
    list.append(sentence)
  }

  /// "-", "*", "+", "1.", "12)".
  private static func isListMarker(_ word: Substring) -> Bool {
    if ["-", "*", "+"].contains(word) { return true }
    guard let last = word.last, last == "." || last == ")" else { return false }
    return word.count <= 4 && word.count >= 2 && word.dropLast().allSatisfy(\.isNumber)
  }

  private static func isEnd(_ word: Substring, before next: Substring?) -> Bool {
    var core = word
    while let last = core.last, "\"'”’)]*_`".contains(last) { core.removeLast() }
    guard let mark = core.last, ".!?".contains(mark), let begin = next?.first(where: { !"\"'“‘([*_`".contains($0) })
    else { return false }
    if mark != "." { return true }
    return begin.isUppercase || begin.isNumber ? !isAbbreviation(core) : false
  }

  private static func isAbbreviation(_ word: Substring) -> Bool {
    ["e.g.", "i.e.", "vs.", "cf.", "approx.", "fig.", "dr.", "mr.", "ms.", "st."].contains(word.lowercased())
      || word.count == 2 && word.first?.isLetter == true
  }
}
