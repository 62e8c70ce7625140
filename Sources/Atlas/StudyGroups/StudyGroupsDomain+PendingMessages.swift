public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of messages, to be replaced.
extension StudyGroupsDomain {
  /// `Mutation.editGroupMessage`
  public var editGroupMessage: FieldResolver<Root, API.Mutation.EditGroupMessageArguments, API.EditGroupMessagePayload> { .pending }
  /// `Mutation.deleteGroupMessage`
  public var deleteGroupMessage: FieldResolver<Root, API.Mutation.DeleteGroupMessageArguments, API.DeleteGroupMessagePayload> { .pending }
  /// `Mutation.reactToMessage`
  public var reactToMessage: FieldResolver<Root, API.Mutation.ReactToMessageArguments, API.ReactToMessagePayload> { .pending }
  /// `Mutation.markGroupRead`
  public var markGroupRead: FieldResolver<Root, API.Mutation.MarkGroupReadArguments, API.MarkGroupReadPayload> { .pending }

  func registerPendingMessages(in map: inout ResolverMap) {
    map.add(
      API.ReactionTally.Fields<Payload<Int>>(
        emoji: .pending, count: .pending, viewerReacted: .pending))
    map.add(
      API.EditGroupMessagePayload.Fields<Payload<Int>>(
        message: .pending, userErrors: .pending))
    map.add(
      API.DeleteGroupMessagePayload.Fields<Payload<Int>>(
        message: .pending, userErrors: .pending))
    map.add(
      API.ReactToMessagePayload.Fields<Payload<Int>>(
        message: .pending, userErrors: .pending))
    map.add(
      API.MarkGroupReadPayload.Fields<Payload<Int>>(
        group: .pending, userErrors: .pending))
  }
}
