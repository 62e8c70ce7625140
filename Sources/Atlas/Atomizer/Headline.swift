/// Titles: what their numbers and words say.
enum Headline {
  /// Longest title of an atom, in characters.
  static let longest = 120

  /// How deep a section number is: 1 for "3", 2 for "3.2"; nil without a number.
  static func numberDepth(_ text: ArraySlice<UInt8>) -> Int? { number(text)?.depth }

  /// The section number at the beginning: how deep it is and how many bytes it takes, the space included.
  private static func number(_ text: ArraySlice<UInt8>) -> (depth: Int, width: Int)? {
    var rest = text
    var depth = 0
    // An appendix counts with a letter first: "A.1 Foo".
    if let letter = rest.first, letter.isUppercase, rest.dropFirst().first == UInt8(ascii: ".") {
      rest = rest.dropFirst(2)
      depth = 1
    }
    if depth == 0, let roman = romanNumber(rest) { return roman }
    while depth < 6 {
      let digits = rest.prefix(5).prefix { $0.isDigit }
      guard (1...3).contains(digits.count) else { break }
      depth += 1
      rest = rest.dropFirst(digits.count)
      guard rest.first == UInt8(ascii: ".") else { break }
      rest = rest.dropFirst()
    }
    if rest.first == UInt8(ascii: ")") { rest = rest.dropFirst() }
    let spaces = rest.prefix { $0 == 0x20 }.count
    guard depth > 0, spaces > 0, let next = rest.dropFirst(spaces).first, next.isUppercase || next >= 0x80 || depth > 1
    else { return nil }
    return (depth, text.count - rest.count + spaces)
  }

  /// "IV. " before a capital.
  private static func romanNumber(_ text: ArraySlice<UInt8>) -> (depth: Int, width: Int)? {
    let numerals = text.prefix(8).prefix { "IVXL".utf8.contains($0) }
    let rest = text.dropFirst(numerals.count)
    guard !numerals.isEmpty, rest.starts(with: ". ".utf8) else { return nil }
    let title = rest.dropFirst(2).drop { $0 == 0x20 }
    guard let first = title.first, first.isUppercase else { return nil }
    return (1, text.count - title.count)
  }

  private static let chapterWords: Set<String> = [
    "chapter", "part", "section", "appendix", "book", "lesson", "unit", "kapitel", "chapitre", "prop", "proposition",
    "theorem", "lemma", "axiom", "definition", "experiment", "observation", "act", "scene", "canto", "psalm", "quest",
    "query", "obs", "exper", "volume", "lecture", "letter",
  ]

  static func startsWithChapterWord(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == UInt8(ascii: "_") }
    let word = text.prefix(12).prefix { $0.isLetter }.text.lowercased()
    guard chapterWords.contains(word) else { return false }
    let rest = text.dropFirst(word.utf8.count).drop { "._ ".utf8.contains($0) }
    return rest.first.map { $0.isDigit || "IVXLABCDEF".utf8.contains($0) } ?? false
  }

  /// Without the sign that pages put behind headings to link them.
  static func withoutAnchor(_ title: String) -> String {
    var rest = title.trimmed
    while let last = rest.unicodeScalars.last, ["¶", "#", "§", "🔗", "\u{F0C1}"].contains(last) {
      if last == "#", rest.utf8.dropLast().last?.isWordByte == true { break }
      rest = String(rest.unicodeScalars.dropLast()).trimmed
    }
    return rest.isEmpty ? title : rest
  }

  /// Without section number and trailing colon, cut to length at a space.
  static func cleaned(_ title: String) -> String {
    let bytes = Array(title.collapsed.utf8)
    var rest = bytes[...]
    if let number = number(rest) { rest = rest.dropFirst(number.width) }
    while let last = rest.last, rest.count > 1, last == UInt8(ascii: ":") || last.isWhitespace {
      rest = rest.dropLast()
    }
    if rest.count > 2, rest.last == UInt8(ascii: "."), rest.dropLast().last?.isWordByte == true {
      rest = rest.dropLast()
    }
    return shortened(rest.text)
  }

  /// At most `longest` characters, cut at a space when there is one.
  static func shortened(_ title: String, to limit: Int = longest) -> String {
    let characters = title.unicodeScalars
    guard characters.count > limit else { return title }
    let head = String(String.UnicodeScalarView(characters.prefix(limit - 1)))
    let words = head.split(separator: " ").dropLast()
    return (words.isEmpty ? head : words.joined(separator: " ")) + "…"
  }

  /// A title of titles of neighbours: "A, B and C".
  static func joined(_ titles: [String]) -> String {
    guard let last = titles.last, titles.count > 1 else { return titles.first ?? "" }
    if titles.contains(where: { $0.contains(" and ") || $0.contains(",") }) { return titles.joined(separator: "; ") }
    return titles.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Titles that say nothing without what stands above them.
  static let generic: Set<String> = [
    "example", "examples", "usage", "use", "overview", "introduction", "description", "summary", "notes", "note",
    "details", "see also", "syntax", "synopsis", "options", "parameters", "arguments", "return value", "return values",
    "returns", "conclusion", "background", "motivation", "discussion", "installation", "install", "configuration",
    "faq",
    "getting started", "name", "files", "bugs", "limitations", "caveats", "requirements", "prerequisites", "features",
    "api", "methods", "functions", "variables", "constants", "types", "errors", "diagnostics", "environment", "history",
    "exercises", "exercise", "further reading", "advanced", "basics", "basic usage", "quick start", "quickstart",
    "general", "other", "misc", "miscellaneous", "more", "about", "what is it", "why", "how", "testing", "tests",
    "building", "build", "security", "performance", "exit status", "diagnostic", "preface", "abstract", "references",
    "authors", "author", "license", "copyright", "appendix", "commands", "standards", "compatibility", "problems",
  ]

  static func isGeneric(_ title: String) -> Bool { generic.contains(title.lowercased()) || title.utf8.count < 4 }
}
