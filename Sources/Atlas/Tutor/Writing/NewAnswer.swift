import AtlasKernel
import LanguageModels
import Postgres
import Retrieval

/// An answer that is to be written.
struct NewAnswer: Sendable {
  let learner: Int64
  let question: TutorQuestion
  let key: AnswerKey
  /// Whose rights decide what it may be made of.
  let reader: PassageReader
  /// What was said before in the conversation.
  let memory: [ModelRequest.Message]
  /// Where the learner stands, for the writer.
  let standing: String?
  /// What writes it.
  let model: String
  /// Names this attempt: who has another name in the row has lost the answer.
  let writer = PostgresUUID.random()
}
