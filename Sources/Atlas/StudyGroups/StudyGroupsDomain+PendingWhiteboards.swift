public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of whiteboards, to be replaced.
extension StudyGroupsDomain {
  /// `Mutation.applyWhiteboardOps`
  public var applyWhiteboardOps: FieldResolver<Root, API.Mutation.ApplyWhiteboardOpsArguments, API.ApplyWhiteboardOpsPayload> { .pending }
  /// `Subscription.whiteboardChanged`
  public var whiteboardChanged: FieldResolver<EventRoot, API.Subscription.WhiteboardChangedArguments, API.WhiteboardEvent> { .pending }

  func registerPendingWhiteboards(in map: inout ResolverMap) {
    map.add(
      API.Whiteboard.Fields<Payload<Int>>(
        id: .pending, group: .pending, revision: .pending, snapshot: .pending, operations: .pending, updatedAt: .pending))
    map.add(
      API.WhiteboardOp.Fields<Payload<Int>>(
        revision: .pending, author: .pending, data: .pending, at: .pending))
    map.add(
      API.WhiteboardEvent.Fields<Payload<Int>>(
        groupId: .pending, revision: .pending, ops: .pending, snapshot: .pending))
    map.add(
      API.ApplyWhiteboardOpsPayload.Fields<Payload<Int>>(
        revision: .pending, missed: .pending, userErrors: .pending))
  }
}
