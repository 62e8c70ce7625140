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
    var writer = InputValueWriter()
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
