public import GraphQLExecution

/// Quizzes over the learning content.
public struct QuizzesDomain: Sendable {
  public init() {}

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerPendingQuizzes(in: &map)
  }
}
