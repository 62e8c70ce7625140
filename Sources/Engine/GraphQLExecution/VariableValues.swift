public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// The coerced values of an operation's variables (`CoerceVariableValues`, specification, section 6.1.2).
///
/// Variables that were not provided and have no default are absent.
public struct VariableValues: Sendable, Hashable {
  /// By variable name, without the dollar sign.
  public let values: [String: InputValue]

  /// Coerced values by the variables' names.
  public init(values: [String: InputValue] = [:]) { self.values = values }

  /// About how many bytes the values take as text.
  public var byteCount: Int { values.reduce(0) { $0 + $1.key.utf8.count + $1.value.byteCount } }

  /// Coerces the values that a request gives to the variables of one operation.
  ///
  /// - Parameters:
  ///   - maxErrors: when there are more, one last error says so and the rest is not looked at.
  ///   - hideSuggestions: whether messages keep quiet about names of the schema that are nearly right.
  /// - Returns: the values, or every error, each with code `BAD_USER_INPUT`.
  public static func coerce(
    schema: Schema, document: Document, operation: NodeID, inputs: JSONObject, maxErrors: Int = 50,
    hideSuggestions: Bool
  ) -> Result<VariableValues, GraphQLErrors> {
    var coercion = VariableCoercion(
      schema: schema, document: document, maxErrors: maxErrors,
      options: InputProblemOptions(hideSuggestions: hideSuggestions))
    for definition in document.variableDefinitions(operation) where !coercion.isAborted {
      coercion.coerce(definition, inputs)
    }
    guard coercion.errors.isEmpty else { return .failure(GraphQLErrors(coercion.errors)) }
    return .success(VariableValues(values: coercion.values))
  }
}

/// The coercion of one operation's variables, under way.
private struct VariableCoercion {
  let schema: Schema
  let document: Document
  let maxErrors: Int
  let options: InputProblemOptions
  /// Computed with the first error.
  private lazy var sensitive = SensitiveInputs(schema, document)
  var values: [String: InputValue] = [:]
  var errors: [GraphQLError] = []

  init(schema: Schema, document: Document, maxErrors: Int, options: InputProblemOptions) {
    self.schema = schema
    self.document = document
    self.maxErrors = maxErrors
    self.options = options
  }

  var isAborted: Bool { errors.count > maxErrors }

  mutating func coerce(_ definition: NodeID, _ inputs: JSONObject) {
    guard let typeNode = document.type(definition) else { return }
    let name = document.name(definition)
    guard let type = schema.typeReference(document, typeNode), schema[type.namedType].kind.isInput else {
      return add(
        "Variable \"$\(name.quotable)\" expected value of type \"\(document.printType(typeNode))\" "
          + "which cannot be used as an input type.", at: typeNode)
    }
    let input = inputs[name]
    if input == nil {
      if let defaultValue = document.value(definition) {
        return useDefault(defaultValue, of: definition, name, type)
      }
      if !type.isNonNull { return }
    }
    if let input, let value = schema.coerceValue(input, to: type) {
      values[name] = value
      return
    }
    let problems = schema.problems(of: input, type: type, options: options(of: name), limit: maxErrors + 1)
    for problem in problems {
      add("Variable \"$\(name.quotable)\" has invalid value\(problem.place): \(problem.message)", at: definition)
    }
  }

  private mutating func useDefault(
    _ node: NodeID, of definition: NodeID, _ name: String, _ type: TypeReference
  ) {
    if let value = schema.coerceLiteral(document, node, to: type, variables: [:]) {
      values[name] = value
      return
    }
    let start = "Variable \"$\(name.quotable)\" has invalid default value"
    let options = options(of: name)
    let problems = schema.problems(of: node, in: document, type: type, options: options, limit: maxErrors + 1)
    for problem in problems { add("\(start)\(problem.place): \(problem.message)", at: definition) }
    if problems.isEmpty {
      // The literal itself is good, but the default of a field inside it is not.
      let isHidden = options.hidesValue || schema.holdsSensitiveInput(type.namedType)
      let found = isHidden ? "a hidden value" : document.literal(node).printed
      add("\(start): Expected value of type \"\(schema.name(type))\" to be valid, found: \(found).", at: definition)
    }
  }

  private mutating func options(of variable: String) -> InputProblemOptions {
    var options = options
    options.hidesValue = sensitive.contains(variable: variable)
    return options
  }

  private mutating func add(_ message: String, at node: NodeID) {
    guard !isAborted else { return }
    if errors.count == maxErrors {
      errors.append(
        GraphQLError(
          "Too many errors processing variables, error limit reached. Execution aborted.", code: .badUserInput))
    } else {
      errors.append(GraphQLError(message, locations: [document.location(node)], code: .badUserInput))
    }
  }
}
