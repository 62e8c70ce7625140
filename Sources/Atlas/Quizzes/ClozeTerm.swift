import Atomizer

/// A word or two that a question may ask for, or that may stand among its options.
struct ClozeTerm: Sendable, Hashable {
  /// As it is written in a sentence.
  let text: String
  let words: [String]
  let stems: [String]
  /// Whether it has capitals or digits inside, as abbreviations have.
  let isName: Bool

  /// Nil for what says nothing or is too long. Hyphens become spaces.
  init?(_ given: String) {
    let given = given.split(separator: "-").joined(separator: " ")
    let words = ClozeSentence.words(of: given)
    guard (1...3).contains(words.count), words.allSatisfy({ !$0.isStop }), let last = words.last,
      words.dropFirst().allSatisfy(\.isJoined), given.utf8.count <= 40, last.lower.count >= 3,
      last.lower.contains(where: \.isLetter), !last.lower.hasSuffix("ly"),
      !given.contains(where: { "'’".contains($0) }),
      !words.contains(where: { EnglishWords.vague.contains($0.lower) })
    else { return nil }
    text = given
    self.words = words.map(\.lower)
    stems = words.map(\.stem)
    isName = given.dropFirst().contains { $0.isUppercase || $0.isNumber }
    let isAdjective = words.count == 1 && ["ful", "ous", "less", "able", "ible"].contains(where: last.lower.hasSuffix)
    guard Set(stems).count == stems.count, !isAdjective else { return nil }
  }

  private var lastWord: String { words.last ?? "" }

  /// Whether it names several, as far as its end shows.
  var isPlural: Bool { Self.isPlural(lastWord) }

  /// Whether a word ends as plurals do.
  static func isPlural(_ word: String) -> Bool {
    word.count > 3 && word.hasSuffix("s") && word.contains { "aeiouy".contains($0) }
      && !["ss", "us", "is", "as", "os"].contains { word.hasSuffix($0) }
  }

  /// What kind of word it ends with, as far as that shows.
  var ending: String {
    ["ing", "ed", "al", "ive"].first { lastWord.count > $0.count + 2 && lastWord.hasSuffix($0) } ?? ""
  }

  /// The term in the number of another one; nil where that cannot be told.
  func inNumber(of other: ClozeTerm) -> ClozeTerm? {
    if isPlural == other.isPlural { return self }
    if isName || !ending.isEmpty || Self.irregular.contains(where: text.hasSuffix) { return nil }
    return ClozeTerm(other.isPlural ? Self.plural(text) : Self.singular(text))
  }

  /// Ends whose other number cannot be told by rule.
  private static let irregular = ["f", "fe", "ves", "ches", "child", "man", "foot", "mouse", "index", "axis", "datum"]

  private static func plural(_ text: String) -> String {
    if ["s", "x", "z", "ch", "sh"].contains(where: text.hasSuffix) { return text + "es" }
    if text.hasSuffix("y"), let before = text.dropLast().last, !"aeiou".contains(before) {
      return text.dropLast() + "ies"
    }
    return text + "s"
  }

  private static func singular(_ text: String) -> String {
    if text.hasSuffix("ies") { return text.dropLast(3) + "y" }
    if ["xes", "shes", "sses", "zes"].contains(where: text.hasSuffix) { return String(text.dropLast(2)) }
    return String(text.dropLast())
  }
}
