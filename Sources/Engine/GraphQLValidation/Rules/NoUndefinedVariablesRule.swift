import GraphQLSyntax

/// Operations define the variables they use, in fragments too (section 5.8.3, "All Variable Uses Defined").
final class NoUndefinedVariablesRule: ValidationRule {
  static let leaves: NodeKindSet = [.document]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    for operation in context.operations.operations where !context.isAborted { check(operation, context) }
  }

  private func check(_ operation: OperationUsages.Operation, _ context: ValidationContext) {
    let document = context.document
    context.register.clear()
    for definition in document.variableDefinitions(operation.node) {
      context.register.set(document.nameID(definition), definition)
    }
    let name = context.quotedName(operation.node)
    for definition in operation.definitions {
      for usage in context.variableUsages[definition] where context.register.node(usage.name) == nil {
        let start = "Variable \"$\(context.quotedName(usage.node))\" is not defined"
        context.report(start + (name.isEmpty ? "." : " by operation \"\(name)\"."), at: usage.node, operation.node)
        if context.isAborted { return }
      }
    }
  }
}
