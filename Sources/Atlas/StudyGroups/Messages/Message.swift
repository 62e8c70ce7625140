import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `group_messages`.
struct MessageRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let groupID = RowColumn<Int64>("group_id")
  static let authorID = RowColumn<Int64?>("author_id")
  static let content = RowColumn<String>("content")
  static let kind = RowColumn<API.MessageKind>("kind")
  static let editedAt = RowColumn<DateTime?>("edited_at")
  static let deletedAt = RowColumn<DateTime?>("deleted_at")
  static let replyToID = RowColumn<Int64?>("reply_to_id")
  static let clientMessageID = RowColumn<String?>("client_message_id")
  static let sequence = RowColumn<Int>("sequence")

  /// The number inside the group, as the cursor holds it.
  static let place = RowColumn<Int64>("sequence")
  /// By number.
  static let cursor = CursorKind("group-messages", .integer(place))
}
