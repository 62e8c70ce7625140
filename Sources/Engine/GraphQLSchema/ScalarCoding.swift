public import GraphQLJSON
public import GraphQLSyntax

/// How the input of a scalar is read: from a variable's JSON and from a literal (specification, section 3.5).
public struct ScalarCoding: Sendable {
  /// Reads a non-null JSON value; the error's message goes to the client.
  public let parseValue: @Sendable (JSONValue) throws(GraphQLError) -> InputValue
  /// Reads a non-null literal without variables in it; the error's message goes to the client.
  public let parseLiteral: @Sendable (ValueLiteral) throws(GraphQLError) -> InputValue

  /// A way of reading values: of variables, and of literals.
  public init(
    parseValue: @escaping @Sendable (JSONValue) throws(GraphQLError) -> InputValue,
    parseLiteral: @escaping @Sendable (ValueLiteral) throws(GraphQLError) -> InputValue
  ) {
    self.parseValue = parseValue
    self.parseLiteral = parseLiteral
  }

  /// A scalar whose input is text of a certain form, such as `DateTime`.
  ///
  /// - Parameter check: the canonical text, or nil where the text does not have the form.
  public static func text(
    _ name: String, _ check: @escaping @Sendable (String) -> String?
  ) -> ScalarCoding {
    @Sendable func read(_ text: String?, _ shown: @autoclosure () -> String) throws(GraphQLError) -> InputValue {
      guard let text, let checked = check(text) else {
        throw GraphQLError("\(name) cannot represent value: \(shown())")
      }
      return .string(checked)
    }
    return ScalarCoding(
      parseValue: { value throws(GraphQLError) in
        if case .string(let text) = value { return try read(text, value.inspected.quotable) }
        return try read(nil, value.inspected.quotable)
      },
      parseLiteral: { literal throws(GraphQLError) in
        if case .string(let text, _) = literal { return try read(text, literal.printed.quotable) }
        return try read(nil, literal.printed.quotable)
      })
  }

  /// A custom scalar that takes any value as it is.
  public static let any = ScalarCoding(
    parseValue: { value throws(GraphQLError) in InputValue(value) },
    parseLiteral: { literal throws(GraphQLError) in InputValue(literal) })

  /// The scalars of the specification.
  static let builtIn: [String: ScalarCoding] = [
    "Int": int, "Float": float, "String": string, "Boolean": boolean, "ID": id,
  ]

  private static let int = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      guard case .number(let text) = value, let number = Double(text), number.rounded() == number else {
        throw GraphQLError("Int cannot represent non-integer value: \(value.inspected.quotable)")
      }
      guard let int = Int32(exactly: number) else {
        throw GraphQLError("Int cannot represent non 32-bit signed integer value: \(value.inspected.quotable)")
      }
      return .int(Int(int))
    },
    parseLiteral: { literal throws(GraphQLError) in
      guard case .int(let text) = literal else {
        throw GraphQLError("Int cannot represent non-integer value: \(literal.printed.quotable)")
      }
      guard let int = Int32(text) else {
        throw GraphQLError("Int cannot represent non 32-bit signed integer value: \(text.quotable)")
      }
      return .int(Int(int))
    })

  private static let float = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      guard case .number(let text) = value, let number = Double(text), number.isFinite else {
        throw GraphQLError("Float cannot represent non numeric value: \(value.inspected.quotable)")
      }
      return .float(number)
    },
    parseLiteral: { literal throws(GraphQLError) in
      switch literal {
      case .int(let text), .float(let text):
        if let number = Double(text), number.isFinite { return .float(number) }
      default: break
      }
      throw GraphQLError("Float cannot represent non numeric value: \(literal.printed.quotable)")
    })

  private static let string = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      guard case .string(let text) = value else {
        throw GraphQLError("String cannot represent a non string value: \(value.inspected.quotable)")
      }
      return .string(text)
    },
    parseLiteral: { literal throws(GraphQLError) in
      guard case .string(let text, _) = literal else {
        throw GraphQLError("String cannot represent a non string value: \(literal.printed.quotable)")
      }
      return .string(text)
    })

  private static let boolean = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      guard case .boolean(let flag) = value else {
        throw GraphQLError("Boolean cannot represent a non boolean value: \(value.inspected.quotable)")
      }
      return .boolean(flag)
    },
    parseLiteral: { literal throws(GraphQLError) in
      guard case .boolean(let flag) = literal else {
        throw GraphQLError("Boolean cannot represent a non boolean value: \(literal.printed.quotable)")
      }
      return .boolean(flag)
    })

  private static let id = ScalarCoding(
    parseValue: { value throws(GraphQLError) in
      switch value {
      case .string(let text): return .string(text)
      case .number(let text):
        if Int(text) != nil { return .string(text) }
        if let number = Double(text), let int = Int(exactly: number) { return .string(String(int)) }
      default: break
      }
      throw GraphQLError("ID cannot represent value: \(value.inspected.quotable)")
    },
    parseLiteral: { literal throws(GraphQLError) in
      switch literal {
      case .string(let text, _), .int(let text): return .string(text)
      default:
        throw GraphQLError("ID cannot represent a non-string and non-integer value: \(literal.printed.quotable)")
      }
    })
}

extension InputValue {
  /// The value of a custom scalar given as JSON.
  public init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .number(let text): self = Self.number(text: text)
    case .string(let text): self = .string(text)
    case .array(let items): self = .list(items.map(InputValue.init))
    case .object(let object): self = .object(InputObject(object.members.map { ($0.key, InputValue($0.value)) }))
    }
  }

  /// The value of a custom scalar given as a literal.
  public init(_ literal: ValueLiteral) {
    switch literal {
    case .null, .variable: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .int(let text), .float(let text): self = Self.number(text: text)
    case .string(let text, _), .enumValue(let text): self = .string(text)
    case .list(let items): self = .list(items.map(InputValue.init))
    case .object(let fields): self = .object(InputObject(fields.map { ($0.name, InputValue($0.value)) }))
    }
  }

  private static func number(text: String) -> InputValue {
    if let int = Int(text) { return .int(int) }
    if text.utf8.count < 18, let double = Double(text), double.isFinite { return .float(double) }
    return .number(text)
  }
}
