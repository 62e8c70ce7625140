import GraphQLSyntax

/// Directives are defined, and stand where their definition allows (specification, sections 5.7.1 and 5.7.2).
enum KnownDirectivesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    for definition in document.definitions {
      for node in document.nodes(of: definition) {
        for directive in document.directives(node) { check(directive, on: node, in: definition, &context) }
      }
    }
  }

  private static func check(
    _ directive: NodeID, on node: NodeID, in definition: NodeID, _ context: inout SDLContext
  ) {
    let name = context.document.name(directive)
    guard let signature = context.directives[name] else {
      return context.report("Unknown directive \"@\(name)\".", at: directive)
    }
    guard let location = location(node, in: definition, context.document), !signature.locations.contains(location)
    else { return }
    context.report("Directive \"@\(name)\" may not be used on \(location.rawValue).", at: directive)
  }

  private static func location(_ node: NodeID, in definition: NodeID, _ document: Document) -> DirectiveLocation? {
    switch document.kind(node) {
    case .operationDefinition:
      switch document.operationType(node) {
      case .query: .query
      case .mutation: .mutation
      case .subscription: .subscription
      }
    case .inputValueDefinition:
      switch document.kind(definition) {
      case .inputObjectTypeDefinition, .inputObjectTypeExtension: .inputFieldDefinition
      default: .argumentDefinition
      }
    default: locations[document.kind(node)]
    }
  }

  private static let locations: [NodeKind: DirectiveLocation] = [
    .field: .field, .fragmentSpread: .fragmentSpread, .inlineFragment: .inlineFragment,
    .fragmentDefinition: .fragmentDefinition, .variableDefinition: .variableDefinition,
    .schemaDefinition: .schema, .schemaExtension: .schema,
    .scalarTypeDefinition: .scalar, .scalarTypeExtension: .scalar,
    .objectTypeDefinition: .object, .objectTypeExtension: .object, .fieldDefinition: .fieldDefinition,
    .interfaceTypeDefinition: .interface, .interfaceTypeExtension: .interface,
    .unionTypeDefinition: .union, .unionTypeExtension: .union,
    .enumTypeDefinition: .enum, .enumTypeExtension: .enum, .enumValueDefinition: .enumValue,
    .inputObjectTypeDefinition: .inputObject, .inputObjectTypeExtension: .inputObject,
  ]
}
