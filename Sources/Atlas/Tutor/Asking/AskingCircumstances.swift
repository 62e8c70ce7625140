import AtlasKernel
import GraphQLPostgres
import LanguageModels
import Postgres

/// What decides an answer beside the question: what it is about, who asks, and what was said before.
struct AskingCircumstances: RowBacked {
  let row: Row

  private static let conversationID = RowColumn<Int64?>("conversation_id")
  private static let kind = RowColumn<String?>("kind")
  private static let subjectID = RowColumn<Int64?>("subject_id")
  private static let subjectVersion = RowColumn<Int?>("version")
  private static let language = RowColumn<String?>("language")
  private static let seesDrafts = RowColumn<Bool>("sees_drafts")
  private static let questions = RowColumn<[String]>("questions")
  private static let answers = RowColumn<[String]>("answers")

  /// Nil where the conversation to go on with is not there, not the asker's own, or archived.
  var conversation: Int64? { row[Self.conversationID] }

  /// What the question says that it is about, else what its conversation is about.
  var subject: GlobalID? {
    guard let kind = row[Self.kind].flatMap({ EntityKind(rawValue: $0.lowercased()) }), let key = row[Self.subjectID]
    else { return nil }
    return GlobalID(kind, key)
  }

  /// Nil where the subject is not there for the asker.
  var version: Int? { row[Self.subjectVersion] }
  /// The language of the profile.
  var language: String? { row[Self.language] }
  /// Whether the asker may read anything that is not public.
  var seesDrafts: Bool { row[Self.seesDrafts] }

  /// What was said in the conversation, oldest first, in turns. Questions that were never answered are left out.
  var memory: [ModelRequest.Message] {
    zip(row[Self.questions], row[Self.answers]).flatMap { question, answer in
      [ModelRequest.Message(.user, question), ModelRequest.Message(.assistant, answer)]
    }
  }
}
