import GraphQLSchema
import GraphQLSyntax

/// Refuses introspection. Not a rule of the specification; a server may add it.
final class NoSchemaIntrospectionCustomRule: ValidationRule {
  static let enters: NodeKindSet = [.field]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.type,
      Schema.introspectionTypeNames.contains(context.schema[type.namedType].name)
    else { return }
    context.report(
      """
      GraphQL introspection has been disabled, but the requested query contained the field \
      "\(context.quotedName(node))".
      """, at: node)
  }
}
