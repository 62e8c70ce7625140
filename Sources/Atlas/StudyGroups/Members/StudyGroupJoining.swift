import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// Taking a place in a group; a member keeps theirs.
struct StudyGroupJoining: Sendable {
  let group: Int64

  /// Joins and answers the group.
  func join(_ context: ExecutionContext) async throws -> ColumnOf<API.StudyGroup> {
    let viewer = try context.requireViewer()
    let statement = StudyGroupStatements.join(group, user: viewer.userID)
    switch try await context.write(statement, inTurnOf: group).string(0, 0) {
    case "JOINED", "ALREADY_MEMBER": return try await .group(group, context)
    // The account of a token that still lives is closed or gone.
    case "NO_ACCOUNT": throw GraphQLError.unauthenticated()
    case "INVITE_ONLY": throw GraphQLError.forbidden("Only the invited may join this study group.")
    case "REMOVED": throw GraphQLError.forbidden("Who was removed comes back only by invitation.")
    case "FULL": throw GraphQLError.conflict("The study group is full.")
    default: throw GraphQLError.notFound("study group")
    }
  }
}
