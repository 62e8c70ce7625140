import GraphQLSyntax

/// The arguments of a field or directive have different names (specification, sections 3.6.1 and 3.13).
enum UniqueArgumentDefinitionNamesRule: SDLRule {
  private static let typesWithFields: Set<NodeKind> = [
    .objectTypeDefinition, .objectTypeExtension, .interfaceTypeDefinition, .interfaceTypeExtension,
  ]

  static func check(_ context: inout SDLContext) {
    let document = context.document
    for definition in document.definitions {
      if document.kind(definition) == .directiveDefinition {
        check(definition, "@\(document.name(definition))", &context)
      } else if typesWithFields.contains(document.kind(definition)) {
        for field in document.children(definition, .fieldDefinition) {
          check(field, "\(document.name(definition)).\(document.name(field))", &context)
        }
      }
    }
  }

  private static func check(_ parent: NodeID, _ parentName: String, _ context: inout SDLContext) {
    let document = context.document
    for group in context.grouped(document.children(parent, .inputValueDefinition)) where group.count > 1 {
      context.report(
        "Argument \"\(parentName)(\(document.name(group[0])):)\" can only be defined once.", atNamesOf: group)
    }
  }
}
