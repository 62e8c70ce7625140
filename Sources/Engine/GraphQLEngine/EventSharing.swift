public import GraphQLExecution

/// How one subscription shares the executions of its events with equal ones.
public struct EventSharing: Sendable {
  /// Makes the context of an execution for everybody in a scope out of that of one subscriber.
  ///
  /// - Throws: why it cannot be made; the subscriptions then try one after another.
  public let makeShared: @Sendable (EventScope, ExecutionContext) async throws -> SharedEventContext
  /// Called when the subscription gets a result that was executed for all.
  public let noteReceived: @Sendable () -> Void

  /// How executions are shared.
  public init(
    makeShared: @escaping @Sendable (EventScope, ExecutionContext) async throws -> SharedEventContext,
    noteReceived: @escaping @Sendable () -> Void = {}
  ) {
    self.makeShared = makeShared
    self.noteReceived = noteReceived
  }
}

/// The context of an execution for everybody in a scope.
public struct SharedEventContext: Sendable {
  /// Of which nothing may depend on who the subscriber is.
  public let context: ExecutionContext
  /// Whether the execution has asked for nothing that depends on who the subscriber is; called when it has ended. Where
  /// it has, its result is nobody's, and each subscription executes for itself.
  public let isImpersonal: @Sendable () -> Bool
  /// Whether a subscriber belongs to those for whom it was executed.
  public let admits: @Sendable (_ subscriber: String) -> Bool

  /// A context that stands for all of a scope.
  public init(
    context: ExecutionContext, isImpersonal: @escaping @Sendable () -> Bool,
    admits: @escaping @Sendable (_ subscriber: String) -> Bool
  ) {
    self.context = context
    self.isImpersonal = isImpersonal
    self.admits = admits
  }
}
