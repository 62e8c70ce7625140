import Retrieval

/// Composes answers from the passages by quoting, without a language model.
struct ExtractiveWriter: AnswerWriter {
  var model: String { RetrievalTutor.model }

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    let question = assignment.question
    if let reply = ModerationRules.reply(to: question) {
      try await tell(reply.text)
      return reply
    }
    var reply = RetrievalTutor.reply(to: question, from: assignment.passages)
    reply.usage = RetrievalTutor.usage(of: reply, to: question, from: assignment.passages)
    for piece in Self.pieces(reply.text) { try await tell(piece) }
    return reply
  }

  /// A text by paragraphs; joined they are the text.
  private static func pieces(_ text: String) -> [String] {
    let pieces = text.split(separator: "\n\n", omittingEmptySubsequences: false)
    return pieces.enumerated().map { $0 == 0 ? String($1) : "\n\n" + $1 }
  }
}
