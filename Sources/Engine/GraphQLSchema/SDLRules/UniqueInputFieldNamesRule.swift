import GraphQLSyntax

/// An input object is given each field once (specification, section 5.6.3).
enum UniqueInputFieldNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    for node in context.nodes where document.kind(node) == .objectValue {
      for group in context.grouped(document.children(node, .objectField)) {
        for repeated in group.dropFirst() {
          context.report(
            "There can be only one input field named \"\(document.name(repeated))\".", atNamesOf: [group[0], repeated])
        }
      }
    }
  }
}
