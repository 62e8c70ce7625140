import GraphQLSchema
import GraphQLSyntax

/// The schema has a root type for the operation (section 5.2.1, "Operation Type Existence").
final class KnownOperationTypesRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let operation = context.document.operationType(node)
    guard context.schema.rootType(operation) == nil else { return }
    context.report("The \(operation.name) operation is not supported by the schema.", at: node)
  }
}
