public import GraphQLSchema

/// Whose answers may be shared: everybody of one scope sees the same answer to the same question.
///
/// The scope must name everything about a request that any guard, resolver or statement looks at, and that is neither in
/// the operation nor in its variables. That is deliberately not left to hints: `@cacheControl(scope: PUBLIC)` on a field
/// whose statement looks at the viewer is a slip that must not show one viewer's data to another.
public struct CacheScope: Sendable {
  let bytes: [UInt8]

  /// The scope with this name; names differ when their bytes do.
  public init(_ name: some StringProtocol) { bytes = Array(name.utf8) }
}

/// By what answers are told apart: the plan, the values of the variables, the scope.
public struct ResponseKey: Hashable, Sendable {
  /// Stands for document, operation and conditions.
  public let policy: CachePolicy
  /// The coerced values of the variables.
  let values: [String: InputValue]
  /// Scope and values in a form that equals only itself. Strings are compared by their bytes: two spellings of one
  /// character are equal as `String`, but not for a database.
  private let bytes: [UInt8]
  /// Made once, with the process's own seed.
  private let seededHash: Int

  public init(policy: CachePolicy, values: [String: InputValue], scope: CacheScope) {
    self.policy = policy
    self.values = values
    var writer = ValueWriter()
    writer.text(scope.bytes)
    for variable in policy.variables {
      if let value = values[variable.name] { writer.value(value) } else { writer.absent() }
    }
    bytes = writer.bytes
    var hasher = Hasher()
    hasher.combine(ObjectIdentifier(policy))
    hasher.combine(words: bytes)
    seededHash = hasher.finalize()
  }

  /// What the key takes, roughly.
  var byteCount: Int { 2 * bytes.count }

  public static func == (left: ResponseKey, right: ResponseKey) -> Bool {
    left.seededHash == right.seededHash && left.policy === right.policy && left.bytes == right.bytes
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(seededHash) }
}

/// Writes coerced values so that different values make different bytes: each begins with its kind, and whatever can be of
/// any length begins with it.
private struct ValueWriter {
  var bytes: [UInt8] = []

  private enum Kind: UInt8 {
    case absent, null, no, yes, int, float, number, string, enumValue, list, object
  }

  mutating func absent() { begin(.absent) }

  mutating func value(_ value: InputValue) {
    switch value {
    case .null: begin(.null)
    case .boolean(let flag): begin(flag ? .yes : .no)
    case .int(let number): word(UInt64(bitPattern: Int64(number)), .int)
    case .float(let number): word(number.bitPattern, .float)
    case .number(let digits): text(digits, .number)
    case .string(let string): text(string, .string)
    case .enumValue(let name): text(name, .enumValue)
    case .list(let items):
      begin(.list)
      word(UInt64(items.count))
      for item in items { self.value(item) }
    case .object(let object):
      begin(.object)
      word(UInt64(object.fields.count))
      for field in object.fields {
        text(Array(field.name.utf8))
        self.value(field.value)
      }
    }
  }

  mutating func text(_ text: [UInt8]) {
    word(UInt64(text.count))
    bytes.append(contentsOf: text)
  }

  private mutating func begin(_ kind: Kind) { bytes.append(kind.rawValue) }

  private mutating func text(_ text: String, _ kind: Kind) {
    begin(kind)
    word(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func word(_ word: UInt64, _ kind: Kind) {
    begin(kind)
    self.word(word)
  }

  /// Small numbers are the usual ones: seven bits a byte, the lowest first.
  private mutating func word(_ word: UInt64) {
    var rest = word
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

extension Hasher {
  /// Adds bytes eight at a time; `[UInt8]` itself is hashed byte by byte.
  public mutating func combine(words bytes: [UInt8]) {
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (filled &* 8)
      filled &+= 1
      if filled == 8 {
        combine(word)
        (word, filled) = (0, 0)
      }
    }
    if filled > 0 { combine(word) }
    combine(bytes.count)
  }
}
