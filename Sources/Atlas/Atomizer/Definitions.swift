/// Finds what a text defines by the ways in which English does it: "A lock is a ...", "is called a lock", "refers to".
enum Definitions {
  /// The phrases that the words define.
  static func defined(in words: [Word], _ vocabulary: Vocabulary) -> [Phrase] {
    var found: [Phrase] = []
    for index in words.indices {
      if words[index].startsSentence, let phrase = subject(at: index, words, vocabulary) { found.append(phrase) }
      if let phrase = name(after: index, words, vocabulary) { found.append(phrase) }
    }
    return found
  }

  private static let articles: Set<String> = ["a", "an", "the", "each", "every"]
  private static let copulas: Set<String> = ["is", "are"]
  private static let genus: Set<String> = ["a", "an", "the", "one", "any", "defined", "used"]
  private static let verbs: Set<String> = ["means", "denotes", "refers", "describes", "represents", "consists"]
  private static let naming: Set<String> = ["called", "termed", "named", "dubbed", "as"]

  private static func text(_ index: Int, _ words: [Word], _ vocabulary: Vocabulary) -> String {
    words.indices.contains(index) ? vocabulary[words[index].surface].text.lowercased() : ""
  }

  /// "The X is a", "X refers to".
  private static func subject(at start: Int, _ words: [Word], _ vocabulary: Vocabulary) -> Phrase? {
    let begin = articles.contains(text(start, words, vocabulary)) ? start + 1 : start
    let row = self.row(at: begin, words, vocabulary, mayBreakFirst: begin == start)
    guard !row.isEmpty else { return nil }
    let verb = text(begin + row.count, words, vocabulary)
    let after = text(begin + row.count + 1, words, vocabulary)
    guard verbs.contains(verb) || (copulas.contains(verb) && genus.contains(after)) else { return nil }
    return Phrase(row.map { vocabulary[$0.surface].stem }[...])
  }

  /// "called the X", "known as X".
  private static func name(after index: Int, _ words: [Word], _ vocabulary: Vocabulary) -> Phrase? {
    let word = text(index, words, vocabulary)
    guard naming.contains(word) else { return nil }
    if word == "as", text(index - 1, words, vocabulary) != "known" { return nil }
    let begin = articles.contains(text(index + 1, words, vocabulary)) ? index + 2 : index + 1
    let row = self.row(at: begin, words, vocabulary, mayBreakFirst: true)
    return row.isEmpty ? nil : Phrase(row.map { vocabulary[$0.surface].stem }[...])
  }

  /// One to four words that no stop word or mark interrupts.
  private static func row(
    at start: Int, _ words: [Word], _ vocabulary: Vocabulary, mayBreakFirst: Bool
  ) -> ArraySlice<Word> {
    guard start < words.count else { return [] }
    var end = start
    while end < words.count, end - start < Phrase.longest, vocabulary[words[end].surface].goesOn(after: end - start) {
      if words[end].isAfterBreak, end > start || !mayBreakFirst { break }
      end += 1
    }
    return words[start..<end]
  }
}
