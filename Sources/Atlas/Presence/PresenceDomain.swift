public import GraphQLExecution

/// Who is there, and where they point.
public struct PresenceDomain: Sendable {
  public init() {}

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerPendingPresence(in: &map)
  }
}
