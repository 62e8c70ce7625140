import GraphQLSyntax

/// The arguments of a field or directive have different names (section 5.4.2, "Argument Uniqueness").
final class UniqueArgumentNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.field, .directive]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    for group in context.duplicates(among: context.document.arguments(node)) {
      context.report("There can be only one argument named \"\(context.quotedName(group[0]))\".", atNamesOf: group)
    }
  }
}
