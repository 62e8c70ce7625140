import Crypto
import ObjectStorage
public import Postgres

/// Bytes that we have made ourselves, kept in the store: an export, a report. They become a file in the statement that
/// makes something refer to it; otherwise they are deleted after two hours.
public struct StoredObject: Sendable {
  let userID: Int64
  let filename: String
  let mediaType: String
  let size: Int
  let sha256: [UInt8]
  let key: ObjectKey

  /// The parts `kept_object` and `stored_file` of a `with`; the latter has the `id` of the file.
  ///
  /// - Parameter days: how long the file is kept; nil for ever, and then something must refer to it.
  public func storing(forDays days: Int?) -> Query {
    """
    kept_object as (
      delete from object_deletions o where o.object_key = \(key.text) and o.due_at > now() returning o.object_key
    ), stored_file as (
      insert into files (user_id, filename, mime_type, size, sha256, object_key, expires_at)
      select \(userID), \(filename), \(mediaType), \(size), \(sha256), k.object_key,
        now() + make_interval(days => \(days.map { Int32(clamping: $0) })::int)
      from kept_object k
      returning id
    )
    """
  }
}

extension FilesDomain {
  /// Keeps bytes in the store, for a statement that makes a file of them.
  ///
  /// - Parameters:
  ///   - filename: proposed to whoever saves the file; of our own making.
  ///   - userID: whose file it will be: they can see it by its id.
  /// - Throws: `ObjectStoreError`, and what the database has to say.
  public func store(
    _ bytes: [UInt8], named filename: String, mediaType: String, for userID: Int64, _ database: Database
  ) async throws -> StoredObject {
    let key = ObjectKey.random()
    try await database.write(FileStatements.reserve(key.text))
    try await store.put(bytes, as: key)
    return StoredObject(
      userID: userID, filename: filename, mediaType: mediaType, size: bytes.count,
      sha256: Array(SHA256.hash(data: bytes)), key: key)
  }

  /// The bytes of a file that a statement has found, for work on them.
  ///
  /// - Parameter limit: how many bytes there may be.
  /// - Throws: `ObjectStoreError`.
  public func bytes(ofFile id: Int64, limit: Int, _ database: Database) async throws -> [UInt8] {
    let rows = try await database.read(FileStatements.download(id))
    guard let key = rows.string(0, 4).flatMap({ ObjectKey($0) }) else {
      throw ObjectStoreError(.missing, "There is no such file.")
    }
    guard let size = rows.int(0, 2), size <= limit else {
      throw ObjectStoreError(.refused, "The file has more than \(limit) bytes.")
    }
    return try await store.bytes(of: key)
  }
}
