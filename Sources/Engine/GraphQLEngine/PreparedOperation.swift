public import GraphQLExecution
public import GraphQLSyntax

/// An operation that is ready to run: its plan and the values of its variables.
public struct PreparedOperation: Sendable {
  public let plan: OperationPlan
  public let variables: VariableValues

  public var operationType: OperationType { plan.operationType }
}
