import GraphQLSyntax

/// Fragments have different names (section 5.5.1.1, "Fragment Name Uniqueness").
final class UniqueFragmentNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.fragmentDefinition]
  private var known: NameRegister

  init(_ context: ValidationContext) { known = NameRegister(nameCount: context.document.nameCount) }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    if let first = known.insert(context.document.nameID(node), node) {
      context.report("There can be only one fragment named \"\(context.quotedName(node))\".", atNamesOf: [first, node])
    }
  }
}
