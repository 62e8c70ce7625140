import AtlasAPI
import AtlasKernel
import Retrieval

/// A tutor without a language model: it finds sentences in passages and quotes them. It says nothing of its own about
/// the matter, so it cannot be wrong about it; where no sentence supports an answer it says so.
enum RetrievalTutor {
  static let model = "atlas-retrieval-1"

  /// Answers a question from passages, the best of which come first.
  static func reply(to question: TutorQuestion, from passages: [Passage]) -> TutorReply {
    let evidence = Evidence.choose(for: question, from: passages)
    guard !evidence.isEmpty else { return ungrounded }
    let text =
      switch question.mode {
      case .socratic: socraticText(evidence)
      case .explain: quotes(evidence)
      case .reviewSolution: "Hold your solution against these passages.\n\n" + quotes(evidence)
      }
    return TutorReply(
      text: text, citations: evidence.map(\.citation), hints: hints(question, evidence),
      followUps: followUps(evidence))
  }

  /// Words read and written.
  static func usage(of reply: TutorReply, to question: TutorQuestion, from passages: [Passage]) -> TokenUsage {
    let read = [question.text, question.selection ?? ""] + passages.flatMap { [$0.title, $0.text] }
    let written = [reply.text] + reply.hints + reply.followUps
    return TokenUsage(promptTokens: wordCount(read), completionTokens: wordCount(written))
  }

  private static func wordCount(_ texts: [String]) -> Int {
    texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
  }

  private static let ungrounded = TutorReply(
    text: """
      I found nothing in the diagrams, labs and incidents here that supports an answer. Name the subject in other \
      words, or ask from the page of the diagram, lab or incident you mean.
      """,
    isUngrounded: true)
}

extension RetrievalTutor {
  /// One block quotation for each passage, with its number behind it.
  private static func quotes(_ evidence: [Evidence]) -> String {
    evidence.map { "> \($0.quote) [\($0.index)]" }.joined(separator: "\n\n")
  }

  /// Questions made of the titles and of the learner's own words.
  private static func socraticText(_ evidence: [Evidence]) -> String {
    let questions = evidence.map { piece in
      let words = piece.words.prefix(3).map { "*\($0)*" }.joined(separator: ", ")
      let topic = words.isEmpty ? "this" : words
      return "\(piece.index). What does “\(piece.passage.title)” [\(piece.index)] say about \(topic)?"
    }
    return "Let us find it in what is written here.\n\n" + questions.joined(separator: "\n")
      + "\n\nThe hints quote the places to look at. What follows from them for your question?"
  }

  /// Sentences to think about instead of the solution; at most five.
  private static func hints(_ question: TutorQuestion, _ evidence: [Evidence]) -> [String] {
    let sentences = evidence.flatMap { piece in piece.sentences.map { (sentence: $0, index: piece.index) } }
    switch question.mode {
    case .explain: return []
    case .socratic: return sentences.prefix(5).map { "“\($0.sentence)” [\($0.index)]" }
    case .reviewSolution:
      let solution = Keywords(question.selection ?? "")
      let open = sentences.filter { solution.found(in: $0.sentence).count < 2 }
      return open.prefix(5).map { "Does your solution account for this? “\($0.sentence)” [\($0.index)]" }
    }
  }

  /// Questions worth asking next, from the cited titles; at most three.
  private static func followUps(_ evidence: [Evidence]) -> [String] {
    let questions = evidence.map { piece in
      switch piece.passage.item.kind {
      case .diagram: "What is each part of “\(piece.passage.title)” for?"
      case .lab: "What would you try first in “\(piece.passage.title)”?"
      case .atom: "How would you explain “\(piece.passage.title)” in your own words?"
      default: "What went wrong in “\(piece.passage.title)”, and what was learned from it?"
      }
    }
    return Array(questions.prefix(3))
  }
}
