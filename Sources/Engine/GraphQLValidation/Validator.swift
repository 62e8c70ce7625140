// GraphQLValidation: whether a document fits a schema (specification, section 5), and whether it stays within bounds.
// Neighbours: documents come from GraphQLSyntax, schemas from GraphQLSchema; GraphQLExecution trusts what passed here.
// Invariant: time and memory are linear in the document, or bounded by a limit; one walk serves all rules.
public import GraphQLSchema
public import GraphQLSyntax

/// Validates documents.
public struct Validator {
  /// Every error of a document, in the order of the walk; empty where it may be executed.
  ///
  /// A document that exceeds a limit is refused at once, with the errors of the limits alone.
  ///
  /// - Parameters:
  ///   - schema: a valid schema.
  ///   - rules: the rules to apply.
  /// - Returns: errors with code `GRAPHQL_VALIDATION_FAILED`; at most one more than `options.maxErrors`.
  public static func validate(
    schema: Schema, document: Document, rules: RuleSet = .specified, options: ValidationOptions = ValidationOptions()
  ) -> [GraphQLError] {
    let context = ValidationContext(schema: schema, document: document, options: options)
    DocumentLimits(context: context).check()
    guard context.errors.isEmpty else { return context.errors }
    DocumentWalk(context: context, rules: rules).walk()
    return context.errors
  }
}
