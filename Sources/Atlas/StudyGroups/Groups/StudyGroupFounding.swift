import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// The input of `createStudyGroup`, with its defaults; its constraints stand in the schema.
struct StudyGroupFounding: Sendable {
  let name: String
  let description: String?
  let topic: String?
  let visibility: API.GroupVisibility
  let maxMembers: Int

  /// - Throws: VALIDATION_ERROR for what the schema's constraints cannot say.
  init(_ input: API.StudyGroupInput) throws {
    guard StudyGroupName.showsSomething(input.name) else { throw GraphQLError.validation(StudyGroupName.rule) }
    name = input.name
    description = input.description
    topic = input.topic
    visibility = input.visibility ?? .public
    maxMembers = input.maxMembers ?? 20
  }

  /// Founds the group and answers it.
  func found(_ context: ExecutionContext) async throws -> ColumnOf<API.StudyGroup> {
    let viewer = try context.requireViewer()
    let rows = try await context.write(StudyGroupStatements.found(self, founder: viewer.userID))
    // No row: the account of a token that still lives is closed or gone.
    guard let group = rows.int(0, 0) else { throw GraphQLError.unauthenticated() }
    return try await .group(group, context)
  }
}

/// What a group may be called; how long the name may be stands in the schema.
enum StudyGroupName {
  static let rule = "A name must show something."

  static func showsSomething(_ name: String) -> Bool { !name.allSatisfy(\.isWhitespace) }
}

extension ColumnOf<API.StudyGroup> {
  /// One group as it is now.
  static func group(_ key: Int64, _ context: ExecutionContext) async throws -> ColumnOf {
    let rows = try await context.read(StudyGroupStatements.byID([key], StudyGroupAudience(context.viewer)))
    guard rows.count == 1 else { throw GraphQLError.notFound("study group") }
    return .objects(Batch<StudyGroupRow>(RowStorage(rows)))
  }
}
