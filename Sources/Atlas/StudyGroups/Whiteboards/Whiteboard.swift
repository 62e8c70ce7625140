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
///
/// A snapshot, and all operations that are kept, have less than 1 MB in an answer, so that what a socket lets wait for
/// its reader has room for those of two boards.
enum WhiteboardLimits {
  static let elements = 5_000
  /// Of the ids and values of all elements, in bytes. With seven more around each element they have 1,002,416 in Base64.
  static let elementBytes = 700 << 10
  /// Of one operation, in bytes of JSON.
  static let operationBytes = 8 << 10
  /// How many operations are kept for those who come back. Who was away longer is answered by the snapshot.
  static let operationsKept = 500
  /// Of the operations that are kept, in bytes of Base64.
  static let operationBytesKept = 900 << 10
  /// Of the operations that an update answers beside its own, in bytes of Base64. Updates are many and cost little.
  static let operationBytesMissed = 128 << 10
  /// How many snapshots are read at a time.
  static let snapshotsRead = 10
}
