// Learning paths: what a learner might learn next on the way to a goal, in order and with reasons.
//
// Neighbours: it reads the tables of Catalog, ContentLibrary and Progress and writes none; items are loaded by the
// loaders of their types. Invariant: what a step needs stands before it, and only what is published is a step.

public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

/// The domain of learning paths.
public struct LearningPathsDomain: Sendable {
  public init() {}

  /// Adds the resolvers of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(LearningPath.fields)
    map.add(LearningPathStep.fields)
  }

  /// `Query.learningPath`
  public var learningPath: FieldResolver<Root, API.Query.LearningPathArguments, API.LearningPath?> {
    .fetch { _, arguments, context in
      let viewer = try context.requireViewer()
      let path = try await LearningPath.make(LearningGoal(arguments.goal), user: viewer.userID, context)
      return .objects([path])
    }
  }
}
