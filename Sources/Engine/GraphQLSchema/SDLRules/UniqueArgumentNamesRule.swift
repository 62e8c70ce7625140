import GraphQLSyntax

/// A field or directive is given each argument once (specification, section 5.4.2).
enum UniqueArgumentNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    for node in context.nodes where document.kind(node) == .directive || document.kind(node) == .field {
      for group in context.grouped(document.arguments(node)) where group.count > 1 {
        context.report("There can be only one argument named \"\(document.name(group[0]))\".", atNamesOf: group)
      }
    }
  }
}
