import AtlasAPI
public import AtlasKernel
import Crypto
public import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import ObjectStorage
public import Postgres
import Synchronization

/// An upload of the viewer whose bytes are there and are what was announced. It becomes a file in the statement that
/// makes something refer to it, once; see ``claiming(_:when:)``.
public struct ReceivedUpload: Sendable {
  /// What the file is called.
  public let filename: String
  /// What it is.
  public let type: FileType
  /// How many bytes.
  public let size: Int
  let id: PostgresUUID
  let userID: Int64
  let key: ObjectKey

  /// What a mutation answers that found an upload claimed by another in the meantime, or whose condition did not hold.
  public static func alreadyUsed(_ field: String...) -> UserErrors {
    UserErrors(state("CLAIMED", "The upload was used already.", field))
  }

  /// The parts `claimed_uploads` and `claimed_files` of a `with`, which make files of the uploads: of all of them, or of
  /// none where one was claimed already. `claimed_uploads` has a row for each, with `file_id` and its `place` in the
  /// list, from 1.
  ///
  ///     with \(fragment: ReceivedUpload.claiming([upload])), made as (
  ///       insert into contents (title, file_id) select \(title), c.file_id from claimed_uploads c returning id
  ///     )
  ///     select ...
  ///
  /// No row means ``alreadyUsed(_:)``. The statement runs on behalf of the user.
  ///
  /// - Parameters:
  ///   - uploads: of one user; none is allowed, and then both parts are empty.
  ///   - condition: what else must hold for the uploads to be used, such as the version of a row.
  public static func claiming(_ uploads: [ReceivedUpload], when condition: Query = "true") -> Query {
    let ids = uploads.map(\.id)
    let part: Query = """
      claimable_uploads as (
        select u.id from uploads u
        where u.id = any(\(ids)) and u.received_at is not null and u.file_id is null and (\(fragment: condition))
        for update
      ), claimed_uploads as (
        update uploads u
        set file_id = nextval(pg_get_serial_sequence('files', 'id'))
        where u.id in (select c.id from claimable_uploads c)
          and (select count(*) from claimable_uploads) = cardinality(\(ids))
        returning u.file_id, array_position(\(ids), u.id) as place, u.user_id, u.filename, u.mime_type, u.size, u.sha256,
          u.object_key
      ), claimed_files as (
        insert into files (id, user_id, filename, mime_type, size, sha256, object_key)
        overriding system value
        select c.file_id, c.user_id, c.filename, c.mime_type, c.size, c.sha256, c.object_key from claimed_uploads c
      )
      """
    return uploads.first.map { part.onBehalf(of: .user($0.userID)) } ?? part
  }

  init(_ upload: Upload, _ key: ObjectKey) {
    filename = upload.filename
    type = upload.type
    size = upload.size
    id = upload.id
    userID = upload.userID
    self.key = key
  }

  fileprivate static func state(_ state: String, _ message: String, _ field: [String]) -> UserError {
    UserError(.state(state, allowed: ["RECEIVED"]), .state, message, field: field)
  }
}

extension FilesDomain {
  /// The viewer's upload with this id, ready to be claimed. Asks the store where clients bring bytes to it themselves,
  /// so it is called before any transaction.
  ///
  /// - Parameters:
  ///   - kinds: what will do; others are `INVALID`.
  ///   - field: the path of the argument, for user errors.
  /// - Throws: `UserErrors`: there is no such upload of the viewer, its bytes are not there, are not what was announced
  ///   or came too late, or it was used already. `UNAVAILABLE` where the store does not answer.
  public func received(
    _ id: ID, of kinds: Set<FileType.Kind>, _ context: ExecutionContext, field: [String]
  ) async throws -> ReceivedUpload {
    let viewer = try context.requireViewer()
    guard let key = PostgresUUID(text: id.value.utf8),
      let upload = Upload(try await context.write(UploadStatements.find(key, userID: viewer.userID)))
    else { throw UserErrors(UserError(.notFound(nil), .notFound, "There is no such upload.", field: field)) }
    if upload.isClaimed { throw UserErrors(ReceivedUpload.state("CLAIMED", "The upload was used already.", field)) }
    guard kinds.contains(upload.type.kind) else {
      throw UserErrors(UserError(.input, .invalid, "A file of this type cannot be used here.", field: field))
    }
    if upload.isReceived, let key = upload.key { return ReceivedUpload(upload, key) }
    let missing = UserErrors(
      upload.isExpired
        ? ReceivedUpload.state("EXPIRED", "The upload has expired before its bytes came.", field)
        : ReceivedUpload.state("WAITING", "The bytes of the upload have not come.", field))
    guard case .direct = store.access, let key = upload.key else { throw missing }
    do {
      guard let sha256 = try await verifiedChecksum(of: upload, at: key, field) else { throw missing }
      _ = try await context.write(UploadStatements.verify(upload.id, userID: viewer.userID, sha256: sha256))
    } catch let error as ObjectStoreError {
      if error.code == .missing { throw missing }
      throw error.code == .unavailable ? GraphQLError.storeUnavailable : error
    }
    return ReceivedUpload(upload, key)
  }

  /// The viewer's uploads with these ids, each once, at its first place; as with one, before any transaction.
  ///
  /// - Throws: `UserErrors` with all that is wrong with any of them, each at its place in the list of the argument.
  public func received(
    _ ids: [ID], of kinds: Set<FileType.Kind>, _ context: ExecutionContext, field: [String]
  ) async throws -> [ReceivedUpload] {
    var known: Set<[UInt8]> = []
    var uploads: [ReceivedUpload] = []
    var faults: [UserError] = []
    for (index, id) in ids.enumerated() where known.insert(Array(id.value.utf8)).inserted {
      do {
        uploads.append(try await received(id, of: kinds, context, field: field + [String(index)]))
      } catch let error as UserErrors {
        faults += error.errors
      }
    }
    if !faults.isEmpty { throw UserErrors(faults) }
    return uploads
  }

  /// The SHA-256 of an object that a client brought to the store; nil where there is none.
  ///
  /// The store may know it; else the object is read.
  private func verifiedChecksum(of upload: Upload, at key: ObjectKey, _ field: [String]) async throws -> [UInt8]? {
    guard let facts = try await store.facts(of: key) else { return nil }
    let isKnown = facts.sha256 != nil && facts.sha256 == upload.sha256
    let check = Mutex(ContentCheck(upload.type))
    if facts.size == upload.size {
      let head = 0..<min(facts.size, FileType.headBytes)
      try await store.read(key, isKnown ? head : nil) { piece in check.withLock { $0.add(piece) } }
    }
    let (computed, matches) = check.withLock { ($0.sha256, $0.matchesType) }
    let sha256 = isKnown ? upload.sha256 : computed
    guard facts.size == upload.size, matches, upload.sha256 == nil || upload.sha256 == sha256 else {
      throw UserErrors(UserError(.input, .invalid, "The bytes are not what was announced.", field: field))
    }
    return sha256
  }
}

/// Looks at the bytes of a file as they come by.
struct ContentCheck {
  private let type: FileType
  private var digest = SHA256()
  private var head: [UInt8] = []
  private(set) var size = 0

  init(_ type: FileType) { self.type = type }

  mutating func add(_ piece: [UInt8]) {
    size += piece.count
    digest.update(data: piece)
    if head.count < FileType.headBytes { head += piece.prefix(FileType.headBytes - head.count) }
  }

  var sha256: [UInt8] { Array(digest.finalize()) }

  /// Whether the bytes can be of the type; known when the first thousand of them have come.
  var matchesType: Bool { type.matches(head) }

  var hasHead: Bool { head.count == FileType.headBytes }
}

extension GraphQLError {
  static let storeUnavailable = GraphQLError(
    "The store of files does not answer; try again later.", code: .unavailable)
}
