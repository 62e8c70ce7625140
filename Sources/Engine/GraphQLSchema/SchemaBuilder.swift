public import GraphQLSyntax

/// Builds schemas from SDL documents: definitions and extensions together (specification, section 3).
///
/// The documents must have passed the SDL validation rules; what those rules exclude (a duplicate, an unknown type) is
/// dropped here without a word, and what only makes the schema as a whole invalid is kept for `validateSchema`.
public struct SchemaBuilder {
  private let documents: [Document]
  /// Documents that extend what the others make; types in them become root types only if they say so.
  private let extensions: [Document]
  private var typeIDs: [String: TypeID] = [:]
  private var parts = SchemaParts()
  /// The nodes that make up each type, by position: the definition first, then its extensions.
  private var sources: [[SyntaxReference]] = []

  /// Builds a schema from SDL text.
  ///
  /// - Throws: a syntax error. The document is not validated; see `validateSDL` and `validateSchema`.
  public static func build(
    _ sdl: String, scalars: [String: ScalarCoding] = [:]
  ) throws(GraphQLError) -> Schema {
    build([try Parser.parse(sdl)], scalars: scalars)
  }

  /// Builds a schema from documents as if they were one.
  ///
  /// - Parameter extensions: documents that extend the schema of the others. A type in them that has the default name
  ///   of a root type is not a root type for that.
  public static func build(
    _ documents: [Document], extensions: [Document] = [], scalars: [String: ScalarCoding] = [:]
  ) -> Schema {
    var builder = SchemaBuilder(documents: documents, extensions: extensions)
    return Schema(builder.makeParts(), scalars: scalars)
  }

  private init(documents: [Document], extensions: [Document]) {
    self.documents = documents
    self.extensions = extensions
  }

  private mutating func makeParts() -> SchemaParts {
    collectTypes(in: documents + extensions)
    addBuiltIns()
    for index in sources.indices { fill(index) }
    for document in documents + extensions { collectDirectives(document) }
    collectDirectives(BuiltInTypes.document)
    collectSchemaDefinitions(in: documents)
    addDefaultRoots()
    collectSchemaDefinitions(in: extensions)
    return parts
  }

  // MARK: Names first, so that types may refer to each other in any order

  private mutating func collectTypes(in documents: [Document]) {
    for document in documents {
      for node in document.definitions where document.kind(node).isTypeDefinition { declare(document, node) }
    }
    for document in documents {
      for node in document.definitions where document.kind(node).isTypeExtension {
        guard let type = typeIDs[document.name(node)] else { continue }
        sources[type.index].append(SyntaxReference(document: document, node: node))
      }
    }
  }

  private mutating func declare(_ document: Document, _ node: NodeID) {
    let name = document.name(node)
    // What the specification defines stays as it is, whatever a document says.
    if Self.standardNames.contains(name) && document !== BuiltInTypes.document { return }
    guard typeIDs[name] == nil, let kind = TypeKind(definition: document.kind(node)) else { return }
    typeIDs[name] = TypeID(sources.count)
    sources.append([SyntaxReference(document: document, node: node)])
    parts.types.append(TypeParts(name: name, kind: kind, description: document.description(node)))
  }

  /// Adds the introspection types, and of the built-in scalars String, Boolean and those the documents mention.
  private mutating func addBuiltIns() {
    let builtIns = BuiltInTypes.document
    var mentioned: Set<String> = ["String", "Boolean"]
    for document in documents + extensions {
      for index in 0..<document.nodeCount {
        let node = document.node(at: index)
        let kind = document.kind(node)
        if kind == .namedType || kind == .scalarTypeDefinition { mentioned.insert(document.name(node)) }
      }
    }
    for node in builtIns.definitions where builtIns.kind(node).isTypeDefinition {
      if builtIns.kind(node) == .scalarTypeDefinition && !mentioned.contains(builtIns.name(node)) { continue }
      declare(builtIns, node)
    }
  }

  private static let standardNames = Set(Schema.specifiedScalarNames + Schema.introspectionTypeNames)

  // MARK: Then their members

  private mutating func fill(_ index: Int) {
    for source in sources[index] {
      let document = source.document
      for child in document.children(source.node) { addMember(document, child, to: index) }
      // Built-in definitions have no place in anybody's source text.
      if document !== BuiltInTypes.document { parts.types[index].syntax.append(source) }
    }
    let directives = parts.types[index].directives
    parts.types[index].isOneOf = directives.contains { $0.name == "oneOf" }
    if let url = directives.last(where: { $0.name == "specifiedBy" })?.argument("url"), case .string(let text, _) = url
    {
      parts.types[index].specifiedByURL = text
    }
  }

  private mutating func addMember(_ document: Document, _ child: NodeID, to index: Int) {
    switch document.kind(child) {
    case .fieldDefinition:
      if let field = makeField(document, child) { parts.types[index].fields.append(field) }
    case .inputValueDefinition:
      if let value = makeInputValue(document, child) { parts.types[index].inputFields.append(value) }
    case .enumValueDefinition: parts.types[index].enumValues.append(makeEnumValue(document, child))
    case .namedType:
      guard let type = typeIDs[document.name(child)] else { return }
      if parts.types[index].kind == .union {
        parts.types[index].memberTypes.append(type)
      } else {
        parts.types[index].interfaces.append(type)
      }
    case .directive: parts.types[index].directives.append(makeAppliedDirective(document, child))
    default: break
    }
  }

  private func makeField(_ document: Document, _ node: NodeID) -> FieldDefinition? {
    guard let typeNode = document.type(node), let type = typeReference(document, typeNode) else { return nil }
    let directives = makeAppliedDirectives(document, node)
    return FieldDefinition(
      name: document.name(node), description: document.description(node),
      arguments: document.children(node, .inputValueDefinition).compactMap { makeInputValue(document, $0) },
      type: type, deprecationReason: deprecationReason(directives), directives: directives,
      syntax: SyntaxReference(document: document, node: node))
  }

  private func makeInputValue(_ document: Document, _ node: NodeID) -> InputValueDefinition? {
    guard let typeNode = document.type(node), let type = typeReference(document, typeNode) else { return nil }
    let directives = makeAppliedDirectives(document, node)
    return InputValueDefinition(
      name: document.name(node), description: document.description(node), type: type,
      defaultValue: document.value(node).map(document.literal), deprecationReason: deprecationReason(directives),
      directives: directives, syntax: SyntaxReference(document: document, node: node))
  }

  private func makeEnumValue(_ document: Document, _ node: NodeID) -> EnumValueDefinition {
    let directives = makeAppliedDirectives(document, node)
    return EnumValueDefinition(
      name: document.name(node), description: document.description(node),
      deprecationReason: deprecationReason(directives), directives: directives,
      syntax: SyntaxReference(document: document, node: node))
  }

  private func makeAppliedDirectives(_ document: Document, _ node: NodeID) -> [AppliedDirective] {
    document.directives(node).map { makeAppliedDirective(document, $0) }
  }

  private func makeAppliedDirective(_ document: Document, _ node: NodeID) -> AppliedDirective {
    AppliedDirective(
      name: document.name(node),
      arguments: document.arguments(node).map { argument in
        ValueLiteral.Field(
          name: document.name(argument), value: document.value(argument).map(document.literal) ?? .null)
      })
  }

  /// The reason of `@deprecated`, with the default of its definition.
  private func deprecationReason(_ directives: [AppliedDirective]) -> String? {
    guard let deprecated = directives.first(where: { $0.name == "deprecated" }) else { return nil }
    if case .string(let reason, _)? = deprecated.argument("reason") { return reason }
    return DirectiveDefinition.defaultDeprecationReason
  }

  private func typeReference(_ document: Document, _ node: NodeID) -> TypeReference? {
    switch document.kind(node) {
    case .namedType: return typeIDs[document.name(node)].map { .named($0) }
    case .listType: return document.type(node).flatMap { typeReference(document, $0) }.map { .list($0) }
    default: return document.type(node).flatMap { typeReference(document, $0) }.map { .nonNull($0) }
    }
  }

  // MARK: Directives and root types

  private mutating func collectDirectives(_ document: Document) {
    for node in document.children(.document, .directiveDefinition) {
      let name = document.name(node)
      if parts.directives.contains(where: { $0.name == name }) { continue }
      parts.directives.append(
        DirectiveDefinition(
          name: name, description: document.description(node),
          arguments: document.children(node, .inputValueDefinition).compactMap { makeInputValue(document, $0) },
          isRepeatable: document.isRepeatable(node),
          locations: document.children(node, .directiveLocation)
            .compactMap { DirectiveLocation(rawValue: document.name($0)) },
          syntax: document === BuiltInTypes.document ? nil : SyntaxReference(document: document, node: node)))
    }
  }

  private mutating func collectSchemaDefinitions(in documents: [Document]) {
    for document in documents {
      for node in document.definitions {
        let kind = document.kind(node)
        guard kind == .schemaDefinition || kind == .schemaExtension else { continue }
        if kind == .schemaDefinition { parts.description = document.description(node) }
        parts.syntax.append(SyntaxReference(document: document, node: node))
        parts.appliedDirectives += makeAppliedDirectives(document, node)
        for operation in document.children(node, .operationTypeDefinition) {
          guard let named = document.type(operation), let type = typeIDs[document.name(named)] else { continue }
          setRoot(document.operationType(operation), type)
        }
      }
    }
  }

  /// Without a schema definition the types with the default names are the roots (section 3.3.1).
  private mutating func addDefaultRoots() {
    if parts.syntax.contains(where: { $0.document.kind($0.node) == .schemaDefinition }) { return }
    for operation in OperationType.allCases {
      guard let type = typeIDs[operation.defaultTypeName], let source = sources[type.index].first else { continue }
      if documents.contains(where: { $0 === source.document }) { setRoot(operation, type) }
    }
  }

  private mutating func setRoot(_ operation: OperationType, _ type: TypeID) {
    switch operation {
    case .query: parts.queryType = type
    case .mutation: parts.mutationType = type
    case .subscription: parts.subscriptionType = type
    }
  }
}

extension OperationType {
  /// The root type's name where no schema definition says otherwise (section 3.3.1).
  public var defaultTypeName: String {
    switch self {
    case .query: "Query"
    case .mutation: "Mutation"
    case .subscription: "Subscription"
    }
  }
}

extension TypeKind {
  /// The kind that a definition node defines.
  init?(definition: NodeKind) {
    switch definition {
    case .scalarTypeDefinition: self = .scalar
    case .objectTypeDefinition: self = .object
    case .interfaceTypeDefinition: self = .interface
    case .unionTypeDefinition: self = .union
    case .enumTypeDefinition: self = .enum
    case .inputObjectTypeDefinition: self = .inputObject
    default: return nil
    }
  }
}
