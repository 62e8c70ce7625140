public import GraphQLSyntax

/// A type system (specification, section 3): named types, directives and root types. Immutable, shared by all threads.
///
/// Types refer to each other by `TypeID`. The introspection types and the built-in scalars and directives are ordinary
/// members, marked by `isBuiltIn`.
public final class Schema: Sendable {
  /// What the schema says of itself.
  public let description: String?
  /// All named types; a `TypeID` is a position here.
  public let types: [NamedType]
  /// All directives, those of the specification included.
  public let directives: [DirectiveDefinition]
  /// The root type of queries.
  public let queryType: TypeID?
  /// The root type of mutations; nil where there are none.
  public let mutationType: TypeID?
  /// The root type of subscriptions; nil where there are none.
  public let subscriptionType: TypeID?
  /// Directives applied to the schema definition and its extensions.
  public let appliedDirectives: [AppliedDirective]
  /// The schema definition and its extensions.
  public let syntax: [SyntaxReference]
  /// How the values of each scalar are read; by type.
  let scalars: [ScalarCoding?]
  /// Where `@sensitive` stands.
  let sensitivity: Sensitivity

  private let typeIndex: [String: TypeID]
  private let directiveIndex: [String: Int]
  private let possibleTypeLists: [[TypeID]]
  private let possibleTypeSets: [Set<TypeID>]

  /// - Parameter scalars: how custom scalars read their input; scalars without an entry take any value as it is.
  public init(_ parts: SchemaParts, scalars: [String: ScalarCoding] = [:]) {
    description = parts.description
    types = parts.types.enumerated().map { NamedType($1, id: TypeID($0)) }
    directives = parts.directives
    queryType = parts.queryType
    mutationType = parts.mutationType
    subscriptionType = parts.subscriptionType
    appliedDirectives = parts.appliedDirectives
    syntax = parts.syntax
    typeIndex = Dictionary(types.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    directiveIndex = Dictionary(
      zip(directives.map(\.name), directives.indices), uniquingKeysWith: { first, _ in first })
    self.scalars = types.map { type in
      type.kind == .scalar ? ScalarCoding.builtIn[type.name] ?? scalars[type.name] ?? .any : nil
    }
    sensitivity = Sensitivity(types, directives)
    var lists = [[TypeID]](repeating: [], count: types.count)
    for type in types {
      switch type.kind {
      case .union: lists[type.id.index] = type.memberTypes.filter { [types] in types[$0.index].kind == .object }
      case .object:
        lists[type.id.index].append(type.id)
        for interface in type.interfaces where !lists[interface.index].contains(type.id) {
          lists[interface.index].append(type.id)
        }
      default: break
      }
    }
    possibleTypeLists = lists
    possibleTypeSets = lists.map { Set($0) }
  }

  /// The type with an identifier of this schema.
  public subscript(type: TypeID) -> NamedType { types[type.index] }

  /// The type with that name.
  public func type(named name: String) -> NamedType? { typeIndex[name].map { types[$0.index] } }
  /// The directive with that name, without the at sign.
  public func directive(named name: String) -> DirectiveDefinition? { directiveIndex[name].map { directives[$0] } }

  /// The root type of an operation.
  public func rootType(_ operation: OperationType) -> NamedType? {
    let root =
      switch operation {
      case .query: queryType
      case .mutation: mutationType
      case .subscription: subscriptionType
      }
    return root.map { types[$0.index] }
  }

  /// The object types that a composite type may turn out to be (`GetPossibleTypes`, section 5.5.2.3).
  public func possibleTypes(_ type: TypeID) -> [TypeID] { possibleTypeLists[type.index] }

  /// Whether an object type is, implements or belongs to a composite type.
  public func isPossibleType(_ object: TypeID, of type: TypeID) -> Bool {
    object == type || possibleTypeSets[type.index].contains(object)
  }

  /// Whether two composite types can be the same object.
  public func doTypesOverlap(_ left: TypeID, _ right: TypeID) -> Bool {
    left == right || !possibleTypeSets[left.index].isDisjoint(with: possibleTypeSets[right.index])
  }

  /// Whether a type is, or implements, or is a member of `ancestor`.
  public func isSubtype(_ type: TypeID, of ancestor: TypeID) -> Bool {
    if type == ancestor { return true }
    let ancestorType = types[ancestor.index]
    switch ancestorType.kind {
    case .interface: return types[type.index].interfaces.contains(ancestor)
    case .union: return ancestorType.memberTypes.contains(type)
    default: return false
    }
  }

  /// Whether a value of `type` may stand where `ancestor` is expected (`IsValidImplementationFieldType`, section 3.6).
  public func isSubtype(_ type: TypeReference, of ancestor: TypeReference) -> Bool {
    switch (type, ancestor) {
    case (.nonNull(let inner), .nonNull(let ancestorInner)): isSubtype(inner, of: ancestorInner)
    case (.nonNull(let inner), _): isSubtype(inner, of: ancestor)
    case (.list(let inner), .list(let ancestorInner)): isSubtype(inner, of: ancestorInner)
    case (.named(let named), .named(let ancestorNamed)): isSubtype(named, of: ancestorNamed)
    default: false
    }
  }

  /// A type reference as written in SDL: `[Int!]!`.
  public func name(_ reference: TypeReference) -> String {
    switch reference {
    case .named(let type): types[type.index].name
    case .list(let inner): "[\(name(inner))]"
    case .nonNull(let inner): "\(name(inner))!"
    }
  }

  /// The type that a type node of a document names; nil where the schema has no such type.
  public func typeReference(_ document: Document, _ node: NodeID) -> TypeReference? {
    switch document.kind(node) {
    case .namedType: return typeIndex[document.name(node)].map { .named($0) }
    case .listType: return document.type(node).flatMap { typeReference(document, $0) }.map { .list($0) }
    case .nonNullType: return document.type(node).flatMap { typeReference(document, $0) }.map { .nonNull($0) }
    default: return nil
    }
  }

  /// How the values of a scalar are read.
  public func scalarCoding(_ type: TypeID) -> ScalarCoding { scalars[type.index] ?? .any }

  /// Whether the type is one of the introspection types or built-in scalars.
  public func isBuiltIn(_ type: NamedType) -> Bool {
    type.name.hasPrefix("__") && Self.introspectionTypeNames.contains(type.name)
      || Self.specifiedScalarNames.contains(type.name)
  }

  /// The scalars of the specification (section 3.5).
  public static let specifiedScalarNames: [String] = ["String", "Int", "Float", "Boolean", "ID"]
  /// The types of section 4.1.
  public static let introspectionTypeNames: [String] = [
    "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation",
  ]
  /// The directives of section 3.13.
  public static let specifiedDirectiveNames: [String] = ["include", "skip", "deprecated", "specifiedBy", "oneOf"]
}

/// The parts of a schema, before they are indexed.
public struct SchemaParts: Sendable {
  /// What the schema says of itself.
  public var description: String?
  /// The named types; a `TypeID` is a position here.
  public var types: [TypeParts] = []
  /// The directives.
  public var directives: [DirectiveDefinition] = []
  /// The root type of queries.
  public var queryType: TypeID?
  /// The root type of mutations.
  public var mutationType: TypeID?
  /// The root type of subscriptions.
  public var subscriptionType: TypeID?
  /// Directives applied to the schema definition and its extensions.
  public var appliedDirectives: [AppliedDirective] = []
  /// The schema definition and its extensions.
  public var syntax: [SyntaxReference] = []

  /// No parts yet.
  public init() {}
}
