import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `conversations`, with the tokens of its answers.
struct ConversationRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let userID = RowColumn<Int64>("user_id")
  static let title = RowColumn<String?>("title")
  static let diagramID = RowColumn<Int64?>("diagram_id")
  static let labID = RowColumn<Int64?>("lab_id")
  static let incidentID = RowColumn<Int64?>("incident_id")
  static let atomID = RowColumn<Int64?>("atom_id")
  static let archivedAt = RowColumn<DateTime?>("archived_at")
  static let promptTokens = RowColumn<Int>("prompt_tokens")
  static let completionTokens = RowColumn<Int>("completion_tokens")

  /// Nil for a content, too, which is no learning item.
  var subject: GlobalID? {
    row[Self.diagramID].map { GlobalID(.diagram, $0) } ?? row[Self.labID].map { GlobalID(.lab, $0) }
      ?? row[Self.incidentID].map { GlobalID(.incident, $0) } ?? row[Self.atomID].map { GlobalID(.atom, $0) }
  }

  var usage: TokenUsage {
    TokenUsage(promptTokens: row[Self.promptTokens], completionTokens: row[Self.completionTokens])
  }
}
