import GraphQLSchema
import GraphQLSyntax

/// A fragment is spread only where an object may be of its type (section 5.5.2.3, "Fragment Spread Is Possible").
final class PossibleFragmentSpreadsRule: ValidationRule {
  static let enters: NodeKindSet = [.inlineFragment, .fragmentSpread]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let isInline = context.document.kind(node) == .inlineFragment
    guard let parent = context.parentType, let type = isInline ? inlineType(context) : spreadType(node, context),
      !context.schema.doTypesOverlap(type.id, parent.id)
    else { return }
    let fragment = isInline ? "Fragment" : "Fragment \"\(context.quotedName(node))\""
    context.report(
      """
      \(fragment) cannot be spread here as objects of type "\(parent.name)" can never be of type "\(type.name)".
      """, at: node)
  }

  private func inlineType(_ context: ValidationContext) -> NamedType? {
    guard let type = context.type.map({ context.schema[$0.namedType] }), type.kind.isComposite else { return nil }
    return type
  }

  private func spreadType(_ node: NodeID, _ context: ValidationContext) -> NamedType? {
    let document = context.document
    guard let fragment = context.fragments.fragment(named: document.nameID(node)),
      let condition = document.typeCondition(context.fragments.definitions[fragment]),
      let type = context.namedType(document.nameID(condition)), type.kind.isComposite
    else { return nil }
    return type
  }
}
