/// The address of one element of a schema (specification, section 2.14): `Query.user(id:)`.
///
/// It names elements for people and tools, in messages and reports; `Schema.resolve` finds what it addresses.
public enum SchemaCoordinate: Hashable, Sendable {
  /// A named type: `User`.
  case type(String)
  /// A field, an input field or an enum value: `User.name`.
  case member(type: String, name: String)
  /// An argument of a field: `Query.user(id:)`.
  case argument(type: String, field: String, name: String)
  /// A directive: `@auth`.
  case directive(String)
  /// An argument of a directive: `@auth(requires:)`.
  case directiveArgument(directive: String, name: String)

  /// The element that this one belongs to; nil for types and directives.
  public var container: SchemaCoordinate? {
    switch self {
    case .type, .directive: nil
    case .member(let type, _): .type(type)
    case .argument(let type, let field, _): .member(type: type, name: field)
    case .directiveArgument(let directive, _): .directive(directive)
    }
  }
}

extension SchemaCoordinate: LosslessStringConvertible {
  /// The coordinate as it is written.
  public var description: String {
    switch self {
    case .type(let name): name
    case .member(let type, let name): "\(type).\(name)"
    case .argument(let type, let field, let name): "\(type).\(field)(\(name):)"
    case .directive(let name): "@\(name)"
    case .directiveArgument(let directive, let name): "@\(directive)(\(name):)"
    }
  }

  /// Reads a coordinate; nil where the text is none. Coordinates have no white space and no comments.
  public init?(_ text: String) {
    var scanner = CoordinateScanner(rest: text.utf8[...])
    guard let coordinate = scanner.coordinate(), scanner.rest.isEmpty else { return nil }
    self = coordinate
  }
}

/// Takes the text of a coordinate apart.
private struct CoordinateScanner {
  var rest: String.UTF8View.SubSequence

  mutating func coordinate() -> SchemaCoordinate? {
    let isDirective = skip("@")
    guard let first = name() else { return nil }
    if isDirective {
      guard skip("(") else { return .directive(first) }
      return argumentName().map { .directiveArgument(directive: first, name: $0) }
    }
    guard skip(".") else { return .type(first) }
    guard let second = name() else { return nil }
    guard skip("(") else { return .member(type: first, name: second) }
    return argumentName().map { .argument(type: first, field: second, name: $0) }
  }

  /// What follows an opening parenthesis: `name:)`.
  private mutating func argumentName() -> String? {
    guard let name = name(), skip(":"), skip(")") else { return nil }
    return name
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// A name (section 2.1.9).
  private mutating func name() -> String? {
    let name = rest.prefix(while: isNameContinue)
    guard let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    rest.removeFirst(name.count)
    return String(Substring(name))
  }

  private func isNameContinue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
