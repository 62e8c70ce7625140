import AtlasKernel
import Atomizer

/// A sentence that a word may be taken out of.
struct ClozeSentence: Sendable {
  /// A word and where it stands.
  struct Word: Sendable {
    let range: Range<String.Index>
    let lower: String
    let stem: String
    let isStop: Bool
    /// Whether nothing but one space or hyphen stands before it.
    let isJoined: Bool
  }

  /// Without markup.
  let text: String
  let words: [Word]
  /// The piece that it stands in.
  let piece: Int
  let isFirst: Bool

  /// Whether it states something that can be understood alone.
  let isTelling: Bool

  private static let length = 7...40

  /// A sentence of a piece.
  init(_ sentence: Prose.Sentence, piece: Int) {
    // A character for private use stands for the gap later.
    text = sentence.text.filter { $0 != Self.gap }
    words = Self.words(of: text)
    self.piece = piece
    isFirst = sentence.isFirst
    isTelling = Self.isTelling(text, words)
  }

  /// What stands for the gap while marks are escaped.
  static let gap: Character = "\u{E000}"

  private static func isTelling(_ text: String, _ words: [Word]) -> Bool {
    guard length.contains(words.count), text.hasSuffix("."), text.utf8.count <= 400,
      !text.contains(where: { "_|=".contains($0) }), let first = words.first,
      first.range.lowerBound == text.startIndex, !EnglishWords.leaning.contains(first.lower), words[1].isJoined
    else { return false }
    // "Then" and its like lean on what was said before; a first word before an article asks the reader for something.
    if words.prefix(4).contains(where: { EnglishWords.linking.contains($0.lower) }) { return false }
    let refused = EnglishWords.openers.contains(first.lower) ? EnglishWords.pronouns : EnglishWords.objects
    return !refused.contains(words[1].lower) && hasVerb(words)
  }

  /// Whether something shows that a word is a verb: headings and lists have none.
  private static func hasVerb(_ words: [Word]) -> Bool {
    words.indices.dropFirst().contains { index in
      let word = words[index].lower
      if EnglishWords.auxiliaries.contains(word) || word.hasSuffix("ed") && word.count > 4 { return true }
      let next = index + 1 < words.count && words[index + 1].isJoined ? words[index + 1].lower : ""
      return word.hasSuffix("s") && !word.hasSuffix("ss") && EnglishWords.afterVerbs.contains(next)
    }
  }

  /// The words of a text. A hyphen divides, as a space does.
  static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var index = text.startIndex
    var gap = text.startIndex
    while index < text.endIndex {
      guard isWordCharacter(text[index]) else {
        index = text.index(after: index)
        continue
      }
      let start = index
      while index < text.endIndex, isWordCharacter(text[index]) || joins(index, in: text) {
        index = text.index(after: index)
      }
      let surface = text[start..<index]
      let lower = surface.lowercased()
      let between = text[gap..<start]
      words.append(
        Word(
          range: start..<index, lower: lower, stem: Prose.stem(lower), isStop: Prose.isStopWord(lower),
          isJoined: !words.isEmpty && (between == " " || between == "-")))
      gap = index
    }
    return words
  }

  /// An apostrophe or a dot between letters.
  private static func joins(_ index: String.Index, in text: String) -> Bool {
    guard "'’.".contains(text[index]) else { return false }
    let next = text.index(after: index)
    return next < text.endIndex && isWordCharacter(text[next])
  }

  private static func isWordCharacter(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// Every row of one to three words that stand together and begin with one that carries a subject.
  var rows: [Range<Int>] {
    words.indices.flatMap { start -> [Range<Int>] in
      guard !words[start].isStop else { return [] }
      let end = min(start + 3, words.count)
      let joined = words[(start + 1)..<max(end, start + 1)].prefix(while: \.isJoined).count
      return (1...(1 + joined)).map { start..<(start + $0) }
    }
  }

  /// Where the words of a term stand together, if they stand in the sentence once.
  func place(of stems: [String]) -> Range<Int>? {
    guard let first = stems.first, stems.count <= words.count else { return nil }
    var place: Range<Int>?
    for start in 0...(words.count - stems.count) where words[start].stem == first {
      let range = start..<(start + stems.count)
      let fits = zip(range, stems).allSatisfy { words[$0].stem == $1 && ($0 == start || words[$0].isJoined) }
      guard fits else { continue }
      if place != nil { return nil }
      place = range
    }
    guard let place else { return nil }
    // Elsewhere in the sentence the word would give itself away.
    let others = words.indices.filter { !place.contains($0) }
    return others.contains { stems.contains(words[$0].stem) } || isPartOfWord(place) ? nil : place
  }

  /// Whether a mark such as a hyphen ties the place to what stands beside it.
  private func isPartOfWord(_ place: Range<Int>) -> Bool {
    let range = textRange(of: place)
    let marks = "-/_'’@#"
    let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
    let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
    return marks.contains(before) || marks.contains(after)
  }

  /// The words at a place as a term. A capital at the beginning of a sentence is none of the word's own.
  func term(at place: Range<Int>) -> ClozeTerm? {
    let surface = String(text[textRange(of: place)])
    let isLifted = place.lowerBound == 0 && !surface.dropFirst().contains(where: \.isUppercase)
    return ClozeTerm(isLifted ? surface.prefix(1).lowercased() + surface.dropFirst() : surface)
  }

  func textRange(of place: Range<Int>) -> Range<String.Index> {
    words[place.lowerBound].range.lowerBound..<words[place.upperBound - 1].range.upperBound
  }

  /// Whether a place is between an article and a word that carries no subject, or a mark; or behind a preposition,
  /// where it ends as plurals do. That is a noun, as a rule.
  func isNoun(at place: Range<Int>) -> Bool {
    let (first, last) = (place.lowerBound, place.upperBound - 1)
    let isClosed =
      last + 1 == words.count || !words[last + 1].isJoined
      || words[last + 1].isStop && !EnglishWords.heads.contains(words[last + 1].lower)
    let next = last + 1 < words.count && words[last + 1].isJoined ? words[last + 1].lower : ""
    // "to undo the", "which couples them": verbs.
    guard isClosed, !EnglishWords.objects.contains(next), !words[last].isStop else { return false }
    let isPlural = ClozeTerm.isPlural(words[last].lower)
    if first > 0, words[first].isJoined, EnglishWords.articles.contains(words[first - 1].lower) {
      // "Each votes for itself": a verb.
      return !isPlural || !EnglishWords.singular.contains(words[first - 1].lower)
    }
    guard isPlural else { return false }
    return first == 0 || EnglishWords.beforeNouns.contains(words[first - 1].lower)
  }

  /// Whether the words at a place are used as a verb, as far as their neighbours show.
  func isVerb(at place: Range<Int>) -> Bool {
    let next = place.upperBound < words.count && words[place.upperBound].isJoined ? words[place.upperBound].lower : ""
    let before = place.lowerBound > 0 && words[place.lowerBound].isJoined ? words[place.lowerBound - 1].lower : ""
    return EnglishWords.objects.contains(next) || EnglishWords.beforeVerbs.contains(before)
  }
}
