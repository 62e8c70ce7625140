import GraphQLSyntax

/// Fragments that are spread exist (section 5.5.2.1, "Fragment Spread Target Defined").
final class KnownFragmentNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.fragmentSpread]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard context.fragments.fragment(named: context.document.nameID(node)) == nil else { return }
    context.report("Unknown fragment \"\(context.quotedName(node))\".", atNamesOf: [node])
  }
}
