public import GraphQLExecution

extension PreparedOperation {
  /// The same operation with some of its root fields only. It costs what the whole costs, and its answer is not to be
  /// kept.
  public func keepingRootFields(_ isKept: (FieldPlan) -> Bool) -> PreparedOperation {
    PreparedOperation(
      plan: plan.keepingRootFields(isKept), variables: variables, cachePolicy: nil, cost: cost, resumeFrom: resumeFrom)
  }
}
