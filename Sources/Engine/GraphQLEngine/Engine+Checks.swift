import GraphQLCaching
import GraphQLConstraints
import GraphQLCost
import GraphQLExecution
public import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// What is known of a plan besides how it is executed: what may be done with its answers, what its input must meet and
/// what it costs. Computed once, and used by every request.
struct PlanChecks: Sendable {
  let cachePolicy: CachePolicy?
  let costFormula: CostFormula?
  /// Nil where there is nothing to check.
  let constraints: ConstraintChecks?
}

extension Engine {
  /// What logs may show of a request's variables: every sensitive value is `***`, and all are where the request has no
  /// valid document.
  public func maskedVariables(of request: GraphQLRequest) -> JSONObject {
    guard let source = request.query, let document = documents.find(source)?.document,
      let operation = try? Planner.selectOperation(document, named: request.operationName)
    else { return SensitiveInputs.masked(request.variables) }
    return SensitiveInputs(schema, document).masked(request.variables, of: operation)
  }

  func makeChecks(_ document: Document, _ operation: NodeID, _ variables: VariableValues) -> PlanChecks {
    let conditions = variables.flags
    return PlanChecks(
      cachePolicy: cacheRules?.policy(document, operation: operation, conditions: conditions),
      costFormula: costRules?.formula(document, operation: operation, conditions: conditions),
      constraints: constraintRules?.checks(
        document, operation: operation, conditions: conditions, limit: configuration.maxCoercionErrors))
  }

  /// Refuses what breaks a constraint or costs too much.
  ///
  /// - Returns: the cost; nil where the engine has no weights.
  func checkInput(_ planned: PlannedOperation, _ variables: VariableValues) throws(GraphQLErrors) -> OperationCost? {
    if let constraints = planned.checks.constraints {
      let errors = constraints.errors(variables.values, limit: configuration.maxCoercionErrors)
      guard errors.isEmpty else { throw GraphQLErrors(errors) }
    }
    guard let cost = planned.checks.costFormula?.cost(variables.values) else { return nil }
    if let limit = configuration.costLimit, cost.points > limit {
      throw GraphQLErrors([
        GraphQLError(
          "The operation may cost \(cost.points) points, more than the limit of \(limit).", code: .costLimit,
          extensions: ["cost": .integer(cost.points), "limit": .integer(limit)])
      ])
    }
    return cost
  }
}
