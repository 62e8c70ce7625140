import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

extension StudyGroupRow {
  /// The resolvers of `StudyGroup`.
  static let fields = API.StudyGroup.Fields<StudyGroupRow>(
    id: .globalID(.group, id),
    createdAt: .column(createdAt),
    updatedAt: .column(updatedAt),
    version: .column(version),
    name: .column(name),
    description: .column(description),
    topic: .column(topic),
    visibility: .column(visibility),
    createdBy: .reference(createdBy),
    memberCount: .column(memberCount),
    maxMembers: .column(maxMembers),
    members: members,
    messages: messages,
    whiteboard: whiteboard,
    presence: .presence(in: id),
    viewerMembership: viewerMembership,
    unreadCount: unreadCount,
    focus: FieldResolver { groups, _, _ in
      .loading(LoadRequest(groups.map { $0.focus.map { ($0.kind.typeName, $0.key) } }))
    })

  private static let members = FieldResolver<
    StudyGroupRow, API.StudyGroup.MembersArguments, API.GroupMemberConnection
  >.query { groups, arguments, context in
    let page = try GroupMemberRow.page(arguments, context)
    return GroupMemberStatements.page(
      groups.storage.values(id), after: page.after?.first, limit: page.limit, StudyGroupAudience(context))
  } _: { rows, groups, arguments, context in
    .objects(
      Page<GroupMemberRow>.pages(
        rows, parents: groups.storage.values(id), parentColumn: GroupMemberRow.groupID,
        arguments: try GroupMemberRow.page(arguments, context)))
  }

  private static let messages = FieldResolver<
    StudyGroupRow, API.StudyGroup.MessagesArguments, API.MessageConnection
  >.query { groups, arguments, context in
    MessageStatements.page(
      groups.storage.values(id), try MessageRow.page(arguments, context), StudyGroupAudience(context))
  } _: { rows, groups, arguments, context in
    .objects(
      Page<MessageRow>.pages(
        rows, parents: groups.storage.values(id), parentColumn: MessageRow.groupID,
        arguments: try MessageRow.page(arguments, context)))
  }

  private static let viewerMembership = FieldResolver<StudyGroupRow, NoArguments, API.GroupMember?>.query {
    groups, _, context in
    GroupMemberStatements.ofViewer(try context.requireViewer().userID, groups.storage.values(id))
  } _: { rows, groups, _, _ in
    let memberships = RowStorage<GroupMemberRow>(rows)
    var places: [Int64: Int32] = [:]
    for (place, group) in memberships.values(GroupMemberRow.groupID).enumerated() {
      places[group] = Int32(truncatingIfNeeded: place)
    }
    return .objects(Batch<GroupMemberRow>(memberships), rows: groups.storage.values(id).map { places[$0] ?? -1 })
  }
}
