public import GraphQLSyntax

/// Checks that a schema as a whole is valid (specification, section 3, the "Type Validation" parts).
///
/// The documents that it was built from have passed `SDLValidator`. Split by topic: roots and directives here, members
/// of types, interfaces, default values and input cycles in files of their own.
public struct SchemaValidator {
  let schema: Schema
  private(set) var errors: [GraphQLError] = []

  /// Every error of a schema; empty where it is valid.
  public static func validate(_ schema: Schema) -> [GraphQLError] {
    var validator = SchemaValidator(schema: schema)
    validator.validateRootTypes()
    for directive in schema.directives { validator.validateDirective(directive) }
    for type in schema.types { validator.validateType(type) }
    validator.validateDefaultValueCycles()
    validator.validateFiniteValues()
    return validator.errors
  }

  private init(schema: Schema) { self.schema = schema }

  mutating func report(_ message: String, at locations: [SourceLocation?]) {
    errors.append(GraphQLError(message, locations: locations.compactMap(\.self)))
  }

  // MARK: Root types

  private mutating func validateRootTypes() {
    if schema.queryType == nil {
      let definition = schema.syntax.first { $0.document.kind($0.node) == .schemaDefinition }
      report("Query root type must be provided.", at: [definition?.location])
    }
    var users: [(type: NamedType, operations: [OperationType])] = []
    for operation in OperationType.allCases {
      guard let type = schema.rootType(operation) else { continue }
      if type.kind != .object {
        reportRoot(operation, type)
      } else if let index = users.firstIndex(where: { $0.type === type }) {
        users[index].operations.append(operation)
      } else {
        users.append((type, [operation]))
      }
    }
    for (type, operations) in users where operations.count > 1 {
      report(
        "All root types must be different, \"\(type.name)\" type is used as "
          + "\(Suggestions.andList(operations.map(\.name))) root types.", at: operations.map(rootLocation))
    }
  }

  private mutating func reportRoot(_ operation: OperationType, _ type: NamedType) {
    report(
      "\(operation.defaultTypeName) root type must be Object type\(operation == .query ? "" : " if provided"), "
        + "it cannot be \(type.name).", at: [rootLocation(operation) ?? type.definition?.location])
  }

  /// Where a schema definition or extension names the root type.
  private func rootLocation(_ operation: OperationType) -> SourceLocation? {
    for syntax in schema.syntax {
      let document = syntax.document
      for node in document.children(syntax.node, .operationTypeDefinition)
      where document.operationType(node) == operation {
        return document.type(node).map(document.location)
      }
    }
    return nil
  }

  // MARK: Directives and names

  private mutating func validateDirective(_ directive: DirectiveDefinition) {
    validateName(directive.name, directive.syntax)
    if directive.locations.isEmpty {
      report("Directive @\(directive.name) must include 1 or more locations.", at: [directive.syntax?.location])
    }
    for argument in directive.arguments {
      validateArgument(argument, "@\(directive.name)(\(argument.name):)", faultyTypeAt: argument.syntax?.location)
    }
  }

  mutating func validateName(_ name: String, _ syntax: SyntaxReference?) {
    guard name.hasPrefix("__") else { return }
    report(
      "Name \"\(name)\" must not begin with \"__\", which is reserved by GraphQL introspection.",
      at: [syntax?.location])
  }

  // MARK: Types

  private mutating func validateType(_ type: NamedType) {
    if !Schema.introspectionTypeNames.contains(type.name) { validateName(type.name, type.definition) }
    switch type.kind {
    case .scalar: break
    case .object, .interface:
      validateFields(type)
      validateInterfaces(type)
    case .union: validateMembers(type)
    case .enum: validateEnumValues(type)
    case .inputObject: validateInputFields(type)
    }
  }
}

extension SyntaxReference {
  /// Where the definition's type stands.
  var typeLocation: SourceLocation? { document.type(node).map(document.location) }

  /// Where the definition's `@deprecated` stands.
  var deprecationLocation: SourceLocation? {
    document.directives(node).first { document.name($0, is: "deprecated") }.map(document.location)
  }
}

extension NamedType {
  /// The definition, where the type was built from one.
  var definition: SyntaxReference? { syntax.first { $0.document.kind($0.node).isTypeDefinition } }

  /// Where the definition and the extensions stand.
  var locations: [SourceLocation?] { syntax.map(\.location) }

  /// Where the definition and the extensions name a type as their interface or member.
  func locations(ofName name: String) -> [SourceLocation?] {
    syntax.flatMap { reference in
      reference.document.children(reference.node, .namedType)
        .filter { reference.document.name($0) == name }
        .map { reference.document.location($0) }
    }
  }
}
