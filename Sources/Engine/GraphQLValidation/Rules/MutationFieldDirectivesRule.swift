import GraphQLSchema
import GraphQLSyntax

/// Directives that change how a mutation runs stand at its root fields only: elsewhere they would be a promise that
/// nobody keeps. Which ones these are, the options say.
final class MutationFieldDirectivesRule: ValidationRule {
  static let enters: NodeKindSet = [.directive]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard !context.options.mutationFieldDirectives.isEmpty, let parent = context.parentType,
      parent.id != context.schema.rootType(.mutation)?.id
    else { return }
    let name = context.name(node)
    guard context.options.mutationFieldDirectives.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return }
    context.report(
      "Directive \"@\(name.quotable)\" may only be used on root fields of mutations, not on fields of type "
        + "\"\(parent.name)\".", at: node)
  }
}
