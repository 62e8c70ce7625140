import ObjectStorage
import Postgres

/// A row of `uploads`.
struct Upload: Sendable {
  let id: PostgresUUID
  let userID: Int64
  let filename: String
  let type: FileType
  let size: Int
  let sha256: [UInt8]?
  let key: ObjectKey?
  let isReceived: Bool
  let isClaimed: Bool
  let isExpired: Bool
  /// In seconds since 1970.
  let expiresAt: Int

  /// The only row of the columns that ``UploadStatements`` selects; nil where there is none.
  init?(_ rows: Rows) {
    guard rows.count == 1, let id = rows.uuid(0, 0), let userID = rows.int(0, 1), let filename = rows.string(0, 2),
      let type = rows.string(0, 3).flatMap({ FileType($0) }), let size = rows.int(0, 4).flatMap({ Int(exactly: $0) }),
      let isReceived = rows.bool(0, 7), let isClaimed = rows.bool(0, 8), let isExpired = rows.bool(0, 9),
      let expiresAt = rows.int(0, 10)
    else { return nil }
    self.id = id
    self.userID = userID
    self.filename = filename
    self.type = type
    self.size = size
    sha256 = rows.bytes(0, 5)
    key = rows.string(0, 6).flatMap { ObjectKey($0) }
    self.isReceived = isReceived
    self.isClaimed = isClaimed
    self.isExpired = isExpired
    self.expiresAt = Int(expiresAt)
  }
}
