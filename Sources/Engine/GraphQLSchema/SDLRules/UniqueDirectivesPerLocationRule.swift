import GraphQLSyntax

/// A directive that is not repeatable stands once at a location; a type and its extensions are one location
/// (specification, section 5.7.3).
enum UniqueDirectivesPerLocationRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    var ofSchema: [NameID: NodeID] = [:]
    var ofTypes: [NameID: [NameID: NodeID]] = [:]
    for node in context.nodes {
      switch document.kind(node) {
      case .schemaDefinition, .schemaExtension: check(node, &ofSchema, &context)
      case let kind where kind.isTypeDefinition || kind.isTypeExtension:
        check(node, &ofTypes[document.nameID(node), default: [:]], &context)
      default:
        var ofNode: [NameID: NodeID] = [:]
        check(node, &ofNode, &context)
      }
    }
  }

  private static func check(_ node: NodeID, _ seen: inout [NameID: NodeID], _ context: inout SDLContext) {
    let document = context.document
    for directive in document.directives(node) {
      let name = document.name(directive)
      guard let signature = context.directives[name], !signature.isRepeatable else { continue }
      if let earlier = seen[document.nameID(directive)] {
        context.report("The directive \"@\(name)\" can only be used once at this location.", at: earlier, directive)
      } else {
        seen[document.nameID(directive)] = directive
      }
    }
  }
}
