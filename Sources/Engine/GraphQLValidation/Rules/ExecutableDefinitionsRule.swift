import GraphQLSyntax

/// A document to execute holds operations and fragments only (section 5.1.1, "Executable Definitions").
final class ExecutableDefinitionsRule: ValidationRule {
  static let enters: NodeKindSet = [.document]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    for definition in document.definitions where !document.kind(definition).isExecutableDefinition {
      let isSchema = document.kind(definition) == .schemaDefinition || document.kind(definition) == .schemaExtension
      let name = isSchema ? "schema" : "\"\(context.quotedName(definition))\""
      context.report("The \(name) definition is not executable.", at: definition)
    }
  }
}
