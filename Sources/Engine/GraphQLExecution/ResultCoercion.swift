public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension Schema {
  /// The result of a leaf type from a plain value (specification, section 3.5, "Result Coercion").
  ///
  /// The built-in scalars take more than their own type where nothing is lost; custom scalars take any value.
  ///
  /// - Parameters:
  ///   - value: not null.
  ///   - type: a scalar or an enum.
  public func coerceResult(_ value: JSONValue, to type: NamedType) throws(GraphQLError) -> JSONValue {
    if type.kind == .enum {
      guard case .string(let name) = value, type.enumValue(name) != nil else {
        throw GraphQLError("Enum \"\(type.name)\" cannot represent value: \(value.inspected)")
      }
      return value
    }
    return switch type.name {
    case "Int": try LeafResults.int(value)
    case "Float": try LeafResults.float(value)
    case "String": try LeafResults.string(value)
    case "Boolean": try LeafResults.boolean(value)
    case "ID": try LeafResults.id(value)
    default: value
    }
  }
}

/// The results of the built-in scalars.
private enum LeafResults {
  static func int(_ value: JSONValue) throws(GraphQLError) -> JSONValue {
    guard let number = number(value), number.rounded() == number else {
      throw GraphQLError("Int cannot represent non-integer value: \(value.inspected)")
    }
    guard let int = Int32(exactly: number) else {
      throw GraphQLError("Int cannot represent non 32-bit signed integer value: \(value.inspected)")
    }
    return .integer(Int(int))
  }

  static func float(_ value: JSONValue) throws(GraphQLError) -> JSONValue {
    guard let number = number(value) else {
      throw GraphQLError("Float cannot represent non numeric value: \(value.inspected)")
    }
    if case .number = value { return value }
    var writer = JSONWriter(capacity: 32)
    writer.number(number)
    return .number(String(decoding: writer.finish(), as: UTF8.self))
  }

  static func string(_ value: JSONValue) throws(GraphQLError) -> JSONValue {
    switch value {
    case .string: return value
    case .boolean(let flag): return .string(flag ? "true" : "false")
    case .number: return .string(value.inspected)
    case .null, .array, .object: throw GraphQLError("String cannot represent value: \(value.inspected)")
    }
  }

  static func boolean(_ value: JSONValue) throws(GraphQLError) -> JSONValue {
    switch value {
    case .boolean: return value
    case .number(let text):
      if let number = Double(text), number.isFinite { return .boolean(number != 0) }
    case .null, .string, .array, .object: break
    }
    throw GraphQLError("Boolean cannot represent a non boolean value: \(value.inspected)")
  }

  static func id(_ value: JSONValue) throws(GraphQLError) -> JSONValue {
    switch value {
    case .string: return value
    case .number(let text):
      if Int(text) != nil { return .string(text) }
      if let number = Double(text), number.isFinite, number.rounded() == number { return .string(value.inspected) }
    case .null, .boolean, .array, .object: break
    }
    throw GraphQLError("ID cannot represent value: \(value.inspected)")
  }

  /// The finite number that a value is, counts as, or spells.
  private static func number(_ value: JSONValue) -> Double? {
    let text: String
    switch value {
    case .boolean(let flag): return flag ? 1 : 0
    case .number(let number): text = number
    // `Double` would also read "nan", "infinity" and hexadecimal numbers.
    case .string(let spelled) where spelled.utf8.allSatisfy(isDecimal): text = spelled
    case .string, .null, .array, .object: return nil
    }
    guard let number = Double(text), number.isFinite else { return nil }
    return number
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
