import AtlasKernel
import ObjectStorage
public import Postgres
import Synchronization

/// What a PUT of an upload says before its bytes.
public struct UploadDelivery: Sendable {
  /// The path behind `/uploads/`, not decoded.
  public let name: Substring
  /// The query, not decoded.
  public let query: Substring
  /// `Content-Type`.
  public let contentType: String?
  /// `Content-Length`.
  public let contentLength: Int?

  /// A delivery.
  public init(name: Substring, query: Substring, contentType: String?, contentLength: Int?) {
    self.name = name
    self.query = query
    self.contentType = contentType
    self.contentLength = contentLength
  }
}

/// Why bytes are not taken.
public enum UploadRefusal: Error, Sendable, Equatable {
  /// The address is not signed by us.
  case forbidden
  /// There is no such ticket, or the store takes the bytes itself.
  case unknown
  /// Bytes have come before.
  case alreadyReceived
  /// Other bytes for the same ticket are on their way.
  case beingReceived
  case expired
  case lengthRequired
  case tooLarge(limit: Int)
  case tooSmall
  case otherType(announced: String)
  /// The bytes begin in a way that no file of the type does.
  case otherContent(announced: String)
  case otherChecksum
}

extension FilesDomain {
  /// Takes the bytes of an upload. They lie in the store while they come, and count when all is as announced.
  ///
  /// - Parameters:
  ///   - next: the next piece; nil behind the last.
  /// - Throws: `UploadRefusal`, what `next` throws, and trouble of ours.
  public func receive(
    _ delivery: UploadDelivery, _ database: Database, next: () async throws -> [UInt8]?
  ) async throws {
    guard case .throughServer(let receiver) = store.access else { throw UploadRefusal.unknown }
    let upload = try await ticket(delivery, database)
    guard receiving.begin(upload.id) else { throw UploadRefusal.beingReceived }
    defer { receiving.end(upload.id) }
    let key = ObjectKey.random()
    try await database.write(FileStatements.reserve(key.text))
    do {
      let check = try await write(next, to: try await receiver.makeWriter(key), upload)
      let rows = try await database.write(UploadStatements.receive(upload.id, key: key.text, sha256: check.sha256))
      if rows.affectedRows == 1 { return }
    } catch {
      await discard(key, database)
      throw error
    }
    await discard(key, database)
    throw upload.isOver ? UploadRefusal.expired : UploadRefusal.alreadyReceived
  }

  /// The ticket of a delivery that may begin.
  private func ticket(_ delivery: UploadDelivery, _ database: Database) async throws -> Upload {
    guard let path = SignedPath(name: delivery.name, query: delivery.query),
      links.isSigned(.upload, path.name, expiresAt: path.expiresAt, signature: path.signature)
    else { throw UploadRefusal.forbidden }
    guard let id = PostgresUUID(text: path.name.utf8),
      let upload = Upload(try await database.write(UploadStatements.findTicket(id)))
    else { throw UploadRefusal.unknown }
    if upload.isReceived { throw UploadRefusal.alreadyReceived }
    if upload.isExpired { throw UploadRefusal.expired }
    guard let type = delivery.contentType.flatMap({ FileType($0) }), type == upload.type else {
      throw UploadRefusal.otherType(announced: upload.type.name)
    }
    guard let length = delivery.contentLength else { throw UploadRefusal.lengthRequired }
    if length > upload.size { throw UploadRefusal.tooLarge(limit: upload.size) }
    if length < upload.size { throw UploadRefusal.tooSmall }
    return upload
  }

  /// Brings the bytes to the store. What cannot become what was announced is refused as soon as that shows.
  private func write(
    _ next: () async throws -> [UInt8]?, to writer: any ObjectWriter, _ upload: Upload
  ) async throws -> ContentCheck {
    var check = ContentCheck(upload.type)
    var isHeadChecked = false
    while let piece = try await next() {
      // A client that brings a little now and then is not to keep its place for ever.
      if upload.isOver { throw UploadRefusal.expired }
      check.add(piece)
      if check.size > upload.size { throw UploadRefusal.tooLarge(limit: upload.size) }
      if check.hasHead, !isHeadChecked {
        isHeadChecked = true
        guard check.matchesType else { throw UploadRefusal.otherContent(announced: upload.type.name) }
      }
      try await writer.append(piece)
    }
    guard check.size == upload.size else { throw UploadRefusal.tooSmall }
    guard check.matchesType else { throw UploadRefusal.otherContent(announced: upload.type.name) }
    guard upload.sha256 == nil || upload.sha256 == check.sha256 else { throw UploadRefusal.otherChecksum }
    try await writer.finish()
    return check
  }

  /// The key stands among the deletions already; without this it is only deleted later.
  private func discard(_ key: ObjectKey, _ database: Database) async {
    _ = await Task { try? await database.write(FileStatements.discard(key.text)) }.value
  }
}

extension Upload {
  /// Whether its time is over by now, by the clock of this machine.
  fileprivate var isOver: Bool { PostgresTimestamp.now.microsecondsSince1970 / 1_000_000 > expiresAt }
}

/// The tickets whose bytes are coming to this instance: one at a time for each, so that a ticket takes no more of the
/// disk than it was made for.
final class UploadsInProgress: Sendable {
  private let ids = Mutex<Set<PostgresUUID>>([])

  func begin(_ id: PostgresUUID) -> Bool { ids.withLock { $0.insert(id).inserted } }

  func end(_ id: PostgresUUID) { ids.withLock { _ = $0.remove(id) } }
}
