public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution
import GraphQLSyntax

extension StudyGroupsDomain {
  /// Adds the types of finding and changing groups.
  func registerGroups(in map: inout ResolverMap) {
    map.add(StudyGroupRow.connectionFields)
    map.add(StudyGroupRow.edgeFields)
    map.add(PeerMatch.fields)
    map.add(
      API.UpdateStudyGroupPayload.Fields<Payload<Int64>>(group: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.LeaveStudyGroupPayload.Fields<Payload<Int64>>(group: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(
      API.InviteToStudyGroupPayload.Fields<Payload<StudyGroupInvitation.Outcome>>(
        group: .reference { $0.outcome?.group }, invited: .value { $0.outcome?.count }, userErrors: .userErrors()))
    map.add(
      API.SetGroupMemberRolePayload.Fields<Payload<Int64>>(member: .reference { $0.outcome }, userErrors: .userErrors())
    )
    map.add(
      API.RemoveGroupMemberPayload.Fields<Payload<Int64>>(group: .reference { $0.outcome }, userErrors: .userErrors()))
  }

  /// `User.groups`.
  public var groupsOfUsers: any UserGroups { StudyGroupsOfUsers() }

  /// `Query.studyGroup`.
  public var studyGroup: FieldResolver<Root, API.Query.StudyGroupArguments, API.StudyGroup?> {
    StudyGroupQueries.studyGroup
  }

  /// `Query.studyGroups`.
  public var studyGroups: FieldResolver<Root, API.Query.StudyGroupsArguments, API.StudyGroupConnection> {
    StudyGroupQueries.studyGroups
  }

  /// `Query.peerMatches`.
  public var peerMatches: FieldResolver<Root, API.Query.PeerMatchesArguments, [API.PeerMatch]> { PeerMatch.resolver }

  /// `Mutation.updateStudyGroup`.
  public var updateStudyGroup: FieldResolver<Root, API.Mutation.UpdateStudyGroupArguments, API.UpdateStudyGroupPayload>
  {
    .payload { arguments, context in try await StudyGroupChange(arguments.input).apply(context) }
  }

  /// `Mutation.leaveStudyGroup`.
  public var leaveStudyGroup: FieldResolver<Root, API.Mutation.LeaveStudyGroupArguments, API.LeaveStudyGroupPayload> {
    .payload { arguments, context in try await GroupMemberLeaving(input: arguments.input).apply(context) }
  }

  /// `Mutation.inviteToStudyGroup`.
  public var inviteToStudyGroup:
    FieldResolver<Root, API.Mutation.InviteToStudyGroupArguments, API.InviteToStudyGroupPayload>
  {
    .payload { arguments, context in try await StudyGroupInvitation(input: arguments.input).apply(context) }
  }

  /// `Mutation.setGroupMemberRole`.
  public var setGroupMemberRole:
    FieldResolver<Root, API.Mutation.SetGroupMemberRoleArguments, API.SetGroupMemberRolePayload>
  {
    .payload { arguments, context in try await GroupMemberRoleChange(input: arguments.input).apply(context) }
  }

  /// `Mutation.removeGroupMember`.
  public var removeGroupMember:
    FieldResolver<Root, API.Mutation.RemoveGroupMemberArguments, API.RemoveGroupMemberPayload>
  {
    .payload { arguments, context in try await GroupMemberRemoval(input: arguments.input).apply(context) }
  }

  /// `Subscription.groupUpdated`: the group as it is at each event, as far as it is there for the viewer then.
  public var groupUpdated: FieldResolver<EventRoot, API.Subscription.GroupUpdatedArguments, API.StudyGroup> {
    .stream(of: EventRecord.self) { arguments, context in
      guard let group = arguments.groupId.key(.group) else { throw GraphQLError.notFound("study group") }
      return try await context.groupEvents(group, kinds: ["GROUP_UPDATED"])
    } resolve: { event, _, _ in
      .loading(LoadRequest(API.StudyGroup.typeName, keys: [event.integer("groupId")]))
    }
  }
}
