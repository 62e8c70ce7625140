import GraphQLSchema
import GraphQLSyntax

/// Types that are named exist (section 5.5.1.2, "Fragment Spread Type Existence", and others).
final class KnownTypeNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.namedType]
  private var definedNames: Set<String>?

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard context.namedType(document.nameID(node)) == nil else { return }
    let name = context.name(node)
    let definedNames = definedNames(in: document)
    guard !definedNames.contains(name) else { return }
    // Inside type system definitions the built-in types exist even where the schema does not use them.
    let definition = context.ancestors.count > 1 ? document.kind(context.ancestors[1]) : .document
    let isInTypeSystem = definition.isTypeSystemDefinition || definition.isTypeSystemExtension
    let standardNames = Schema.specifiedScalarNames + Schema.introspectionTypeNames
    if isInTypeSystem && standardNames.contains(name) { return }
    let suggestions = context.suggestions(
      name, among: (isInTypeSystem ? standardNames : []) + context.schema.types.map(\.name) + definedNames)
    context.report("Unknown type \"\(name.quotable)\"." + suggestions, at: node)
  }

  private func definedNames(in document: Document) -> Set<String> {
    if let definedNames { return definedNames }
    let names = Set(document.definitions.filter { document.kind($0).isTypeDefinition }.map(document.name))
    definedNames = names
    return names
  }
}
