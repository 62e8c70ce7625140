public import GraphQLSchema
public import GraphQLSyntax

/// What is checked of the input of one plan: the constants were checked when the plan was made.
public struct ConstraintChecks: Sendable {
  /// In the order of the document.
  enum Entry: Sendable {
    /// What constants break.
    case violations([GraphQLError])
    /// An argument that depends on variables.
    case argument(CheckedArgument)
  }

  let rules: ConstraintRules
  let document: Document
  let entries: [Entry]

  /// Every violation of one request, each with code `VALIDATION_ERROR`, the place of the argument, and in `extensions`
  /// its path and coordinate.
  ///
  /// - Parameters:
  ///   - variables: the coerced values of the variables.
  ///   - limit: the most violations that are told.
  public func errors(_ variables: [String: InputValue], limit: Int) -> [GraphQLError] {
    var errors: [GraphQLError] = []
    for entry in entries where errors.count < limit {
      switch entry {
      case .violations(let known): errors += known
      case .argument(let argument):
        guard let value = argument.value(document, variables, rules.schema) else { continue }
        errors += argument.violations(in: value, document, rules, limit: limit - errors.count)
      }
    }
    // A field on an interface is checked on every type that it may turn out to be.
    var told: Set<GraphQLError> = []
    return Array(errors.filter { told.insert($0).inserted }.prefix(limit))
  }
}

/// An argument of a field that has a constraint, or holds something that has one.
struct CheckedArgument: Sendable {
  let definition: InputValueDefinition
  let constraint: Constraint?
  /// As in `Query.nodes(ids:)`.
  let coordinate: String
  /// The argument in the document.
  let node: NodeID
  /// Its value in the document.
  let literal: NodeID

  /// The coerced value; nil where there is none, or where coercing it fails, which the field answers for itself.
  func value(_ document: Document, _ variables: [String: InputValue], _ schema: Schema) -> InputValue? {
    if document.kind(literal) == .variable { return variables[document.name(literal)] }
    return schema.coerceLiteral(document, literal, to: definition.type, variables: variables)
  }

  /// What the value breaks.
  func violations(
    in value: InputValue, _ document: Document, _ rules: ConstraintRules, limit: Int
  ) -> [GraphQLError] {
    var check = ConstraintCheck(rules: rules, location: document.location(node), limit: limit)
    check.check(value, definition.type, constraint, at: .key(definition.name), coordinate)
    return check.errors
  }
}
