import ObjectStorage
public import Postgres

/// A file that is handed out under a signed address.
public struct FileDownload: Sendable {
  /// `Content-Type`.
  public let mediaType: String
  /// `Content-Disposition`.
  public let disposition: String
  /// How many bytes.
  public let size: Int
  /// The SHA-256 in hexadecimal: the same bytes have the same.
  public let sha256: String
  /// How long the address is good for, in seconds.
  public let secondsLeft: Int
  private let key: ObjectKey
  private let store: any ObjectStore

  /// Hands over the bytes of a range that lies within the file, piece by piece.
  ///
  /// - Throws: `ObjectStoreError`, and what `receive` throws.
  public func read(_ range: Range<Int>, _ receive: @escaping @Sendable ([UInt8]) async throws -> Void) async throws {
    try await store.read(key, range, receive)
  }

  fileprivate init?(_ rows: Rows, secondsLeft: Int, _ store: any ObjectStore) {
    guard rows.count == 1, let filename = rows.string(0, 0), let type = rows.string(0, 1),
      let size = rows.int(0, 2).flatMap({ Int(exactly: $0) }), let sha256 = rows.string(0, 3),
      let key = rows.string(0, 4).flatMap({ ObjectKey($0) })
    else { return nil }
    mediaType = type
    disposition = FileName.disposition(of: filename, isInline: FileType(type)?.isInline ?? false)
    self.size = size
    self.sha256 = sha256
    self.secondsLeft = secondsLeft
    self.key = key
    self.store = store
  }
}

/// Why a file is not handed out.
public enum DownloadRefusal: Error, Sendable, Equatable {
  /// The address is not signed by us.
  case forbidden
  /// The address was good for a while only.
  case expired
  /// The file is gone.
  case unknown
}

extension FilesDomain {
  /// The file of a signed address; who has the address may have the file.
  ///
  /// - Parameters:
  ///   - name: the path behind `/files/`, not decoded.
  ///   - query: the query, not decoded.
  /// - Throws: `DownloadRefusal`, and what the database has to say.
  public func download(name: Substring, query: Substring, _ database: Database) async throws -> FileDownload {
    guard let path = SignedPath(name: name, query: query),
      links.isSigned(.download, path.name, expiresAt: path.expiresAt, signature: path.signature)
    else { throw DownloadRefusal.forbidden }
    let secondsLeft = path.expiresAt - Int(PostgresTimestamp.now.microsecondsSince1970 / 1_000_000)
    guard secondsLeft > 0 else { throw DownloadRefusal.expired }
    guard let id = Int64(path.name),
      let file = FileDownload(
        try await database.read(FileStatements.download(id)), secondsLeft: secondsLeft, store)
    else { throw DownloadRefusal.unknown }
    return file
  }
}
