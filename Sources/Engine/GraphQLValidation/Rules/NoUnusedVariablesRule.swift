import GraphQLSyntax

/// Operations use the variables they define (section 5.8.4, "All Variables Used").
final class NoUnusedVariablesRule: ValidationRule {
  static let leaves: NodeKindSet = [.document]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    for operation in context.operations.operations where !context.isAborted { check(operation, context) }
  }

  private func check(_ operation: OperationUsages.Operation, _ context: ValidationContext) {
    let document = context.document
    let variables = document.variableDefinitions(operation.node)
    guard !variables.isEmpty else { return }
    context.register.clear()
    for definition in operation.definitions {
      for usage in context.variableUsages[definition] { context.register.set(usage.name, usage.node) }
    }
    let name = context.quotedName(operation.node)
    for variable in variables where context.register.node(document.nameID(variable)) == nil {
      let start = "Variable \"$\(context.quotedName(variable))\" is never used"
      context.report(start + (name.isEmpty ? "." : " in operation \"\(name)\"."), at: variable)
    }
  }
}
