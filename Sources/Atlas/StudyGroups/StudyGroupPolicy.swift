import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// For whom groups are read, and the conditions that follow from it. The relation is called `audience`.
struct StudyGroupAudience: Sendable {
  let viewerID: Int64?
  let seesAll: Bool

  init(_ viewer: Viewer?) {
    viewerID = viewer?.userID
    seesAll = viewer?.satisfies(.admin) ?? false
  }

  /// Whose private rows, which are the messages, are there for the audience.
  var privateRows: Audience { seesAll ? .system : .user(viewerID) }

  var relation: Query { "(select \(viewerID)::bigint as viewer_id, \(seesAll)::boolean as sees_all) as audience" }

  /// Whether the group `g` is there for the audience.
  var seesGroup: Query {
    """
    audience.viewer_id is not null
        and (
          g.visibility <> 'PRIVATE' or audience.sees_all
          or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)
        )
    """
  }

  /// Whether the message `m` is there for the audience.
  var seesMessage: Query {
    """
    (
          audience.sees_all
          or exists (select from group_members a where a.group_id = m.group_id and a.user_id = audience.viewer_id)
        )
    """
  }
}

/// The rules GROUP_MEMBER and SELF_OR_INSTRUCTOR. Answers are not kept: a membership may end while a subscription goes on.
struct StudyGroupMembership: GroupMembership {
  func groups(of viewer: Viewer, among groups: [Int64], _ context: ExecutionContext) async throws -> Set<Int64> {
    let rows = try await context.read(GroupMemberStatements.ofViewer(viewer.userID, groups))
    return Set(RowStorage<GroupMemberRow>(rows).values(GroupMemberRow.groupID))
  }

  func learners(of viewer: Viewer, among users: [Int64], _ context: ExecutionContext) async throws -> Set<Int64> {
    let rows = try await context.read(GroupMemberStatements.learners(of: viewer, users))
    return Set((0..<rows.count).compactMap { rows.int($0, 0) })
  }
}
