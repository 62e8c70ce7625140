/// The position in a JSON text and the grammar of values, arrays and objects.
///
/// The text is handed to every method instead of being stored, because a `Span` does not outlive its owner.
struct JSONScanner {
  let limits: JSONParser.Limits
  var position = 0

  init(limits: JSONParser.Limits) {
    self.limits = limits
  }

  mutating func document(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw JSONError("A byte order mark is not allowed", at: 0, in: bytes)
    }
    skipWhitespace(bytes)
    let result = try value(bytes, depth: 0)
    skipWhitespace(bytes)
    guard position == bytes.count else {
      throw JSONError("Unexpected text after the JSON value", at: position, in: bytes)
    }
    return result
  }

  /// One value; `depth` containers are open around it.
  mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    guard position < bytes.count else { throw JSONError("Unexpected end of JSON", at: position, in: bytes) }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(bytes, depth: open(bytes, depth))
    case UInt8(ascii: "["): return try array(bytes, depth: open(bytes, depth))
    case UInt8(ascii: "\""): return .string(try string(bytes))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number(bytes))
    case UInt8(ascii: "t"): return try keyword("true", .boolean(true), bytes)
    case UInt8(ascii: "f"): return try keyword("false", .boolean(false), bytes)
    case UInt8(ascii: "n"): return try keyword("null", .null, bytes)
    default: throw JSONError("Expected a JSON value", at: position, in: bytes)
    }
  }

  /// Counts a container before it is entered, so that recursion never passes the limit.
  private mutating func open(_ bytes: Span<UInt8>, _ depth: Int) throws(JSONError) -> Int {
    guard depth < limits.depth else {
      throw JSONError("JSON is nested deeper than \(limits.depth) levels", at: position, in: bytes)
    }
    position += 1
    skipWhitespace(bytes)
    return depth + 1
  }

  private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    if take(UInt8(ascii: "]"), bytes) { return .array(elements) }
    while true {
      guard elements.count < limits.elementsPerArray else {
        throw JSONError("A JSON array has more than \(limits.elementsPerArray) elements", at: position, in: bytes)
      }
      elements.append(try value(bytes, depth: depth))
      skipWhitespace(bytes)
      if take(UInt8(ascii: "]"), bytes) { return .array(elements) }
      try expect(UInt8(ascii: ","), "Expected ',' or ']'", bytes)
      skipWhitespace(bytes)
    }
  }

  private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSONValue {
    var object = JSONObject()
    if take(UInt8(ascii: "}"), bytes) { return .object(object) }
    while true {
      guard object.count < limits.membersPerObject else {
        throw JSONError("A JSON object has more than \(limits.membersPerObject) members", at: position, in: bytes)
      }
      let key = try newKey(of: object, bytes)
      skipWhitespace(bytes)
      try expect(UInt8(ascii: ":"), "Expected ':'", bytes)
      skipWhitespace(bytes)
      object.append(key: key, value: try value(bytes, depth: depth))
      skipWhitespace(bytes)
      if take(UInt8(ascii: "}"), bytes) { return .object(object) }
      try expect(UInt8(ascii: ","), "Expected ',' or '}'", bytes)
      skipWhitespace(bytes)
    }
  }

  private mutating func newKey(of object: JSONObject, _ bytes: Span<UInt8>) throws(JSONError) -> String {
    let start = position
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      throw JSONError("Expected a string as key", at: start, in: bytes)
    }
    let key = try string(bytes)
    guard object.position(of: key) == nil else {
      throw JSONError("A key appears twice in one object", at: start, in: bytes)
    }
    return key
  }

  private mutating func keyword(
    _ word: StaticString, _ result: JSONValue, _ bytes: Span<UInt8>
  ) throws(JSONError) -> JSONValue {
    let start = position
    for byte in word.description.utf8 where !take(byte, bytes) {
      throw JSONError("Expected a JSON value", at: start, in: bytes)
    }
    return result
  }

  mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ message: String, _ bytes: Span<UInt8>) throws(JSONError) {
    guard take(byte, bytes) else { throw JSONError(message, at: position, in: bytes) }
  }

  private mutating func skipWhitespace(_ bytes: Span<UInt8>) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }
}
