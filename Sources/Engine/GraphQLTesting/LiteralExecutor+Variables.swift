public import GraphQLJSON
public import GraphQLSchema
import GraphQLSyntax

/// Variables (specification, section 6.1.2).
extension LiteralExecutor {
  /// `CoerceVariableValues`; nil for a request error.
  func coerceVariableValues(_ operation: NodeID, _ variableValues: JSONObject) -> [String: InputValue]? {
    var coercedValues: [String: InputValue] = [:]
    for definition in document.variableDefinitions(operation) {
      let name = document.name(definition)
      guard let typeNode = document.type(definition), let type = schema.typeReference(document, typeNode) else {
        return nil
      }
      if let value = variableValues[name] {
        guard let coerced = schema.coerceValue(value, to: type) else { return nil }
        coercedValues[name] = coerced
      } else if let defaultValue = document.value(definition) {
        guard let coerced = schema.coerceLiteral(document, defaultValue, to: type, variables: [:]) else { return nil }
        coercedValues[name] = coerced
      } else if type.isNonNull {
        return nil
      }
    }
    return coercedValues
  }
}

extension InputValue {
  /// The value as JSON, which a field that answers its arguments returns.
  public var plainValue: JSONValue {
    switch self {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .int(let number): .integer(number)
    case .float(let number): .number(number.description)
    case .number(let text): .number(text)
    case .string(let text), .enumValue(let text): .string(text)
    case .list(let items): .array(items.map(\.plainValue))
    case .object(let object): .object(JSONObject(object.fields.map { (key: $0.name, value: $0.value.plainValue) }))
    }
  }
}
