import LanguageModels
import Retrieval

/// Lets a language model write from the passages, and believes nothing of what it says: its text is made safe while it
/// comes, its citations are those that really stand in it, and their quotes are taken from the passages.
struct ModelWriter: AnswerWriter {
  private let languageModel: any LanguageModel
  private let hosts: LinkHosts

  var model: String { languageModel.name }
  var suspension: ModelFailure? { languageModel.suspension }

  /// - Parameter hosts: where links of its answers may lead.
  init(_ languageModel: any LanguageModel, hosts: LinkHosts = .none) {
    self.languageModel = languageModel
    self.hosts = hosts
  }

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    if let reply = ModerationRules.reply(to: assignment.question) ?? Self.replyWithoutPassages(assignment) {
      try await tell(reply.text)
      return reply
    }
    let text = AnswerText(hosts: hosts, citing: assignment.passages.count)
    let end = try await end(of: text, Prompt(assignment).request, tell)
    let rest = text.finish(isCut: end.stop == .length)
    if !rest.isEmpty { try await tell(rest) }
    return try await reply(assignment, text, end, tell)
  }

  /// An answer has its largest size, so its model need not go on.
  private struct FullAnswer: Error {}

  /// Lets the model write into the text. One that would write on for ever is stopped; its tokens are estimated then.
  private func end(
    of text: AnswerText, _ request: ModelRequest, _ tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    do {
      return try await languageModel.reply(to: request) { piece in
        let safe = text.push(piece)
        if !safe.isEmpty { try await tell(safe) }
        if text.isFull { throw FullAnswer() }
      }
    } catch is FullAnswer {
      let read = [request.system] + request.messages.map(\.text)
      return ModelReply(
        text: "", stop: .length, promptTokens: read.reduce(0) { $0 + ConversationMemory.estimatedTokens($1) },
        completionTokens: ConversationMemory.estimatedTokens(text.text))
    }
  }

  /// Nothing was found, so there is nothing a model could say.
  private static func replyWithoutPassages(_ assignment: Assignment) -> TutorReply? {
    assignment.passages.isEmpty ? RetrievalTutor.ungrounded(assignment.question) : nil
  }

  private func reply(
    _ assignment: Assignment, _ text: AnswerText, _ end: ModelReply, _ tell: (String) async throws -> Void
  ) async throws -> TutorReply {
    let words = AnswerWords.of(assignment.question)
    let isRefused = end.stop == .refused
    if isRefused {
      try await tell(text.add(words.refused))
    } else if text.text.allSatisfy(\.isWhitespace) {
      try await tell(text.add(words.nothing))
    }
    let evidence = Evidence.choose(for: assignment.question, from: assignment.passages)
    let citations = text.cited.map { citation($0, assignment, text.text) }
    let advice = citations.isEmpty ? Advice() : Advice(for: assignment.question, evidence: evidence)
    return TutorReply(
      text: text.text, citations: citations, hints: advice.hints, followUps: advice.followUps,
      isUngrounded: citations.isEmpty && !isRefused,
      usage: TokenUsage(promptTokens: max(0, end.promptTokens), completionTokens: max(0, end.completionTokens)),
      moderation: isRefused ? Moderation(category: "REFUSED", message: words.refused) : nil)
  }

  /// The sentence of the passage that fits best what the answer says where it refers to it.
  private func citation(_ number: Int, _ assignment: Assignment, _ text: String) -> Citation {
    let passage = assignment.passages[number - 1]
    let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains("[\(number)]") }
    let said = Keywords(lines.joined(separator: " "))
    return Citation(index: number, of: passage, quote: Evidence.sentence(of: passage, closestTo: said))
  }
}
