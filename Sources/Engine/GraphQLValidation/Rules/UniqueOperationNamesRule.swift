import GraphQLSyntax

/// Operations have different names (section 5.2.2.1, "Operation Name Uniqueness").
final class UniqueOperationNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]
  private var known: NameRegister

  init(_ context: ValidationContext) { known = NameRegister(nameCount: context.document.nameCount) }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let name = context.document.nameID(node)
    guard name != .none else { return }
    if let first = known.insert(name, node) {
      context.report(
        "There can be only one operation named \"\(context.quotedName(node))\".", atNamesOf: [first, node])
    }
  }
}
