/// Lets the tutor write that only quotes: the default where no language model is configured.
struct ExtractiveWriter: AnswerWriter {
  var model: String { RetrievalTutor.model }

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    var reply = RetrievalTutor.reply(to: assignment.question, from: assignment.passages)
    reply.usage = RetrievalTutor.usage(of: reply, to: assignment.question, from: assignment.passages)
    try await tell(reply.text)
    return reply
  }
}
