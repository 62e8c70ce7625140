public import GraphQLExecution

/// What the server tells users of its own accord.
public struct NotificationsDomain: Sendable {
  public init() {}

  /// Adds the types and loaders of this domain.
  public func register(in map: inout ResolverMap) {
    registerPendingNotifications(in: &map)
  }
}
