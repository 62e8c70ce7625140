import AtlasAPI
import AtlasKernel
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
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows = try await context.write(AccountStatements.updateProfile(of: viewer.userID, self))
    guard let version = rows.int(0, 0), let isChanged = rows.bool(0, 1) else { throw GraphQLError.unauthenticated() }
    if !isChanged {
      throw UserErrors(.stale(GlobalID(.user, viewer.userID), version: Int(truncatingIfNeeded: version)))
    }
    return viewer.userID
  }
}
