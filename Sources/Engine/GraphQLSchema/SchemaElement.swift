public import GraphQLSyntax

/// What a schema coordinate can address.
public enum SchemaElement: Sendable {
  /// A named type.
  case type(NamedType)
  /// A field, and the object or interface that has it.
  case field(NamedType, FieldDefinition)
  /// An input field, and the input object that has it.
  case inputField(NamedType, InputValueDefinition)
  /// An enum value, and its enum.
  case enumValue(NamedType, EnumValueDefinition)
  /// An argument of a field, with the field and its type.
  case argument(NamedType, FieldDefinition, InputValueDefinition)
  /// A directive.
  case directive(DirectiveDefinition)
  /// An argument of a directive.
  case directiveArgument(DirectiveDefinition, InputValueDefinition)

  /// Where the element is defined; nil where the schema was not built from SDL, and for what is built in.
  public var syntax: SyntaxReference? {
    switch self {
    case .type(let type): type.definition
    case .field(_, let field): field.syntax
    case .inputField(_, let field): field.syntax
    case .enumValue(_, let value): value.syntax
    case .argument(_, _, let argument), .directiveArgument(_, let argument): argument.syntax
    case .directive(let directive): directive.syntax
    }
  }
}

extension Schema {
  /// Finds what a coordinate addresses (specification, section 2.14, "Semantics"). Meta-fields are no elements.
  ///
  /// - Returns: nil where the schema has no such element.
  /// - Throws: where not even the type, field or directive exists that the element would belong to, or where it is of a
  ///   kind that has no such members.
  public func resolve(_ coordinate: SchemaCoordinate) throws(GraphQLError) -> SchemaElement? {
    switch coordinate {
    case .type(let name): return type(named: name).map { .type($0) }
    case .member(let typeName, let name): return try member(name, of: typeName)
    case .argument(let typeName, let field, let name): return try argument(name, of: field, typeName)
    case .directive(let name): return directive(named: name).map { .directive($0) }
    case .directiveArgument(let directiveName, let name):
      guard let directive = directive(named: directiveName) else {
        throw GraphQLError("Expected \"@\(directiveName)\" to be defined as a directive in the schema.")
      }
      return directive.arguments.first { $0.name == name }.map { .directiveArgument(directive, $0) }
    }
  }

  private func member(_ name: String, of typeName: String) throws(GraphQLError) -> SchemaElement? {
    let type = try existingType(typeName)
    switch type.kind {
    case .enum: return type.enumValue(name).map { .enumValue(type, $0) }
    case .inputObject: return type.inputField(name).map { .inputField(type, $0) }
    case .object, .interface: return type.field(name).map { .field(type, $0) }
    case .scalar, .union:
      throw GraphQLError("Expected \"\(typeName)\" to be an Enum, Input Object, Object or Interface type.")
    }
  }

  private func argument(
    _ name: String, of fieldName: String, _ typeName: String
  ) throws(GraphQLError) -> SchemaElement? {
    let type = try existingType(typeName)
    guard type.kind == .object || type.kind == .interface else {
      throw GraphQLError("Expected \"\(typeName)\" to be an Object or Interface type.")
    }
    guard let field = type.field(fieldName) else {
      throw GraphQLError("Expected \"\(fieldName)\" to exist as a field of type \"\(typeName)\" in the schema.")
    }
    return field.arguments.first { $0.name == name }.map { .argument(type, field, $0) }
  }

  private func existingType(_ name: String) throws(GraphQLError) -> NamedType {
    guard let type = type(named: name) else {
      throw GraphQLError("Expected \"\(name)\" to be defined as a type in the schema.")
    }
    return type
  }
}
