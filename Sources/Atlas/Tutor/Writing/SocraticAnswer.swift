import Retrieval

/// An answer that asks back: questions made of the passages' own sentences and of the learner's words. What the
/// sentences say is left to the hints.
struct SocraticAnswer: Sendable {
  let blocks: [String]

  init(_ words: AnswerWords, _ evidence: [Evidence]) {
    var questions = evidence.prefix(3).map { Self.question(words, $0) }
    let own = evidence[0].words.prefix(2)
    if !own.isEmpty { questions.insert(words.ownWords(Array(own)), at: 0) }
    let list = questions.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n")
    blocks = [words.think, list, words.closing]
  }

  /// A question whose answer is the best sentence of a passage.
  private static func question(_ words: AnswerWords, _ evidence: Evidence) -> String {
    let sentence = evidence.bestSentence
    if let cause = clause(of: sentence, before: [" because ", " so that ", ", since "]) {
      return words.askReason(Quotation.safe(cause), evidence.index)
    }
    if sentence.hasPrefix("The trap is") {
      return words.askTrap(AnswerWords.title(evidence.passage), evidence.index)
    }
    if sentence.hasPrefix("When ") || sentence.hasPrefix("If "), let condition = clause(of: sentence, before: [", "]) {
      return words.askConsequence(Quotation.safe(condition), evidence.index)
    }
    return words.askEnd(Quotation.safe(beginning(of: sentence)), evidence.index)
  }

  /// What stands before the first of some words, when that is long enough to be understood.
  private static func clause(of sentence: String, before marks: [String]) -> String? {
    for mark in marks {
      guard let range = sentence.firstRange(of: mark) else { continue }
      let clause = sentence[..<range.lowerBound]
      if clause.split(separator: " ").count >= 4 { return String(clause) }
    }
    return nil
  }

  /// The first half of a sentence's words.
  static func beginning(of sentence: String) -> String {
    let words = sentence.split(separator: " ")
    return words.prefix(max(2, words.count / 2)).joined(separator: " ")
  }
}
