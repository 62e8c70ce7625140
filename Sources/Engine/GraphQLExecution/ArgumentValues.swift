public import GraphQLSchema
public import GraphQLSyntax

/// The coercion of arguments (`CoerceArgumentValues`, specification, section 6.4.1).
public enum ArgumentValues {
  /// Coerces the arguments of a field or directive.
  ///
  /// - Parameters:
  ///   - definitions: the arguments of the field's or directive's definition.
  ///   - node: the field or directive.
  /// - Returns: one slot for each definition, nil where there is no value and no default.
  /// - Throws: the first error, with code `BAD_USER_INPUT`.
  public static func coerceArgumentValues(
    schema: Schema, definitions: [InputValueDefinition], document: Document, node: NodeID, variables: VariableValues,
    hideSuggestions: Bool = false
  ) throws(GraphQLError) -> [InputValue?] {
    guard !definitions.isEmpty else { return [] }
    let given = document.arguments(node).map { (name: document.name($0), node: $0) }
    let coercion = ArgumentCoercion(
      schema: schema, document: document, node: node, variables: variables.values,
      options: InputProblemOptions(hideSuggestions: hideSuggestions))
    var values: [InputValue?] = []
    values.reserveCapacity(definitions.count)
    for definition in definitions {
      let argument = given.last { $0.name == definition.name }
      values.append(try coercion.coerce(definition, argument?.node))
    }
    return values
  }
}

/// The coercion of one field's or directive's arguments.
private struct ArgumentCoercion {
  let schema: Schema
  let document: Document
  let node: NodeID
  let variables: [String: InputValue]
  let options: InputProblemOptions

  func coerce(_ definition: InputValueDefinition, _ argument: NodeID?) throws(GraphQLError) -> InputValue? {
    guard let argument, let value = document.value(argument) else {
      guard !definition.isRequired else {
        let type = schema.name(definition.type)
        throw error("Argument \"\(definition.name)\" of required type \"\(type)\" was not provided.", at: node)
      }
      return try defaultValue(definition)
    }
    // A variable without a value is as good as no argument, as long as none is required.
    if document.kind(value) == .variable, variables[document.name(value)] == nil, !definition.isRequired {
      return try defaultValue(definition)
    }
    if let coerced = schema.coerceLiteral(document, value, to: definition.type, variables: variables) {
      return coerced
    }
    throw invalid(definition, value)
  }

  private func invalid(_ definition: InputValueDefinition, _ value: NodeID) -> GraphQLError {
    var options = options
    options.hidesValue = definition.isSensitive
    let problem = schema.problems(
      of: value, in: document, type: definition.type, variables: variables, options: options, limit: 1
    ).first
    guard let problem else { return error("Invalid argument \"\(definition.name)\".", at: value) }
    return error(
      "Argument \"\(definition.name)\" has invalid value\(problem.place): \(problem.message)",
      at: problem.node ?? value)
  }

  private func defaultValue(_ definition: InputValueDefinition) throws(GraphQLError) -> InputValue? {
    guard let literal = definition.defaultValue else { return nil }
    if let value = schema.coerceLiteral(literal, to: definition.type) { return value }
    // Only a schema that was never validated comes here.
    throw error(
      "Argument \"\(definition.name)\" has invalid default value: Expected value of type "
        + "\"\(schema.name(definition.type))\" to be valid, found: \(literal.printed.quotable).", at: node)
  }

  private func error(_ message: String, at node: NodeID) -> GraphQLError {
    GraphQLError(message, locations: [document.location(node)], code: .badUserInput)
  }
}
