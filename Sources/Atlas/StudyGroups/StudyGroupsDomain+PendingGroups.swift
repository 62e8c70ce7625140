public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of groups, to be replaced.
extension StudyGroupsDomain {
  /// `Query.studyGroup`
  public var studyGroup: FieldResolver<Root, API.Query.StudyGroupArguments, API.StudyGroup?> { .pending }
  /// `Query.studyGroups`
  public var studyGroups: FieldResolver<Root, API.Query.StudyGroupsArguments, API.StudyGroupConnection> { .pending }
  /// `Query.peerMatches`
  public var peerMatches: FieldResolver<Root, API.Query.PeerMatchesArguments, [API.PeerMatch]> { .pending }
  /// `Mutation.updateStudyGroup`
  public var updateStudyGroup: FieldResolver<Root, API.Mutation.UpdateStudyGroupArguments, API.UpdateStudyGroupPayload> { .pending }
  /// `Mutation.leaveStudyGroup`
  public var leaveStudyGroup: FieldResolver<Root, API.Mutation.LeaveStudyGroupArguments, API.LeaveStudyGroupPayload> { .pending }
  /// `Mutation.inviteToStudyGroup`
  public var inviteToStudyGroup: FieldResolver<Root, API.Mutation.InviteToStudyGroupArguments, API.InviteToStudyGroupPayload> { .pending }
  /// `Mutation.setGroupMemberRole`
  public var setGroupMemberRole: FieldResolver<Root, API.Mutation.SetGroupMemberRoleArguments, API.SetGroupMemberRolePayload> { .pending }
  /// `Mutation.removeGroupMember`
  public var removeGroupMember: FieldResolver<Root, API.Mutation.RemoveGroupMemberArguments, API.RemoveGroupMemberPayload> { .pending }
  /// `Subscription.groupUpdated`
  public var groupUpdated: FieldResolver<EventRoot, API.Subscription.GroupUpdatedArguments, API.StudyGroup> { .pending }

  func registerPendingGroups(in map: inout ResolverMap) {
    map.add(
      API.PeerMatch.Fields<Payload<Int>>(
        user: .pending, score: .pending, sharedSkills: .pending, reason: .pending))
    map.add(
      API.StudyGroupConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending))
    map.add(
      API.StudyGroupEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending))
    map.add(
      API.UpdateStudyGroupPayload.Fields<Payload<Int>>(
        group: .pending, userErrors: .pending))
    map.add(
      API.LeaveStudyGroupPayload.Fields<Payload<Int>>(
        group: .pending, userErrors: .pending))
    map.add(
      API.InviteToStudyGroupPayload.Fields<Payload<Int>>(
        group: .pending, invited: .pending, userErrors: .pending))
    map.add(
      API.SetGroupMemberRolePayload.Fields<Payload<Int>>(
        member: .pending, userErrors: .pending))
    map.add(
      API.RemoveGroupMemberPayload.Fields<Payload<Int>>(
        group: .pending, userErrors: .pending))
  }
}
