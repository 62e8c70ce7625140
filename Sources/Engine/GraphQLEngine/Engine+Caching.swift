public import GraphQLCaching
import GraphQLExecution
import GraphQLSchema
import GraphQLSyntax

extension Engine {
  /// The key of the operation's answer in a response cache; nil where the answer must not be kept.
  ///
  /// - Parameter scope: whose answers may be shared.
  public func cacheKey(of operation: PreparedOperation, scope: @autoclosure () -> CacheScope) -> ResponseKey? {
    guard let policy = operation.cachePolicy, policy.isCacheable else { return nil }
    return ResponseKey(policy: policy, values: operation.variables.values, scope: scope())
  }

  /// What the operation changes, when it has run, whether it says that it succeeded or not.
  public func evictions(of operation: PreparedOperation) -> [Eviction] {
    guard operation.operationType == .mutation, let cacheRules else { return [] }
    return cacheRules.evictions(
      operation.plan.document, operation: operation.plan.operation, conditions: operation.variables.flags,
      variables: operation.variables.values)
  }
}

extension VariableValues {
  /// The values of all Boolean variables.
  var flags: [String: Bool] {
    values.compactMapValues { value in
      if case .boolean(let flag) = value { flag } else { nil }
    }
  }
}
