import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import GraphQLValidation

/// Validation of documents and coercion of variables.
enum ValidateOperations {
  static let table: [String: ConformanceOperation] = [
    "validate": { request in
      answering {
        let schema = try schema(request, "schema")
        let document = try Parser.parse(text(request, "query"))
        let rules = request["rules"]?.arrayValue.map { RuleSet(named: $0.compactMap(\.stringValue)) }
        return failed(
          Validator.validate(
            schema: schema, document: document, rules: rules ?? .specified, options: options(request)))
      }
    },
    "coerceVariables": { request in
      answering {
        let schema = try schema(request, "schema")
        let document = try Parser.parse(text(request, "query"))
        let operation = document.operations.first { _ in true } ?? .document
        let result = VariableValues.coerce(
          schema: schema, document: document, operation: operation,
          inputs: request["variables"]?.objectValue ?? JSONObject(), hideSuggestions: false)
        return switch result {
        case .success(let variables): ["coerced": .object(variables.conformanceForm)]
        case .failure(let failure): failed(failure.errors)
        }
      }
    },
  ]

  private static func schema(_ request: JSONObject, _ key: String) throws(GraphQLError) -> Schema {
    try SchemaBuilder.build(text(request, key))
  }

  private static func options(_ request: JSONObject) -> ValidationOptions {
    var options = ValidationOptions(limits: .none)
    if let maxErrors = request["options"]?.objectValue?["maxErrors"]?.integer { options.maxErrors = maxErrors }
    return options
  }
}

extension VariableValues {
  /// The values as the cases write them.
  var conformanceForm: JSONObject {
    JSONObject(values.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.conformanceForm) })
  }
}

extension InputValue {
  /// The value as the cases write it: enum values are their names.
  var conformanceForm: JSONValue {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .int(let number): .integer(number)
    case .float(let number): .number(number.description)
    case .number(let text): .number(text)
    case .string(let text), .enumValue(let text): .string(text)
    case .list(let items): .array(items.map(\.conformanceForm))
    case .object(let object):
      .object(JSONObject(object.fields.map { (key: $0.name, value: $0.value.conformanceForm) }))
    }
  }
}
