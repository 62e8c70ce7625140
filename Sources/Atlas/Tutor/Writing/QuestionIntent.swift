/// What kind of answer a question wants, as far as its first words tell.
enum QuestionIntent: Sendable, Equatable {
  case definition, reason, procedure, comparison, failure, other

  init(_ question: String) {
    let words = Keywords.words(question)
    let text = " " + words.joined(separator: " ") + " "
    func asks(_ phrases: [String]) -> Bool { phrases.contains { text.contains(" \($0) ") } }
    if asks(["difference", "differ", "differs", "versus", "vs", "compare", "compared", "instead of", "rather than"]) {
      self = .comparison
    } else if asks(["why", "how come", "reason", "reasons", "warum", "wieso", "weshalb", "pourquoi", "por qué"]) {
      self = .reason
    } else if asks([
      "wrong", "trap", "traps", "mistake", "mistakes", "pitfall", "danger", "dangerous", "cause", "caused",
      "failed", "outage", "lesson", "lessons", "learned",
    ]) {
      self = .failure
    } else if asks(["how", "steps", "step", "wie", "comment", "cómo"]) {
      self = .procedure
    } else if asks([
      "what is", "what are", "what s", "what does", "define", "definition", "meaning", "was ist", "was sind",
      "que es", "qué es",
    ]) {
      self = .definition
    } else {
      self = .other
    }
  }

  /// Whether a sentence looks like such an answer.
  func fits(_ sentence: String, about stems: Set<String>) -> Bool {
    let words = Keywords.words(sentence)
    switch self {
    case .definition: return Self.defines(words, stems)
    case .reason: return Self.hasPhrase(words, Self.reasons)
    case .procedure: return words.first.map(Self.imperatives.contains) ?? false || Self.hasPhrase(words, Self.steps)
    case .comparison: return Self.hasPhrase(words, Self.contrasts)
    case .failure: return Self.hasPhrase(words, Self.failures)
    case .other: return false
    }
  }

  /// "A quorum is", "Caches are": one of the words near the beginning, before a verb that defines.
  private static func defines(_ words: [String], _ stems: Set<String>) -> Bool {
    guard let verb = words.prefix(9).firstIndex(where: definers.contains), verb > 0 else { return false }
    return words[..<verb].contains { stems.contains(Keywords.stem($0)) }
  }

  private static func hasPhrase(_ words: [String], _ phrases: [String]) -> Bool {
    let text = " " + words.joined(separator: " ") + " "
    return phrases.contains { text.contains(" \($0) ") }
  }

  private static let definers: Set = ["is", "are", "means", "mean", "keeps", "holds", "gets", "agrees", "ist", "sind"]
  private static let reasons = [
    "because", "so", "so that", "since", "to avoid", "otherwise", "therefore", "hence", "why", "in order to",
    "prevents",
    "prevent", "without", "else", "cause", "caused", "means", "for this", "weil", "damit",
  ]
  private static let steps = [
    "first", "then", "before", "after", "until", "each", "when", "by", "must", "only when", "once", "let", "every",
  ]
  private static let contrasts = [
    "while", "whereas", "but", "instead", "unlike", "than", "rather", "not", "both", "other", "on the other hand",
  ]
  private static let failures = [
    "trap", "wrong", "failed", "fails", "lost", "down", "because", "cause", "caused", "danger", "never", "without",
    "multiplied", "blocked", "stopped",
  ]
  private static let imperatives: Set<String> = Set(
    """
    add aggregate alert allow ask avoid back begin break build call check choose compare count cut design do draw drop \
    encrypt ensure fence find give hold keep let limit list load make measure move name never open order pass plan put \
    read refresh reject renew repeat replace retry return rotate run send set shed sign size split start stop store \
    take test treat try use validate verify wait warm watch write
    """.split(separator: " ").map(String.init))
}
