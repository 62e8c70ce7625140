import GraphQLSyntax

/// The variables of an operation have different names (section 5.8.1, "Variable Uniqueness").
final class UniqueVariableNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    for group in context.duplicates(among: context.document.variableDefinitions(node)) {
      context.report("There can be only one variable named \"$\(context.quotedName(group[0]))\".", atNamesOf: group)
    }
  }
}
