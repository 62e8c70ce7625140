import GraphQLJSON
import Tracing

extension JSONWriter {
  /// How many attributes a span, event or link has at most.
  private static var attributeLimit: Int { 64 }
  /// How long a text among them is at most, in bytes.
  private static var textLimit: Int { 1_000 }

  /// The member `attributes`, in the order of the names, and `droppedAttributesCount` where there are too many; nothing
  /// for none.
  mutating func attributes(_ attributes: SpanAttributes) {
    guard !attributes.isEmpty else { return }
    var pairs: [(name: String, value: SpanAttribute)] = []
    attributes.forEach { pairs.append(($0, $1)) }
    pairs.sort { $0.name < $1.name }
    raw(",\"attributes\":")
    list(pairs.prefix(Self.attributeLimit)) { writer, pair in writer.attribute(pair.name, pair.value) }
    if pairs.count > Self.attributeLimit {
      raw(",\"droppedAttributesCount\":")
      integer(pairs.count - Self.attributeLimit)
    }
  }

  /// `KeyValue` of common.proto.
  mutating func attribute(_ name: String, _ value: SpanAttribute) {
    raw("{\"key\":")
    string(name)
    raw(",\"value\":")
    self.value(value)
    raw("}")
  }

  /// An array of whatever is written one by one.
  mutating func list<Element>(
    _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
  ) {
    var isFirst = true
    byte(UInt8(ascii: "["))
    for element in elements {
      if !isFirst { byte(UInt8(ascii: ",")) }
      isFirst = false
      write(&self, element)
    }
    byte(UInt8(ascii: "]"))
  }

  /// `AnyValue` of common.proto.
  private mutating func value(_ value: SpanAttribute) {
    switch value {
    case .bool(let value):
      raw("{\"boolValue\":")
      boolean(value)
      raw("}")
    case .int32(let value): integerValue(Int64(value))
    case .int64(let value): integerValue(value)
    case .double(let value): doubleValue(value)
    case .string(let text): textValue(text)
    case .stringConvertible(let value): textValue("\(value)")
    case .boolArray(let values): array(values.map { .bool($0) })
    case .int32Array(let values): array(values.map { .int64(Int64($0)) })
    case .int64Array(let values): array(values.map { .int64($0) })
    case .doubleArray(let values): array(values.map { .double($0) })
    case .stringArray(let values): array(values.map { .string($0) })
    case .stringConvertibleArray(let values): array(values.map { .string("\($0)") })
    default: raw("{}")
    }
  }

  /// The elements are no arrays, so this goes no deeper.
  private mutating func array(_ values: [SpanAttribute]) {
    raw("{\"arrayValue\":{\"values\":")
    list(values.prefix(Self.attributeLimit)) { writer, value in writer.value(value) }
    raw("}}")
  }

  private mutating func textValue(_ text: String) {
    raw("{\"stringValue\":")
    string(text.truncated(toBytes: Self.textLimit))
    raw("}")
  }

  private mutating func integerValue(_ value: Int64) {
    raw("{\"intValue\":\"")
    integer(value)
    raw("\"}")
  }

  /// What JSON has no numbers for is spelled out, as protobuf does.
  private mutating func doubleValue(_ value: Double) {
    raw("{\"doubleValue\":")
    if value.isFinite {
      number(value)
    } else {
      string(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
    }
    raw("}")
  }
}

extension String {
  /// The beginning of the text, of whole characters and not longer than so many bytes.
  func truncated(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var bytes = utf8.prefix(limit + 1)
    // The first byte that is left out must not go on with a character that was kept.
    while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    return String(Substring(bytes))
  }
}
