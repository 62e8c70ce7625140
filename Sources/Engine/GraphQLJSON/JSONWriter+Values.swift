extension JSONWriter {
  /// Writes a value that exists as a tree.
  ///
  /// It recurses as deep as the value, and a value that came from a parser is no deeper than the parser's limit.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let flag): boolean(flag)
    case .number(let text): raw(text.utf8.span)
    case .string(let text): string(text)
    case .array(let elements): array(elements)
    case .object(let members): object(members)
    }
  }

  private mutating func array(_ elements: [JSONValue]) {
    byte(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { byte(UInt8(ascii: ",")) }
      value(element)
    }
    byte(UInt8(ascii: "]"))
  }

  /// Writes an object, its members in their order.
  public mutating func object(_ object: JSONObject) {
    byte(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { byte(UInt8(ascii: ",")) }
      string(member.key)
      byte(UInt8(ascii: ":"))
      value(member.value)
    }
    byte(UInt8(ascii: "}"))
  }
}

extension JSONValue {
  /// The JSON text of this value, without white space.
  public func serialized() -> [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.value(self)
    return writer.finish()
  }
}
