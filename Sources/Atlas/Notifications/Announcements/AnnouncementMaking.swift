import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// `announce`: a word of the operators to everybody, now or from a moment on.
struct AnnouncementMaking: Sendable {
  let input: API.AnnounceInput

  /// - Throws: `UserErrors` for what the schema's constraints cannot say.
  init(_ input: API.AnnounceInput) throws(UserErrors) {
    for (text, member) in [(input.title, "title"), (input.body, "body")]
    where text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      throw UserErrors(.input(.blank, "An announcement says something.", "input", member))
    }
    self.input = input
  }

  /// Makes it; answers its key. Those who listen hear of it when it begins.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    let rows = try await context.write(
      AnnouncementStatements.make(input, by: viewer.userID, Origin(context.request)))
    guard let key = rows.int(0, 0) else {
      throw UserErrors(.input(.invalid, "An announcement ends after it begins, and not before now.", "input", "endsAt"))
    }
    return key
  }
}
