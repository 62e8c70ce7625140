import GraphQLSchema
import GraphQLSyntax

/// `@stream` stands at fields that are lists.
final class StreamDirectiveOnListFieldRule: ValidationRule {
  static let enters: NodeKindSet = [.directive]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard context.document.name(node, is: "stream"), let field = context.field, let parent = context.parentType,
      field.type.listItem == nil
    else { return }
    // At a fragment the innermost field is the one around it, which is not a field of the parent type.
    let name = field.owner == parent.id ? " \"\(field.name)\"" : ""
    context.report("Stream directive cannot be used on non-list field\(name) on type \"\(parent.name)\".", at: node)
  }
}
