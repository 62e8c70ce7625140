import Retrieval

/// A comparison of the learner's solution with what the passages say. It quotes; it does not judge.
struct SolutionReview: Sendable {
  let blocks: [String]
  /// What the solution does not mention, best first.
  let open: [(sentence: String, evidence: Evidence)]

  /// - Parameter question: its selection is the solution.
  init(_ words: AnswerWords, _ question: TutorQuestion, _ evidence: [Evidence]) {
    let solution = Solution(question.selection ?? "")
    guard !solution.isEmpty else {
      open = evidence.map { ($0.bestSentence, $0) }
      blocks = [words.noSolution] + evidence.map { "\(words.heading($0.passage))\n\n\($0.block)" }
      return
    }
    let sentences = evidence.flatMap { piece in piece.sentences.map { (sentence: $0, evidence: piece) } }
    let shared = sentences.filter { solution.mentions($0.sentence) }
    open = sentences.filter { !solution.mentions($0.sentence) }
    var blocks: [String] = []
    if !shared.isEmpty { blocks += [words.agrees] + Self.quotes(shared) }
    if !open.isEmpty { blocks += [words.open] + Self.quotes(open) }
    blocks += sentences.compactMap { solution.otherNumbers($0.sentence).map(words.compareNumbers) }.prefix(2)
    self.blocks = blocks
  }

  private static func quotes(_ sentences: [(sentence: String, evidence: Evidence)]) -> [String] {
    sentences.map { "> \(Quotation.safe($0.sentence)) [\($0.evidence.index)]" }
  }
}

/// The words and numbers of a solution.
private struct Solution {
  private let stems: Set<String>
  private let numbers: [String]

  init(_ text: String) {
    stems = Keywords.contentStems(text)
    numbers = Self.numbers(text)
  }

  var isEmpty: Bool { stems.isEmpty }

  /// Whether half of what a sentence is about stands in it.
  func mentions(_ sentence: String) -> Bool {
    let wanted = Keywords.contentStems(sentence).filter { $0.contains(where: \.isLetter) }
    return !wanted.isEmpty && wanted.intersection(stems).count * 2 >= wanted.count
  }

  /// Its numbers and those of a sentence about the same, where none is in both.
  func otherNumbers(_ sentence: String) -> (own: [String], theirs: [String])? {
    let theirs = Self.numbers(sentence)
    guard mentions(sentence), !numbers.isEmpty, !theirs.isEmpty, Set(theirs).isDisjoint(with: numbers) else {
      return nil
    }
    return (Array(numbers.prefix(3)), Array(theirs.prefix(3)))
  }

  private static func numbers(_ text: String) -> [String] {
    Keywords.words(text).filter { $0.utf8.allSatisfy { (48...57).contains($0) } && $0.utf8.count <= 9 }
  }
}
