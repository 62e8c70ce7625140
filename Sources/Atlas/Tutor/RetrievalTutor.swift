import AtlasAPI
import AtlasKernel
import Retrieval

/// A tutor without a language model: it finds sentences in passages and quotes them. It says nothing of its own about
/// the matter, so it cannot be wrong about it; where no sentence supports an answer it says so.
enum RetrievalTutor {
  static let model = "atlas-retrieval-2"

  /// Answers a question from passages, the best of which come first.
  static func reply(to question: TutorQuestion, from passages: [Passage]) -> TutorReply {
    let evidence = Evidence.choose(for: question, from: passages)
    guard !evidence.isEmpty else { return ungrounded(question) }
    let words = AnswerWords.of(question)
    let blocks =
      switch question.mode {
      case .socratic: SocraticAnswer(words, evidence).blocks
      case .explain: explanation(words, evidence)
      case .reviewSolution: SolutionReview(words, question, evidence).blocks
      }
    let advice = Advice(for: question, evidence: evidence)
    return TutorReply(
      text: ([words.preface].compactMap(\.self) + blocks).joined(separator: "\n\n"),
      citations: evidence.map(\.citation), hints: advice.hints, followUps: advice.followUps)
  }

  /// What is said when nothing supports an answer.
  static func ungrounded(_ question: TutorQuestion) -> TutorReply {
    TutorReply(text: AnswerWords.of(question).nothing, isUngrounded: true)
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

  /// A block quotation for each passage under its title.
  private static func explanation(_ words: AnswerWords, _ evidence: [Evidence]) -> [String] {
    [words.lead(about: evidence.flatMap(\.words))] + evidence.map { "\(words.heading($0.passage))\n\n\($0.block)" }
  }
}

extension Evidence {
  /// The quotation with its number, as a block of Markdown.
  var block: String { "> \(Quotation.safe(quote)) [\(index)]" }

  /// A sentence of it with its number.
  func quoted(_ sentence: String) -> String { "“\(Quotation.safe(sentence))” [\(index)]" }
}
