import GraphQLSyntax

/// The arguments of a directive are those of its definition (specification, section 5.4.1).
enum KnownArgumentNamesOnDirectivesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    for directive in context.nodes where document.kind(directive) == .directive {
      guard let signature = context.directives[document.name(directive)] else { continue }
      let known = signature.arguments.map(\.name)
      for argument in document.arguments(directive) where !known.contains(document.name(argument)) {
        let name = document.name(argument)
        context.report(
          "Unknown argument \"\(name)\" on directive \"@\(document.name(directive))\"."
            + Suggestions.didYouMean(Suggestions.suggestionList(name, known)), at: argument)
      }
    }
  }
}
