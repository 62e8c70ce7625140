/// A named type of one schema: its position in `Schema.types`.
public struct TypeID: Hashable, Sendable {
  /// The position.
  public let rawValue: Int32

  /// The type at a position.
  public init(_ index: Int) { rawValue = Int32(truncatingIfNeeded: index) }

  /// The position in arrays with one element per type.
  public var index: Int { Int(rawValue) }
}

/// The type of a field, argument or variable: a named type, wrapped in lists and non-nulls (specification, section 2.11).
public indirect enum TypeReference: Hashable, Sendable {
  /// A named type, which may be null.
  case named(TypeID)
  /// A list, which may be null.
  case list(TypeReference)
  /// The same without null; never of another non-null.
  case nonNull(TypeReference)

  /// The innermost named type.
  public var namedType: TypeID {
    switch self {
    case .named(let type): type
    case .list(let inner), .nonNull(let inner): inner.namedType
    }
  }

  /// Whether null is excluded.
  public var isNonNull: Bool {
    if case .nonNull = self { return true }
    return false
  }

  /// The type without an outer non-null.
  public var nullable: TypeReference {
    if case .nonNull(let inner) = self { return inner }
    return self
  }

  /// What a list holds; nil where the type, apart from non-null, is no list.
  public var listItem: TypeReference? {
    if case .list(let item) = nullable { return item }
    return nil
  }
}
