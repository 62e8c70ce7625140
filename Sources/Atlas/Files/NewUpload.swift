import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import ObjectStorage
import Postgres

/// What `createUpload` is asked for, when it will do.
struct NewUpload: Sendable {
  let id = PostgresUUID.random()
  let filename: FileName
  let type: FileType
  let size: Int64
  let sha256: [UInt8]?
  /// Where clients bring the bytes to the store themselves; nil where they bring them to us.
  let key: ObjectKey?

  /// How large a file may be.
  static let sizeLimit: Int64 = 100 << 20
  /// How many bytes a user may announce on a day.
  static let dailyBytes: Int64 = 1 << 30
  /// How long the bytes may take to come.
  static let lifetimeSeconds = 900

  /// - Throws: `UserErrors` with all that is wrong.
  init(_ input: API.CreateUploadInput, isDirect: Bool) throws(UserErrors) {
    var errors: [UserError] = []
    let filename = FileName(input.filename)
    if filename == nil {
      errors.append(.input(.invalid, "A filename has no path and no invisible characters.", "input", "filename"))
    }
    let type = FileType(input.mimeType)
    if type == nil { errors.append(.input(.invalid, "Files of this type are not taken.", "input", "mimeType")) }
    if input.size < 1 { errors.append(.input(.invalid, "An empty file is not taken.", "input", "size")) }
    if input.size > Self.sizeLimit { errors.append(.input(.tooLong, "A file has at most 100 MB.", "input", "size")) }
    let sha256 = input.checksumSha256.map { Checksum.bytes($0) }
    if sha256 == .some(nil) {
      errors.append(.input(.invalid, "A SHA-256 has 64 hexadecimal digits.", "input", "checksumSha256"))
    }
    guard let filename, let type, errors.isEmpty else { throw UserErrors(errors) }
    self.filename = filename
    self.type = type
    self.size = input.size
    self.sha256 = sha256 ?? nil
    key = isDirect ? .random() : nil
  }

  /// Makes the ticket.
  func create(_ access: ObjectAccess, _ links: FileLinks, _ context: ExecutionContext) async throws -> UploadTicket {
    let viewer = try context.requireViewer()
    let rows = try await context.write(UploadStatements.create(self, userID: viewer.userID))
    guard let expiry = rows.int(0, 0) else {
      throw UserErrors(
        .quota(
          limit: Self.dailyBytes, used: rows.int(0, 1) ?? 0,
          resetsAt: DateTime(microsecondsSince1970: rows.int(0, 2) ?? 0),
          "This would be more than 1 GB on one day.", "input", "size"))
    }
    let expiresAt = DateTime(microsecondsSince1970: expiry)
    switch access {
    case .throughServer:
      return UploadTicket(
        id: id, url: links.address(.upload, id.description, expiresAt: Int(expiry / 1_000_000)),
        fields: [("Content-Type", type.name)], expiresAt: expiresAt, size: size)
    case .direct(let store):
      guard let key else { preconditionFailure("an upload to the store itself has a key from the beginning") }
      let object = AnnouncedObject(mediaType: type.name, size: Int(clamping: size), sha256: sha256)
      let upload = store.upload(key, object, seconds: Self.lifetimeSeconds)
      return UploadTicket(id: id, url: upload.url, fields: upload.fields, expiresAt: expiresAt, size: size)
    }
  }
}

/// The source of `UploadTicket`.
struct UploadTicket: ObjectSource {
  let id: PostgresUUID
  let url: String
  let fields: [(name: String, value: String)]
  let expiresAt: DateTime
  let size: Int64

  static let resolvers = API.UploadTicket.Fields<UploadTicket>(
    id: .value { ID($0.id.description) },
    url: .value { $0.url },
    method: .value { _ in "PUT" },
    headers: .value { ticket in
      var object = JSONObject()
      for field in ticket.fields { object.append(key: field.name, value: .string(field.value)) }
      return .object(object)
    },
    expiresAt: .value { $0.expiresAt },
    maxBytes: .value { $0.size })
}

/// A SHA-256 as clients write it.
enum Checksum {
  /// The 32 bytes of 64 hexadecimal digits; nil for any other text.
  static func bytes(_ text: String) -> [UInt8]? {
    guard text.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case 0x30...0x39: digit = character - 0x30
      case 0x41...0x46: digit = character - 0x41 + 10
      case 0x61...0x66: digit = character - 0x61 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes
  }
}
