public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// A Swift type that is made from a coerced input value: scalars, enums and input objects of the schema.
public protocol InputDecodable: Sendable {
  /// - Throws: a `GraphQLError` where the value does not have the type; coercion against the schema rules that out.
  init(input: InputValue) throws(GraphQLError)
}

/// The arguments of a field as a struct; generated from the schema.
public protocol ArgumentSet: Sendable {
  /// Decodes the arguments, which have been coerced to the types of the schema.
  init(_ arguments: InputArguments) throws(GraphQLError)
}

/// The arguments of a field without any.
public struct NoArguments: ArgumentSet {
  public init(_ arguments: InputArguments) {}
  /// No arguments.
  public init() {}
}

/// The coerced arguments of one field (`CoerceArgumentValues`, section 6.4.1).
public struct InputArguments: Sendable {
  let definitions: [InputValueDefinition]
  let values: [InputValue?]

  /// The values of arguments in the order of their definitions; nil where none was given.
  public init(definitions: [InputValueDefinition], values: [InputValue?]) {
    self.definitions = definitions
    self.values = values
  }

  /// The value of an argument; nil where it has none.
  public subscript(name: String) -> InputValue? {
    for (index, definition) in definitions.enumerated() where definition.name == name { return values[index] }
    return nil
  }

  /// Name and value of every argument that has one, in the order of definition.
  public var present: [(name: String, value: InputValue)] {
    zip(definitions, values).compactMap { definition, value in value.map { (definition.name, $0) } }
  }

  /// Decodes an argument; one without a value counts as null.
  public func decode<Value: InputDecodable>(_ name: String) throws(GraphQLError) -> Value {
    try Value(input: self[name] ?? .null)
  }
}

extension InputObject {
  /// Decodes a field; one without a value counts as null.
  public func decode<Value: InputDecodable>(_ name: String) throws(GraphQLError) -> Value {
    try Value(input: self[name] ?? .null)
  }
}

extension GraphQLError {
  /// The error of an input value that has another type than its declaration.
  public static func unexpectedInput(_ type: String) -> GraphQLError {
    GraphQLError("Expected a value of type \(type).", code: .badUserInput)
  }
}

extension String: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input else { throw .unexpectedInput("String") }
    self = text
  }
}

extension ID: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    guard case .string(let text) = input else { throw .unexpectedInput("ID") }
    self.init(text)
  }
}

extension Int: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    guard case .int(let number) = input else { throw .unexpectedInput("Int") }
    self = number
  }
}

extension Double: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    switch input {
    case .float(let number): self = number
    case .int(let number): self = Double(number)
    default: throw .unexpectedInput("Float")
    }
  }
}

extension Bool: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    guard case .boolean(let flag) = input else { throw .unexpectedInput("Boolean") }
    self = flag
  }
}

extension Optional: InputDecodable where Wrapped: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    self = input == .null ? nil : try Wrapped(input: input)
  }
}

extension Array: InputDecodable where Element: InputDecodable {
  public init(input: InputValue) throws(GraphQLError) {
    guard case .list(let items) = input else { throw .unexpectedInput("list") }
    var elements: [Element] = []
    elements.reserveCapacity(items.count)
    for item in items { elements.append(try Element(input: item)) }
    self = elements
  }
}

extension JSONValue: InputDecodable {
  /// The value of a scalar that takes any JSON.
  public init(input: InputValue) {
    switch input {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .int(let number): self = .number(String(number))
    case .float(let number): self = .number(number.description)
    case .number(let text): self = .number(text)
    case .string(let text), .enumValue(let text): self = .string(text)
    case .list(let items): self = .array(items.map(JSONValue.init(input:)))
    case .object(let object):
      self = .object(JSONObject(object.fields.map { ($0.name, JSONValue(input: $0.value)) }))
    }
  }
}
