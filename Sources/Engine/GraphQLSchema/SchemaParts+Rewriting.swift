import GraphQLSyntax

/// Taking schemas apart, to put them together in another way.
extension SchemaParts {
  /// The parts of a finished schema.
  public init(_ schema: Schema) {
    self.init()
    description = schema.description
    types = schema.types.map { TypeParts($0) }
    directives = schema.directives
    queryType = schema.queryType
    mutationType = schema.mutationType
    subscriptionType = schema.subscriptionType
    appliedDirectives = schema.appliedDirectives
    syntax = schema.syntax
  }

  /// Gives every type another identifier, in its references; the types themselves stay where they are.
  mutating func renumberTypes(_ number: (TypeID) -> TypeID) {
    for index in types.indices { types[index].renumber(number) }
    directives = directives.map { $0.with(arguments: $0.arguments.map { $0.renumbered(number) }) }
    queryType = queryType.map(number)
    mutationType = mutationType.map(number)
    subscriptionType = subscriptionType.map(number)
  }
}

extension TypeParts {
  /// The parts of a finished type.
  public init(_ type: NamedType) {
    self.init(name: type.name, kind: type.kind, description: type.description)
    fields = type.fields
    interfaces = type.interfaces
    memberTypes = type.memberTypes
    enumValues = type.enumValues
    inputFields = type.inputFields
    isOneOf = type.isOneOf
    specifiedByURL = type.specifiedByURL
    directives = type.directives
    syntax = type.syntax
  }

  mutating func renumber(_ number: (TypeID) -> TypeID) {
    interfaces = interfaces.map(number)
    memberTypes = memberTypes.map(number)
    inputFields = inputFields.map { $0.renumbered(number) }
    fields = fields.map { $0.with(arguments: $0.arguments.map { $0.renumbered(number) }, type: $0.type.mapped(number)) }
  }
}

extension TypeReference {
  func mapped(_ number: (TypeID) -> TypeID) -> TypeReference {
    switch self {
    case .named(let type): .named(number(type))
    case .list(let inner): .list(inner.mapped(number))
    case .nonNull(let inner): .nonNull(inner.mapped(number))
    }
  }
}

extension InputValueDefinition {
  func renumbered(_ number: (TypeID) -> TypeID) -> InputValueDefinition {
    InputValueDefinition(
      name: name, description: description, type: type.mapped(number), defaultValue: defaultValue,
      deprecationReason: deprecationReason, directives: directives, syntax: syntax)
  }
}

extension FieldDefinition {
  func with(arguments: [InputValueDefinition], type: TypeReference) -> FieldDefinition {
    FieldDefinition(
      name: name, description: description, arguments: arguments, type: type, deprecationReason: deprecationReason,
      directives: directives, syntax: syntax)
  }
}

extension DirectiveDefinition {
  func with(arguments: [InputValueDefinition], locations: [DirectiveLocation]? = nil) -> DirectiveDefinition {
    DirectiveDefinition(
      name: name, description: description, arguments: arguments, isRepeatable: isRepeatable,
      locations: locations ?? self.locations, syntax: syntax)
  }
}
