import GraphQLSchema
import GraphQLSyntax

/// Literals are valid for the type of their place (section 5.6.1, "Values of Correct Type").
final class ValuesOfCorrectTypeRule: ValidationRule {
  static let enters: NodeKindSet = [.argument, .variableDefinition]
  private let options: InputProblemOptions

  init(_ context: ValidationContext) {
    options = InputProblemOptions(hideSuggestions: !context.options.suggestions)
  }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.inputType, let value = context.document.value(node) else { return }
    let problems = context.schema.problems(
      of: value, in: context.document, type: type, options: options, limit: context.options.maxErrors + 1)
    for problem in problems { context.report(problem.message, at: problem.node ?? value) }
  }
}
