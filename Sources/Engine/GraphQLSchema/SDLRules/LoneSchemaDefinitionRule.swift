import GraphQLSyntax

/// A document has at most one schema definition, and none where it extends a schema (specification, section 3.3).
enum LoneSchemaDefinitionRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let isDefined = context.schema.map(hasDefinition) ?? false
    for (index, node) in context.definitions(of: [.schemaDefinition]).enumerated() {
      if isDefined {
        context.report("Cannot define a new schema within a schema extension.", at: node)
      } else if index > 0 {
        context.report("Must provide only one schema definition.", at: node)
      }
    }
  }

  private static func hasDefinition(_ schema: Schema) -> Bool {
    OperationType.allCases.contains { schema.rootType($0) != nil }
      || schema.syntax.contains { $0.document.kind($0.node) == .schemaDefinition }
  }
}
