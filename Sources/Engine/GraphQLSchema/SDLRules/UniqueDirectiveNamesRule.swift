import GraphQLSyntax

/// All directives of a schema have different names (specification, section 3.3).
enum UniqueDirectiveNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    var known: [NameID: NodeID] = [:]
    for node in context.definitions(of: [.directiveDefinition]) {
      let name = document.name(node)
      if context.schema?.directive(named: name) != nil {
        context.report("Directive \"@\(name)\" already exists in the schema. It cannot be redefined.", atNameOf: node)
      } else if let earlier = known[document.nameID(node)] {
        context.report("There can be only one directive named \"@\(name)\".", atNamesOf: [earlier, node])
      } else {
        known[document.nameID(node)] = node
      }
    }
  }
}
