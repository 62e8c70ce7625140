import GraphQLJSON
import GraphQLSyntax

/// Finds what is wrong with a JSON value. It runs after the value could not be coerced, so it need not be fast.
struct JSONInputValidator {
  let schema: Schema
  private(set) var options: InputProblemOptions
  let limit: Int
  private(set) var problems: [InputProblem] = []
  private var path: [PathElement] = []

  init(schema: Schema, options: InputProblemOptions, limit: Int) {
    self.schema = schema
    self.options = options
    self.limit = limit
  }

  mutating func validate(_ value: JSONValue?, _ type: TypeReference) {
    guard problems.count < limit, path.count <= Schema.inputDepthLimit else { return }
    switch type {
    case .nonNull(let inner):
      guard let value else {
        return add("Expected a value of non-null type \"\(schema.name(type))\" to be provided.")
      }
      guard !value.isNull else {
        return add("Expected value of non-null type \"\(schema.name(type))\" not to be null.")
      }
      validate(value, inner)
    case .list(let item):
      guard let value, !value.isNull else { return }
      guard case .array(let values) = value else { return validate(value, item) }
      for (index, value) in values.enumerated() { validate(value, item, at: .index(index)) }
    case .named(let id):
      guard let value, !value.isNull else { return }
      validate(value, schema[id])
    }
  }

  private mutating func validate(_ value: JSONValue, _ type: TypeReference, at step: PathElement) {
    path.append(step)
    validate(value, type)
    path.removeLast()
  }

  private mutating func validate(_ value: JSONValue, of field: InputValueDefinition) {
    let outer = options
    if field.isSensitive { options.hidesValue = true }
    validate(value, field.type, at: .key(field.name))
    options = outer
  }

  private mutating func validate(_ value: JSONValue, _ type: NamedType) {
    switch type.kind {
    case .inputObject: validateObject(value, type)
    case .enum: validateEnum(value, type)
    default:
      do throws(GraphQLError) {
        _ = try schema.scalarCoding(type.id).parseValue(value)
      } catch {
        add(options.hidesValue ? schema.hiddenValueMessage(type) : error.message)
      }
    }
  }

  private mutating func validateEnum(_ value: JSONValue, _ type: NamedType) {
    if options.hidesValue {
      guard case .string(let name) = value, type.enumValue(name) != nil else {
        return add(schema.hiddenValueMessage(type))
      }
      return
    }
    if case .string(let name) = value {
      if type.enumValue(name) == nil { add(schema.unknownEnumValueMessage(name, type, options)) }
      return
    }
    let found = value.inspected
    add(
      "Enum \"\(type.name)\" cannot represent non-string value: \(found)."
        + options.suggestion(for: found, among: type.enumValues.map(\.name), "the enum value"))
  }

  private mutating func validateObject(_ value: JSONValue, _ type: NamedType) {
    guard case .object(let object) = value else {
      return add("Expected value of type \"\(type.name)\" to be an object, found: \(found(value, type)).")
    }
    for field in type.inputFields {
      if let value = object[field.name] {
        validate(value, of: field)
      } else if field.isRequired {
        add(
          "Expected value of type \"\(type.name)\" to include required field \"\(field.name)\", "
            + "found: \(found(value, type)).")
      }
    }
    var known: [(key: String, value: JSONValue)] = []
    for member in object.members {
      if type.inputFieldIndex(member.key) != nil {
        known.append(member)
      } else {
        add(schema.unknownFieldMessage(member.key, type, options, found: found(value, type)))
      }
    }
    if type.isOneOf { validateOneOf(known, type) }
  }

  /// The value as messages quote it.
  private func found(_ value: JSONValue, _ type: NamedType) -> String {
    options.hidesValue || schema.holdsSensitiveInput(type.id) ? Schema.hiddenValue : value.inspected
  }

  private mutating func validateOneOf(_ fields: [(key: String, value: JSONValue)], _ type: NamedType) {
    if fields.count != 1 { add(schema.oneOfMessage(type)) }
    guard let first = fields.first, first.value.isNull else { return }
    path.append(.key(first.key))
    add(schema.oneOfMessage(type))
    path.removeLast()
  }

  private mutating func add(_ message: String) {
    guard problems.count < limit else { return }
    problems.append(InputProblem(message: message, path: path, node: nil))
  }
}
