public import GraphQLJSON
public import GraphQLSyntax

/// Input coercion (specification, sections 3.5 to 3.12, "Input Coercion").
///
/// These functions only say whether a value is good; `Schema+InputValidation.swift` says what is wrong with a bad one.
extension Schema {
  /// How deep values and defaults may nest; deeper ones are not valid. A schema whose defaults contain themselves
  /// would otherwise never end.
  static let inputDepthLimit = 400

  /// The coerced form of a variable's JSON value; nil where the value does not fit the type.
  public func coerceValue(_ value: JSONValue, to type: TypeReference) -> InputValue? {
    coerce(value, to: type, depth: 0)
  }

  /// The coerced form of a literal in a document; nil where it does not fit the type, or is a variable without a value.
  ///
  /// - Parameter variables: the coerced variables of the operation; that they have the right type was checked before.
  public func coerceLiteral(
    _ document: Document, _ node: NodeID, to type: TypeReference, variables: [String: InputValue]
  ) -> InputValue? {
    coerce(document.literal(node), to: type, variables: variables, depth: 0)
  }

  /// The coerced form of a literal without variables, such as a default value; nil where it does not fit the type.
  public func coerceLiteral(_ literal: ValueLiteral, to type: TypeReference) -> InputValue? {
    coerce(literal, to: type, variables: [:], depth: 0)
  }
}

// MARK: JSON

extension Schema {
  private func coerce(_ value: JSONValue, to type: TypeReference, depth: Int) -> InputValue? {
    guard depth <= Self.inputDepthLimit else { return nil }
    switch type {
    case .nonNull(let inner): return value.isNull ? nil : coerce(value, to: inner, depth: depth)
    case .list(let item):
      if value.isNull { return .null }
      // A single value stands for a list of one.
      guard case .array(let values) = value else {
        return coerce(value, to: item, depth: depth + 1).map { .list([$0]) }
      }
      var items: [InputValue] = []
      items.reserveCapacity(values.count)
      for value in values {
        guard let coerced = coerce(value, to: item, depth: depth + 1) else { return nil }
        items.append(coerced)
      }
      return .list(items)
    case .named(let id): return value.isNull ? .null : coerce(value, to: self[id], depth: depth)
    }
  }

  private func coerce(_ value: JSONValue, to type: NamedType, depth: Int) -> InputValue? {
    switch (type.kind, value) {
    case (.scalar, _): return try? scalarCoding(type.id).parseValue(value)
    case (.enum, .string(let name)): return type.enumValue(name).map { .enumValue($0.name) }
    case (.inputObject, .object(let object)): return coerce(object, to: type, depth: depth)
    default: return nil
    }
  }

  private func coerce(_ object: JSONObject, to type: NamedType, depth: Int) -> InputValue? {
    var result = InputObject()
    var given = 0
    for field in type.inputFields {
      if let value = object[field.name] {
        given += 1
        guard let coerced = coerce(value, to: field.type, depth: depth + 1) else { return nil }
        result.append(field.name, coerced)
      } else if !appendDefault(of: field, to: &result, depth: depth) {
        return nil
      }
    }
    // Whatever was not asked for is unknown.
    guard given == object.count else { return nil }
    return finish(result, of: type, given: given)
  }

  /// Adds the default of a field without a value.
  ///
  /// - Returns: false where the field is required, or its default does not fit.
  private func appendDefault(of field: InputValueDefinition, to object: inout InputObject, depth: Int) -> Bool {
    guard let literal = field.defaultValue else { return !field.type.isNonNull }
    guard let value = coerce(literal, to: field.type, variables: [:], depth: depth + 1) else { return false }
    object.append(field.name, value)
    return true
  }

  /// The object itself, unless it breaks the rule of OneOf input objects (section 3.10.1).
  private func finish(_ object: InputObject, of type: NamedType, given: Int) -> InputValue? {
    if type.isOneOf {
      guard given == 1, object.fields.count == 1, object.fields.first?.value != .null else { return nil }
    }
    return .object(object)
  }
}

// MARK: Literals

extension Schema {
  private func coerce(
    _ literal: ValueLiteral, to type: TypeReference, variables: [String: InputValue], depth: Int
  ) -> InputValue? {
    guard depth <= Self.inputDepthLimit else { return nil }
    if case .variable(let name) = literal {
      guard let value = variables[name] else { return nil }
      return value == .null && type.isNonNull ? nil : value
    }
    switch type {
    case .nonNull(let inner):
      return literal == .null ? nil : coerce(literal, to: inner, variables: variables, depth: depth)
    case .list(let item):
      if literal == .null { return .null }
      guard case .list(let literals) = literal else {
        return coerce(literal, to: item, variables: variables, depth: depth + 1).map { .list([$0]) }
      }
      return coerce(literals, to: item, variables: variables, depth: depth)
    case .named(let id):
      return literal == .null ? .null : coerce(literal, to: self[id], variables: variables, depth: depth)
    }
  }

  private func coerce(
    _ literals: [ValueLiteral], to item: TypeReference, variables: [String: InputValue], depth: Int
  ) -> InputValue? {
    var items: [InputValue] = []
    items.reserveCapacity(literals.count)
    for literal in literals {
      if let coerced = coerce(literal, to: item, variables: variables, depth: depth + 1) {
        items.append(coerced)
      } else if case .variable = literal, !item.isNonNull {
        // A variable without a value is null inside a list.
        items.append(.null)
      } else {
        return nil
      }
    }
    return .list(items)
  }

  private func coerce(
    _ literal: ValueLiteral, to type: NamedType, variables: [String: InputValue], depth: Int
  ) -> InputValue? {
    switch (type.kind, literal) {
    case (.scalar, _): return try? scalarCoding(type.id).parseLiteral(literal.replacingVariables(variables))
    case (.enum, .enumValue(let name)): return type.enumValue(name).map { .enumValue($0.name) }
    case (.inputObject, .object(let fields)): return coerce(fields, to: type, variables: variables, depth: depth)
    default: return nil
    }
  }

  private func coerce(
    _ fields: [ValueLiteral.Field], to type: NamedType, variables: [String: InputValue], depth: Int
  ) -> InputValue? {
    guard fields.allSatisfy({ type.inputFieldIndex($0.name) != nil }) else { return nil }
    var result = InputObject()
    for definition in type.inputFields {
      let field = fields.last { $0.name == definition.name }
      if let field, !field.value.isMissing(in: variables) {
        guard let value = coerce(field.value, to: definition.type, variables: variables, depth: depth + 1) else {
          return nil
        }
        result.append(definition.name, value)
      } else if !appendDefault(of: definition, to: &result, depth: depth) {
        return nil
      }
    }
    return finish(result, of: type, given: fields.count)
  }
}

extension ValueLiteral {
  /// Whether this is a variable without a value.
  func isMissing(in variables: [String: InputValue]) -> Bool {
    if case .variable(let name) = self { variables[name] == nil } else { false }
  }

  /// The literal with variables replaced by their values. Those without a value vanish from objects and are null in
  /// lists. Scalars that take composite literals see only this form.
  public func replacingVariables(_ variables: [String: InputValue]) -> ValueLiteral {
    switch self {
    case .variable(let name): variables[name].map(ValueLiteral.init) ?? .null
    case .list(let items): .list(items.map { $0.replacingVariables(variables) })
    case .object(let fields):
      .object(
        fields.filter { !$0.value.isMissing(in: variables) }
          .map { Field(name: $0.name, value: $0.value.replacingVariables(variables)) })
    default: self
    }
  }

  /// The literal that spells a coerced value.
  public init(_ value: InputValue) {
    switch value {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .int(let number): self = .int(String(number))
    case .float(let number): self = Self.number(JSONValue.text(of: number))
    case .number(let text): self = Self.number(text)
    case .string(let text): self = .string(text, isBlock: false)
    case .enumValue(let name): self = .enumValue(name)
    case .list(let items): self = .list(items.map(ValueLiteral.init))
    case .object(let object):
      self = .object(object.fields.map { Field(name: $0.name, value: ValueLiteral($0.value)) })
    }
  }

  private static func number(_ text: String) -> ValueLiteral {
    text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) } ? .int(text) : .float(text)
  }
}

extension JSONValue {
  /// The shortest text of a finite number.
  static func text(of number: Double) -> String {
    var writer = JSONWriter(capacity: 32)
    writer.number(number)
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
