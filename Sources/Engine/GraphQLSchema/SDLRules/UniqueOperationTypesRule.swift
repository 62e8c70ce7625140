import GraphQLSyntax

/// A schema names at most one root type for each kind of operation (specification, section 3.3.1).
enum UniqueOperationTypesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    var defined: [OperationType: NodeID] = [:]
    for definition in context.definitions(of: [.schemaDefinition, .schemaExtension]) {
      for node in document.children(definition, .operationTypeDefinition) {
        let operation = document.operationType(node)
        if context.schema?.rootType(operation) != nil {
          context.report("Type for \(operation.name) already defined in the schema. It cannot be redefined.", at: node)
        } else if let earlier = defined[operation] {
          context.report("There can be only one \(operation.name) type in schema.", at: earlier, node)
        } else {
          defined[operation] = node
        }
      }
    }
  }
}
