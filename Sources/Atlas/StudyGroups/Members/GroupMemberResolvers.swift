import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension GroupMemberRow {
  /// The resolvers of `GroupMember`.
  static let fields = API.GroupMember.Fields<GroupMemberRow>(
    id: .globalID(.groupMember, id),
    user: .reference(userID),
    group: .reference(groupID),
    role: .column(role),
    joinedAt: .column(joinedAt),
    lastReadAt: ownMark)

  /// When the member read last, for the member alone.
  private static let ownMark = FieldResolver<GroupMemberRow, NoArguments, DateTime?> { members, _, context in
    let viewerID = context.viewer?.userID
    let marks = members.map { $0.row[userID] == viewerID ? $0.row[lastReadAt] : nil }
    return .ready(ColumnOf<DateTime?>.values(marks).column)
  }

  /// The resolvers of `GroupMemberConnection`.
  static let connectionFields = API.GroupMemberConnection.Fields<Page<GroupMemberRow>>(
    edges: .edges(),
    nodes: .nodes(),
    pageInfo: .pageInfo(),
    totalCount: .totalCount { StudyGroupStatements.memberTotals($0) })

  /// The resolvers of `GroupMemberEdge`.
  static let edgeFields = API.GroupMemberEdge.Fields<Edge<GroupMemberRow>>(cursor: .cursor(), node: .node())

  /// The arguments of `StudyGroup.members`, checked.
  static func page(_ arguments: API.StudyGroup.MembersArguments, _ context: ExecutionContext) throws -> PageArguments {
    try PageArguments(first: arguments.first, after: arguments.after, cursor: cursor, context)
  }
}
