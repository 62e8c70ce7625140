import GraphQLSyntax

/// A directive is given the arguments that it requires (specification, section 5.4.2.1).
enum ProvidedRequiredArgumentsOnDirectivesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    for directive in context.nodes where document.kind(directive) == .directive {
      let name = document.name(directive)
      let given = Set(document.arguments(directive).map(document.name))
      for argument in context.directives[name]?.arguments ?? []
      where argument.isRequired && !given.contains(argument.name) {
        context.report(
          "Argument \"@\(name)(\(argument.name):)\" of type \"\(argument.type)\" is required, "
            + "but it was not provided.", at: directive)
      }
    }
  }
}
