import GraphQLSchema
import GraphQLSyntax

/// Literals are valid for the type of their place (section 5.6.1, "Values of Correct Type").
final class ValuesOfCorrectTypeRule: ValidationRule {
  static let enters: NodeKindSet = [.argument, .variableDefinition]
  private let options: InputProblemOptions
  /// Computed with the first default of a variable.
  private var sensitive: SensitiveInputs?

  init(_ context: ValidationContext) {
    options = InputProblemOptions(hideSuggestions: !context.options.suggestions)
  }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    guard let type = context.inputType, let value = context.document.value(node) else { return }
    var problems = problems(of: value, type, options, context)
    guard !problems.isEmpty else { return }
    if context.schema.hasSensitiveInputs, isSensitive(node, context) {
      var options = options
      options.hidesValue = true
      problems = self.problems(of: value, type, options, context)
    }
    for problem in problems { context.report(problem.message, at: problem.node ?? value) }
  }

  private func problems(
    of value: NodeID, _ type: TypeReference, _ options: InputProblemOptions, _ context: ValidationContext
  ) -> [InputProblem] {
    context.schema.problems(
      of: value, in: context.document, type: type, options: options, limit: context.options.maxErrors + 1)
  }

  private func isSensitive(_ node: NodeID, _ context: ValidationContext) -> Bool {
    if context.document.kind(node) == .variableDefinition {
      let known = sensitive ?? SensitiveInputs(context.schema, context.document)
      sensitive = known
      return known.contains(variable: context.name(node))
    }
    if context.argument?.isSensitive == true { return true }
    guard context.directive == nil, let field = context.field, let owner = field.owner else { return false }
    return context.schema.isSensitive(argument: context.name(node), ofField: field.name, on: owner)
  }
}
