import GraphQLSchema

/// Swift identifiers and types for names and types of a schema.
struct SwiftNames {
  let schema: Schema
  let options: GenerationOptions

  private static let builtInScalars = [
    "Int": "Int", "Float": "Double", "String": "String", "Boolean": "Bool", "ID": "ID",
  ]

  private static let keywords: Set<String> = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
    "enum", "extension", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout",
    "internal", "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat",
    "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]

  /// The Swift type of a GraphQL type: `[Int!]` becomes `[Int]?`.
  func type(_ reference: TypeReference) -> String {
    switch reference {
    case .nonNull(let inner): nonNullType(inner)
    default: nonNullType(reference) + "?"
    }
  }

  private func nonNullType(_ reference: TypeReference) -> String {
    switch reference {
    case .list(let item): "[\(type(item))]"
    case .nonNull(let inner): nonNullType(inner)
    case .named(let id): namedType(schema[id])
    }
  }

  private func namedType(_ type: NamedType) -> String {
    guard type.kind == .scalar else { return "\(options.namespace).\(type.name)" }
    return Self.builtInScalars[type.name] ?? options.scalars[type.name] ?? "JSONValue"
  }

  /// An identifier that may be a keyword.
  static func identifier(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

  /// `IN_PROGRESS` becomes `inProgress`; names that are not in capitals stay.
  static func enumCase(_ name: String) -> String {
    guard name.utf8.allSatisfy({ !(0x61...0x7A).contains($0) }) else { return identifier(name) }
    let words = name.split(separator: "_").map { $0.lowercased() }
    guard let first = words.first else { return identifier(name) }
    let camel = first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return camel.utf8.first.map { (0x30...0x39).contains($0) } == true ? "_" + camel : identifier(camel)
  }

  /// `labs` becomes `Labs`.
  static func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

  /// A string as a Swift literal.
  static func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
