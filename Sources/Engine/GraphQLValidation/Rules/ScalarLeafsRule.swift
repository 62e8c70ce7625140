import GraphQLSchema
import GraphQLSyntax

/// Leaf fields have no selections, composite fields have some (section 5.3.3, "Leaf Field Selections").
final class ScalarLeafsRule: ValidationRule {
  static let enters: NodeKindSet = [.field]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.type else { return }
    let selectionSet = context.document.selectionSet(node)
    let isLeaf = context.schema[type.namedType].kind.isLeaf
    if isLeaf, let selectionSet {
      context.report(
        """
        Field "\(context.quotedName(node))" must not have a selection since type "\(context.schema.name(type))" \
        has no subfields.
        """, at: selectionSet)
    }
    if !isLeaf && selectionSet == nil {
      let name = context.quotedName(node)
      context.report(
        """
        Field "\(name)" of type "\(context.schema.name(type))" must have a selection of subfields. \
        Did you mean "\(name) { ... }"?
        """, at: node)
    }
  }
}
