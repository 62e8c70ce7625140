/// A value as written in a document, free of the arena: default values, directive arguments (specification, section 2.9).
public indirect enum ValueLiteral: Hashable, Sendable {
  case variable(String)
  case null
  case boolean(Bool)
  /// The digits as written.
  case int(String)
  /// The number as written.
  case float(String)
  case string(String, isBlock: Bool)
  case enumValue(String)
  case list([ValueLiteral])
  case object([Field])

  /// One field of an input object literal.
  public struct Field: Hashable, Sendable {
    public let name: String
    public let value: ValueLiteral

    public init(name: String, value: ValueLiteral) {
      self.name = name
      self.value = value
    }
  }
}

extension Document {
  /// The literal at a value node. Its depth is bounded by the parser's nesting limit.
  public func literal(_ value: NodeID) -> ValueLiteral {
    switch kind(value) {
    case .variable: .variable(name(value))
    case .intValue: .int(sourceText(value))
    case .floatValue: .float(sourceText(value))
    case .stringValue, .description: .string(stringValue(value), isBlock: isBlockString(value))
    case .booleanValue: .boolean(booleanValue(value))
    case .enumValue: .enumValue(name(value))
    case .listValue: .list(children(value).map(literal))
    case .objectValue:
      .object(
        children(value).map { field in
          ValueLiteral.Field(name: name(field), value: self.value(field).map(literal) ?? .null)
        })
    default: .null
    }
  }
}
