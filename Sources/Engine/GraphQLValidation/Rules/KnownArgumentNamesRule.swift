import GraphQLSchema
import GraphQLSyntax

/// Arguments are defined by their field or directive (section 5.4.1, "Argument Names").
final class KnownArgumentNamesRule: ValidationRule {
  static let enters: NodeKindSet = [.argument, .directive]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    if context.document.kind(node) == .directive { return checkDirective(node, context) }
    guard let owner = context.ancestors.last, context.document.kind(owner) == .field, context.argument == nil,
      let field = context.field, let parent = context.parentType
    else { return }
    let name = context.name(node)
    context.report(
      "Unknown argument \"\(name.quotable)\" on field \"\(parent.name).\(context.quotedName(owner))\"."
        + context.suggestions(name, among: field.arguments.map(\.name)), at: node)
  }

  private func checkDirective(_ directive: NodeID, _ context: ValidationContext) {
    guard let shape = context.directiveShape(context.document.nameID(directive)) else { return }
    for argument in context.document.arguments(directive) {
      let name = context.name(argument)
      guard !shape.argumentNames.contains(name) else { continue }
      context.report(
        "Unknown argument \"\(name.quotable)\" on directive \"@\(context.quotedName(directive))\"."
          + context.suggestions(name, among: shape.argumentNames), at: argument)
    }
  }
}
