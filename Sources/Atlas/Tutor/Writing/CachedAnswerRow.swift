import GraphQLPostgres
import Retrieval

/// What `tutor_answer_cache` keeps of an answer.
struct CachedAnswerRow: RowBacked {
  let row: Row

  /// The answer's words, to be given once more. What was not read and written again costs nothing.
  var reply: TutorReply {
    TutorReply(
      text: row[AnswerRow.text], citations: Citation.list(row[AnswerRow.citations]), hints: row[AnswerRow.hints],
      followUps: row[AnswerRow.followUps])
  }
}
