import GraphQLSyntax

/// All types of a schema have different names (specification, section 3.3).
enum UniqueTypeNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    var known: [NameID: NodeID] = [:]
    for node in context.typeDefinitions {
      let name = document.name(node)
      if context.schema?.type(named: name) != nil {
        context.report(
          "Type \"\(name)\" already exists in the schema. It cannot also be defined in this type definition.",
          atNameOf: node)
      } else if let earlier = known[document.nameID(node)] {
        context.report("There can be only one type named \"\(name)\".", atNamesOf: [earlier, node])
      } else {
        known[document.nameID(node)] = node
      }
    }
  }
}
