import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// A row of `whiteboards`. A group has one board, whose key is the group's.
struct WhiteboardRow: RowRecord {
  let row: Row

  static let groupID = RowColumn<Int64>("group_id")
  static let revision = RowColumn<Int>("revision")
  static let snapshot = RowColumn<String>("snapshot")
  static let updatedAt = RowColumn<DateTime>("updated_at")
}

/// A row of `whiteboard_ops`: an operation in its place.
struct WhiteboardOpRow: RowRecord {
  let row: Row

  static let groupID = RowColumn<Int64>("group_id")
  static let revision = RowColumn<Int>("revision")
  static let authorID = RowColumn<Int64?>("author_id")
  static let data = RowColumn<String>("data")
  static let at = RowColumn<DateTime>("at")
}

extension RowStorage<WhiteboardOpRow> {
  /// The operations that a statement answers beside something else, in columns that begin with `op_`: these are null in
  /// its only row where there is none.
  init(besides rows: Rows) {
    let prefix = "op_"
    let revision = RowColumn<Int?>(prefix + WhiteboardOpRow.revision.name)
    let isEmpty = rows.count == 0 || Row(rows: rows, index: 0)[revision] == nil
    self.init(isEmpty ? RowSet() : RowSet(rows, columnPrefix: prefix))
  }
}

/// What a whiteboard holds at most.
enum WhiteboardLimits {
  static let elements = 5_000
  /// Of the ids and values of all elements, in bytes.
  static let elementBytes = 4 << 20
  /// Of one operation, in bytes of JSON.
  static let operationBytes = 16 << 10
  /// How many operations are kept for those who come back.
  static let operationsKept = 1_000
  /// How many operations are sent to who was away; more are answered by the snapshot. They are fewer than those kept by
  /// more than an update has, so that no update deletes what it has missed.
  static let operationsMissed = 500
  /// How many operations one field answers.
  static let operationsRead = 1_000
}
