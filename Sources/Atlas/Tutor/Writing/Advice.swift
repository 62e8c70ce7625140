import AtlasAPI
import AtlasKernel
import Retrieval

/// Hints to think about instead of the solution, and questions worth asking next; both rest on the evidence alone.
struct Advice: Sendable {
  /// From vague to near; at most five.
  private(set) var hints: [String] = []
  /// At most three.
  private(set) var followUps: [String] = []

  /// Nothing to advise.
  init() {}

  init(for question: TutorQuestion, evidence: [Evidence]) {
    guard let first = evidence.first else { return }
    let words = AnswerWords.of(question)
    switch question.mode {
    case .explain: break
    case .socratic: hints = Self.graded(words, first, evidence.dropFirst())
    case .reviewSolution:
      let open = SolutionReview(words, question, evidence).open
      hints = open.prefix(5).map { words.accounts($0.evidence.quoted($0.sentence)) }
    }
    followUps = Array(evidence.uniqued().map { words.followUp($0.passage) }.prefix(3))
  }

  /// Where to look; which words matter there; half of the sentence; the sentence; another place.
  private static func graded(_ words: AnswerWords, _ first: Evidence, _ others: ArraySlice<Evidence>) -> [String] {
    var hints = [words.hintPlace(AnswerWords.title(first.passage), first.index)]
    let asked = Set(first.words.map(Keywords.stem))
    let keys = Keywords(first.bestSentence).words.filter { $0.count > 3 && !asked.contains(Keywords.stem($0)) }
    if !keys.isEmpty { hints.append(words.hintWords(Array(keys.sorted { $0.count > $1.count }.prefix(3)))) }
    hints.append("“\(Quotation.safe(SocraticAnswer.beginning(of: first.bestSentence))) …” [\(first.index)]")
    hints.append(first.quoted(first.bestSentence))
    return hints + others.prefix(1).map { $0.quoted($0.bestSentence) }
  }
}

extension [Evidence] {
  /// One for each item.
  fileprivate func uniqued() -> [Evidence] {
    var seen: Set<GlobalID> = []
    return filter { seen.insert($0.passage.item).inserted }
  }
}
