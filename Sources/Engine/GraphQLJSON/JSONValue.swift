// GraphQLJSON: JSON as the engine and its transports need it: a strict parser, an ordered value, a fast writer.
// Neighbours: everything above it reads requests with `JSONParser` and writes responses with `JSONWriter`.
// Invariant: no input can trap, recurse without bound, or come back with a loss of precision.

/// A JSON text as a value.
///
/// Numbers keep their text until they are coerced, so nothing is lost and nothing traps. Objects keep the order of
/// their members. Equality is literal: strings by their UTF-8 bytes, numbers by their text, objects in order.
public enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, as it was written: `1`, `1.0` and `1e0` are three different values.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// A map.
  case object(JSONObject)
}

extension JSONValue: Equatable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let one), .boolean(let other)): one == other
    case (.number(let one), .number(let other)): one.utf8.elementsEqual(other.utf8)
    // Not `==`, which holds for canonically equivalent texts of different bytes.
    case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
    case (.array(let one), .array(let other)): one == other
    case (.object(let one), .object(let other)): one == other
    default: false
    }
  }
}

extension JSONValue {
  /// The number of an integer.
  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// The members, when this is an object.
  public var objectValue: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The text, when this is a string.
  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements, when this is an array.
  public var arrayValue: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
