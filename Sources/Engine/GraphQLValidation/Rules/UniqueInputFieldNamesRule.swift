import GraphQLSyntax

/// The fields of an input object have different names (section 5.6.3, "Input Object Field Uniqueness").
final class UniqueInputFieldNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.objectValue]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    context.register.clear()
    for field in document.children(node) {
      if let first = context.register.insert(document.nameID(field), field) {
        context.report(
          "There can be only one input field named \"\(context.quotedName(field))\".", atNamesOf: [first, field])
      }
    }
  }
}
