public import AtlasAPI
public import AtlasKernel
public import GraphQLExecution

extension StudyGroupsDomain {
  /// What whiteboards keep about a person.
  public static var whiteboardData: PersonalData { WhiteboardPersonalData.part }

  /// `Mutation.applyWhiteboardOps`
  public var applyWhiteboardOps:
    FieldResolver<Root, API.Mutation.ApplyWhiteboardOpsArguments, API.ApplyWhiteboardOpsPayload>
  {
    .payload { arguments, context in try await WhiteboardUpdate(arguments.input).apply(context) }
  }

  /// `Subscription.whiteboardChanged`
  public var whiteboardChanged:
    FieldResolver<EventRoot, API.Subscription.WhiteboardChangedArguments, API.WhiteboardEvent>
  {
    WhiteboardChanges.resolver
  }

  func registerWhiteboards(in map: inout ResolverMap) {
    map.add(WhiteboardRow.fields)
    map.add(WhiteboardOpRow.fields)
    map.add(WhiteboardChange.fields)
    map.add(WhiteboardUpdate.payloadFields)
    map.add(entity: API.Whiteboard.typeName, WhiteboardRow.loader)
  }
}
