import GraphQLSchema
import GraphQLSyntax

/// Variables fit the places where they are used (section 5.8.5, "All Variable Usages Are Allowed").
final class VariablesInAllowedPositionRule: ValidationRule {
  static let leaves: NodeKindSet = [.document]
  /// The types of the variables defined so far, by definition.
  private var types: [NodeID: TypeReference?] = [:]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    for operation in context.operations.operations where !context.isAborted { check(operation, context) }
  }

  private func check(_ operation: OperationUsages.Operation, _ context: ValidationContext) {
    let document = context.document
    context.register.clear()
    for definition in document.variableDefinitions(operation.node) {
      context.register.set(document.nameID(definition), definition)
    }
    for definition in operation.definitions {
      for usage in context.variableUsages[definition] {
        guard let variable = context.register.node(usage.name), let expected = usage.type,
          let type = type(of: variable, context)
        else { continue }
        check(usage, expected, variable, type, context)
        if context.isAborted { return }
      }
    }
  }

  private func check(
    _ usage: VariableUsage, _ expected: TypeReference, _ variable: NodeID, _ type: TypeReference,
    _ context: ValidationContext
  ) {
    let schema = context.schema
    if !isAllowed(type, at: expected, usage, variable, context) {
      context.report(
        """
        Variable "$\(context.quotedName(usage.node))" of type "\(schema.name(type))" used in position expecting \
        type "\(schema.name(expected))".
        """, at: variable, usage.node)
    }
    if case .named(let parent)? = usage.parentType, schema[parent].isOneOf, !type.isNonNull {
      context.report(
        """
        Variable "$\(context.quotedName(usage.node))" is of type "\(schema.name(type))" but must be non-nullable \
        to be used for OneOf Input Object "\(schema[parent].name)".
        """, at: variable, usage.node)
    }
  }

  /// `IsVariableUsageAllowed`: a default, of the variable or of the place, lets a nullable variable fill a place that
  /// must not be null.
  private func isAllowed(
    _ type: TypeReference, at expected: TypeReference, _ usage: VariableUsage, _ variable: NodeID,
    _ context: ValidationContext
  ) -> Bool {
    guard case .nonNull(let nullable) = expected, !type.isNonNull else {
      return context.schema.isSubtype(type, of: expected)
    }
    let defaultKind = context.document.value(variable).map(context.document.kind)
    let hasDefault = defaultKind != nil && defaultKind != .nullValue
    return (hasDefault || usage.hasDefault) && context.schema.isSubtype(type, of: nullable)
  }

  private func type(of variable: NodeID, _ context: ValidationContext) -> TypeReference? {
    if let type = types[variable] { return type }
    let type = context.document.type(variable).flatMap(context.typeReference)
    types[variable] = .some(type)
    return type
  }
}
