import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSchema
import Postgres

/// What `updateContent` changes: what was given, and nothing else.
struct ContentChange: Sendable {
  let input: API.UpdateContentInput

  /// - Throws: user errors for what the schema's constraints cannot say.
  init(_ input: API.UpdateContentInput) throws(UserErrors) {
    self.input = input
    if input.given["title"] == .null || input.title?.allSatisfy(\.isWhitespace) == true {
      throw UserErrors(.input(.blank, "A title must show something.", "input", "title"))
    }
  }

  /// Changes the content; answers its row key.
  func apply(_ context: ExecutionContext) async throws -> Int64 {
    let viewer = try context.requireViewer()
    guard let key = input.id.key(.content) else {
      throw UserErrors(.notFound("content", GlobalID(input.id.value), "input", "id"))
    }
    let rows = try await context.write(
      ContentChangeStatements.update(key, self, by: viewer, Origin(context.request)), refusing: .metadata)
    return try ChangeOutcome(rows, of: .content, "content", input.id).key
  }

  /// Whether a member of the metadata is to be replaced: all of them where the metadata are taken away.
  func replaces(_ member: String) -> Bool {
    input.given["metadata"] == .null || input.metadata?.given.has(member) ?? false
  }
}
