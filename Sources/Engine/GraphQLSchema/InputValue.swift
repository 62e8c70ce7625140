import GraphQLJSON

/// A coerced input value (specification, section 3.5 to 3.12, "Input Coercion"): what arguments and variables hold.
public indirect enum InputValue: Sendable, Hashable {
  /// Null, which was given.
  case null
  /// A Boolean.
  case boolean(Bool)
  /// Int, or the integer form of a custom scalar.
  case int(Int)
  /// A floating-point number.
  case float(Double)
  /// A number of a custom scalar that neither `Int` nor `Double` holds without loss, as written.
  case number(String)
  /// String, ID, or the text form of a custom scalar.
  case string(String)
  /// The name of an enum value.
  case enumValue(String)
  /// A list.
  case list([InputValue])
  /// An input object.
  case object(InputObject)

  /// About how many bytes the value takes as text.
  public var byteCount: Int {
    switch self {
    case .null, .boolean, .int, .float: 8
    case .number(let text), .string(let text), .enumValue(let text): text.utf8.count
    case .list(let items): items.reduce(2) { $0 + $1.byteCount }
    case .object(let object): object.fields.reduce(2) { $0 + $1.name.utf8.count + $1.value.byteCount }
    }
  }
}

/// The fields of a coerced input object, in the order of its definition. Fields without a value are absent.
public struct InputObject: Sendable, Hashable {
  /// A field that has a value, null or not.
  public struct Field: Sendable, Hashable {
    /// The field's name.
    public let name: String
    /// The field's value.
    public let value: InputValue
  }

  /// The fields that have values, in order.
  public private(set) var fields: [Field]

  /// An object with these fields, whose names differ.
  public init(_ fields: [(String, InputValue)] = []) {
    self.fields = fields.map { Field(name: $0.0, value: $0.1) }
  }

  /// Adds a field, which must not be there yet.
  public mutating func append(_ name: String, _ value: InputValue) { fields.append(Field(name: name, value: value)) }

  /// Whether a field has a value, null or not.
  public func has(_ name: String) -> Bool { self[name] != nil }

  /// The value of a field; nil where it was not given and has no default.
  public subscript(name: String) -> InputValue? { fields.first { $0.name == name }?.value }
}
