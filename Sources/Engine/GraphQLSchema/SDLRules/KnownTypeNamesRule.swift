import GraphQLSyntax

/// Every type that is named somewhere is defined in the document, in the schema it extends, or built in.
enum KnownTypeNamesRule: SDLRule {
  static func check(_ context: inout SDLContext) {
    let document = context.document
    let defined = context.typeDefinitions.map(document.name) + (context.schema?.types.map(\.name) ?? [])
    let known = Set(defined)
    let standard = Schema.specifiedScalarNames + Schema.introspectionTypeNames
    for definition in document.definitions {
      let isSDL = !document.kind(definition).isExecutableDefinition
      for node in document.nodes(of: definition) where document.kind(node) == .namedType {
        let name = document.name(node)
        if known.contains(name) || isSDL && standard.contains(name) { continue }
        let suggestions = Suggestions.suggestionList(name, isSDL ? standard + defined : defined)
        context.report("Unknown type \"\(name)\"." + Suggestions.didYouMean(suggestions), at: node)
      }
    }
  }
}
