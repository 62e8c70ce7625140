public import GraphQLCaching
public import GraphQLCost
public import GraphQLExecution
public import GraphQLSyntax

/// An operation that is ready to run: its plan and the values of its variables.
public struct PreparedOperation: Sendable {
  /// What is executed.
  public let plan: OperationPlan
  /// The coerced values of the operation's variables.
  public let variables: VariableValues
  /// What may be done with the answer; nil where the engine has no caching rules.
  public let cachePolicy: CachePolicy?
  /// What it costs at most; nil where the engine has no weights.
  public let cost: OperationCost?
  /// The position behind which a subscription goes on, by `extensions.resumeFrom` of the request; nil where it says none.
  public let resumeFrom: String?
  /// What holds the steps of its request; nil where nobody wants to know them.
  public let record: ExecutionRecord?

  /// Whether it is a query, a mutation or a subscription.
  public var operationType: OperationType { plan.operationType }

  /// Whether parts of the response may follow the first, so that it is executed by `executeIncrementally`.
  public var isIncremental: Bool { plan.delivery != .none }
}
