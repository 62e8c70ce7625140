public import GraphQLExecution

/// What to learn next.
public struct LearningPathsDomain: Sendable {
  public init() {}

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerPendingLearningPath(in: &map)
  }
}
