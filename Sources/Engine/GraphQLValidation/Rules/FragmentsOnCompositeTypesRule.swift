import GraphQLSchema
import GraphQLSyntax

/// Fragments are on objects, interfaces and unions (section 5.5.1.3, "Fragments on Object, Interface or Union Types").
final class FragmentsOnCompositeTypesRule: ValidationRule {
  static let enters: NodeKindSet = [.inlineFragment, .fragmentDefinition]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard let condition = document.typeCondition(node),
      let type = context.namedType(document.nameID(condition)), !type.kind.isComposite
    else { return }
    let fragment = document.kind(node) == .inlineFragment ? "Fragment" : "Fragment \"\(context.quotedName(node))\""
    context.report("\(fragment) cannot condition on non composite type \"\(type.name)\".", at: condition)
  }
}
