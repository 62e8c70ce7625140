public import GraphQLExecution

extension PreparedOperation {
  /// Whether all root fields are one field, whatever their aliases and arguments are.
  public func hasOnlyRootFields(named name: String) -> Bool { plan.hasOnlyRootFields(named: name) }

  /// The same operation with some of its root fields only. It costs what the whole costs, and its answer is not to be
  /// kept.
  public func keepingRootFields(_ isKept: (FieldPlan) -> Bool) -> PreparedOperation {
    PreparedOperation(
      plan: plan.keepingRootFields(isKept), variables: variables, cachePolicy: nil, cost: cost, resumeFrom: resumeFrom,
      record: record)
  }
}
