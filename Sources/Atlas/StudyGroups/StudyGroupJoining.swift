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
    switch try await outcome(viewer, context) {
    case "JOINED", "ALREADY_MEMBER": return try await .group(group, context)
    case "INVITE_ONLY": throw GraphQLError.forbidden("Only the invited may join this study group.")
    case "FULL": throw GraphQLError.conflict("The study group is full.")
    default: throw GraphQLError.notFound("study group")
    }
  }

  private func outcome(_ viewer: Viewer, _ context: ExecutionContext) async throws -> String? {
    do {
      return try await context.write(StudyGroupStatements.join(group, user: viewer.userID)).string(0, 0)
    } catch  where error.constraint == "group_members_user_key" {
      // The same user joined at the same moment; that statement did it all.
      return "ALREADY_MEMBER"
    }
  }
}
