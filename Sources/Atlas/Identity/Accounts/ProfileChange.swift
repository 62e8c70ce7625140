import AtlasAPI
import AtlasKernel
import Files
import GraphQLExecution
import GraphQLPostgres
import GraphQLSchema
import GraphQLSyntax
import Postgres

/// What `updateProfile` changes: what was given, and nothing else.
struct ProfileChange: Sendable {
  let input: API.UpdateProfileInput

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.UpdateProfileInput) throws(UserErrors) {
    self.input = input
    if input.given["displayName"] == .null {
      throw UserErrors(.input(.blank, "A display name cannot be removed.", "input", "displayName"))
    }
    if let name = input.displayName, name.allSatisfy(\.isWhitespace) {
      throw UserErrors(.input(.blank, "A display name must show something.", "input", "displayName"))
    }
    if let zone = input.timeZone, !TimeZoneName.isPlausible(zone) {
      throw UserErrors(.input(.invalid, "The time zone must be an IANA name.", "input", "timeZone"))
    }
  }

  /// Changes the viewer's profile; answers the viewer.
  func apply(_ files: FilesDomain, _ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let avatar = try await avatar(files, context)
    let rows = try await context.write(
      AccountStatements.updateProfile(of: viewer.userID, self, avatar: avatar))
    guard let version = rows.int(0, 0), let isChanged = rows.bool(0, 1) else { throw GraphQLError.unauthenticated() }
    if !isChanged {
      throw UserErrors(.stale(GlobalID(.user, viewer.userID), version: Int(truncatingIfNeeded: version)))
    }
    if avatar != nil, rows.bool(0, 2) != true { throw ReceivedUpload.alreadyUsed("input", "avatarUploadId") }
    return viewer.userID
  }

  /// The upload that becomes the viewer's picture; nil where none was given.
  private func avatar(_ files: FilesDomain, _ context: ExecutionContext) async throws -> ReceivedUpload? {
    guard let id = input.avatarUploadId else { return nil }
    let field = ["input", "avatarUploadId"]
    let upload = try await files.received(id, of: [.image], context, field: field)
    guard upload.size <= Self.avatarBytes else {
      throw UserErrors(UserError(.input, .tooLong, "A picture has at most 5 MB.", field: field))
    }
    return upload
  }

  private static let avatarBytes = 5 << 20
}
