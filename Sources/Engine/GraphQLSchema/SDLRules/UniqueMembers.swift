import GraphQLSyntax

/// What the rules about unique members of types share: definitions and extensions of a type are looked at together.
struct UniqueMembers {
  /// The definitions and extensions that have such members.
  let kinds: Set<NodeKind>
  /// What a member is.
  let memberKinds: Set<NodeKind>
  /// What messages call a member.
  let noun: String
  /// Whether a type of the schema that is extended has a member of that name already.
  let exists: (NamedType, String) -> Bool

  func check(_ context: inout SDLContext) {
    let document = context.document
    var known: [NameID: [NameID: NodeID]] = [:]
    for definition in context.definitions(of: kinds) {
      let type = document.nameID(definition)
      let existing = context.schema?.type(named: document.name(definition))
      for node in document.children(definition) where memberKinds.contains(document.kind(node)) {
        let name = document.name(node)
        let subject = "\(noun) \"\(document.name(definition)).\(name)\""
        if let existing, exists(existing, name) {
          context.report(
            "\(subject) already exists in the schema. It cannot also be defined in this type extension.",
            atNameOf: node)
        } else if let earlier = known[type]?[document.nameID(node)] {
          context.report("\(subject) can only be defined once.", atNamesOf: [earlier, node])
        } else {
          known[type, default: [:]][document.nameID(node)] = node
        }
      }
    }
  }
}
