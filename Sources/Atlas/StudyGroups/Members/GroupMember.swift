import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `group_members`.
struct GroupMemberRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let groupID = RowColumn<Int64>("group_id")
  static let userID = RowColumn<Int64>("user_id")
  static let role = RowColumn<API.GroupRole>("role")
  static let joinedAt = RowColumn<DateTime>("joined_at")
  static let lastReadAt = RowColumn<DateTime?>("last_read_at")

  /// In the order they joined.
  static let cursor = CursorKind("group-members", .integer(id))
}
