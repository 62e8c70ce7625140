import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// For whom groups are read, and the conditions that follow from it. The relation is called `audience`.
struct StudyGroupAudience: Sendable {
  let viewerID: Int64?
  /// Whose members it is; nil where it is the viewer.
  let groupID: Int64?
  let seesAll: Bool

  init(_ viewer: Viewer?) {
    viewerID = viewer?.userID
    groupID = nil
    seesAll = viewer?.satisfies(.admin) ?? false
  }

  private init(membersOf group: Int64) {
    viewerID = nil
    groupID = group
    seesAll = false
  }

  /// The viewer, unless it is an API key without the scope for groups; or all members of a group, where the execution
  /// is for them.
  init(_ context: ExecutionContext) {
    if let group = context.audience?.groupID {
      self.init(membersOf: group)
    } else {
      self.init(context.viewer(within: .groupsRead))
    }
  }

  /// Whose private rows, which are the messages, are there for the audience.
  var privateRows: Audience { seesAll || groupID != nil ? .system : .user(viewerID) }

  var relation: Query {
    """
    (
          select \(viewerID)::bigint as viewer_id, \(groupID)::bigint as group_id, \(seesAll)::boolean as sees_all
        ) as audience
    """
  }

  /// Whether the group `g` is there for the audience.
  var seesGroup: Query {
    sees(
      """

          or exists (select from group_invitations v where v.group_id = g.id and v.user_id = audience.viewer_id)
      """)
  }

  /// Whether the members of the group `g` are there for the audience: an invitation alone does not show them.
  var seesMembers: Query { sees("") }

  /// - Parameter others: more for whom a PRIVATE group is there: a condition with `or` in front.
  private func sees(_ others: Query) -> Query {
    """
    coalesce(audience.viewer_id, audience.group_id) is not null
        and (
          g.visibility <> 'PRIVATE' or audience.sees_all or g.id = audience.group_id
          or exists (select from group_members a where a.group_id = g.id and a.user_id = audience.viewer_id)\(fragment: others)
        )
    """
  }

  /// Whether what lies inside of a group is there for the audience.
  ///
  /// - Parameter group: an expression for the group's row key: `"m.group_id"`.
  func seesInside(_ group: Query) -> Query {
    """
    (
          audience.sees_all or \(fragment: group) = audience.group_id
          or exists (select from group_members a where a.group_id = \(fragment: group) and a.user_id = audience.viewer_id)
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

  func members(of group: Int64, _ context: ExecutionContext) async throws -> Set<Int64> {
    let rows = try await context.read(GroupMemberStatements.userIDs(of: group))
    return Set((0..<rows.count).compactMap { rows.int($0, 0) })
  }

  func learners(of viewer: Viewer, among users: [Int64], _ context: ExecutionContext) async throws -> Set<Int64> {
    let rows = try await context.read(GroupMemberStatements.learners(of: viewer, users))
    return Set((0..<rows.count).compactMap { rows.int($0, 0) })
  }
}
