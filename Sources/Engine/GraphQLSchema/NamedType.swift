public import GraphQLSyntax

/// The six kinds of named types (specification, section 3.4).
public enum TypeKind: String, Sendable, CaseIterable {
  case scalar = "SCALAR"
  case object = "OBJECT"
  case interface = "INTERFACE"
  case union = "UNION"
  case `enum` = "ENUM"
  case inputObject = "INPUT_OBJECT"

  public var isInput: Bool { self == .scalar || self == .enum || self == .inputObject }
  public var isOutput: Bool { self != .inputObject }
  public var isLeaf: Bool { self == .scalar || self == .enum }
  public var isComposite: Bool { self == .object || self == .interface || self == .union }
  public var isAbstract: Bool { self == .interface || self == .union }
}

/// A place in the SDL that a schema was built from: for the locations of errors.
public struct SyntaxReference: Sendable {
  public let document: Document
  public let node: NodeID

  public init(document: Document, node: NodeID) {
    self.document = document
    self.node = node
  }

  public var location: SourceLocation { document.location(node) }
}

/// A directive applied to a definition, arguments as written.
public struct AppliedDirective: Sendable {
  public let name: String
  public let arguments: [ValueLiteral.Field]

  public init(name: String, arguments: [ValueLiteral.Field]) {
    self.name = name
    self.arguments = arguments
  }

  /// The literal of an argument; nil where it was not given.
  public func argument(_ name: String) -> ValueLiteral? { arguments.first { $0.name == name }?.value }
}

/// An argument of a field or directive, or a field of an input object (specification, sections 3.6.1 and 3.10).
public struct InputValueDefinition: Sendable {
  public let name: String
  public let description: String?
  public let type: TypeReference
  public let defaultValue: ValueLiteral?
  public let deprecationReason: String?
  public let directives: [AppliedDirective]
  public let syntax: SyntaxReference?

  public init(
    name: String, description: String? = nil, type: TypeReference, defaultValue: ValueLiteral? = nil,
    deprecationReason: String? = nil, directives: [AppliedDirective] = [], syntax: SyntaxReference? = nil
  ) {
    self.name = name
    self.description = description
    self.type = type
    self.defaultValue = defaultValue
    self.deprecationReason = deprecationReason
    self.directives = directives
    self.syntax = syntax
  }

  /// Whether a value must be given (section 5.4.2.1).
  public var isRequired: Bool { type.isNonNull && defaultValue == nil }
}

/// A field of an object or interface type (specification, section 3.6).
public struct FieldDefinition: Sendable {
  public let name: String
  public let description: String?
  public let arguments: [InputValueDefinition]
  public let type: TypeReference
  public let deprecationReason: String?
  public let directives: [AppliedDirective]
  public let syntax: SyntaxReference?

  public init(
    name: String, description: String? = nil, arguments: [InputValueDefinition] = [], type: TypeReference,
    deprecationReason: String? = nil, directives: [AppliedDirective] = [], syntax: SyntaxReference? = nil
  ) {
    self.name = name
    self.description = description
    self.arguments = arguments
    self.type = type
    self.deprecationReason = deprecationReason
    self.directives = directives
    self.syntax = syntax
  }

  /// The first directive of that name.
  public func directive(_ name: String) -> AppliedDirective? { directives.first { $0.name == name } }
}

/// A value of an enum type (specification, section 3.9).
public struct EnumValueDefinition: Sendable {
  public let name: String
  public let description: String?
  public let deprecationReason: String?
  public let directives: [AppliedDirective]
  public let syntax: SyntaxReference?

  public init(
    name: String, description: String? = nil, deprecationReason: String? = nil, directives: [AppliedDirective] = [],
    syntax: SyntaxReference? = nil
  ) {
    self.name = name
    self.description = description
    self.deprecationReason = deprecationReason
    self.directives = directives
    self.syntax = syntax
  }
}

/// A directive definition (specification, section 3.13).
public struct DirectiveDefinition: Sendable {
  public let name: String
  public let description: String?
  public let arguments: [InputValueDefinition]
  public let isRepeatable: Bool
  public let locations: [DirectiveLocation]
  public let syntax: SyntaxReference?

  public init(
    name: String, description: String? = nil, arguments: [InputValueDefinition] = [], isRepeatable: Bool = false,
    locations: [DirectiveLocation], syntax: SyntaxReference? = nil
  ) {
    self.name = name
    self.description = description
    self.arguments = arguments
    self.isRepeatable = isRepeatable
    self.locations = locations
    self.syntax = syntax
  }
}

/// A named type of a schema: scalar, object, interface, union, enum or input object. Immutable and shared.
public final class NamedType: Sendable {
  public let id: TypeID
  public let name: String
  public let kind: TypeKind
  public let description: String?
  /// Fields of an object or interface, in the order of definition.
  public let fields: [FieldDefinition]
  /// Interfaces that an object or interface declares.
  public let interfaces: [TypeID]
  /// Members of a union.
  public let memberTypes: [TypeID]
  public let enumValues: [EnumValueDefinition]
  public let inputFields: [InputValueDefinition]
  /// Whether an input object takes exactly one field (section 3.10.1).
  public let isOneOf: Bool
  public let specifiedByURL: String?
  public let directives: [AppliedDirective]
  /// The definition and its extensions.
  public let syntax: [SyntaxReference]

  private let positions: [String: Int]

  init(_ parts: TypeParts, id: TypeID) {
    self.id = id
    name = parts.name
    kind = parts.kind
    description = parts.description
    fields = parts.fields
    interfaces = parts.interfaces
    memberTypes = parts.memberTypes
    enumValues = parts.enumValues
    inputFields = parts.inputFields
    isOneOf = parts.isOneOf
    specifiedByURL = parts.specifiedByURL
    directives = parts.directives
    syntax = parts.syntax
    let names = parts.fields.map(\.name) + parts.enumValues.map(\.name) + parts.inputFields.map(\.name)
    positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The position in `fields` of the field with that name.
  public func fieldIndex(_ name: String) -> Int? { fields.isEmpty ? nil : positions[name] }
  public func field(_ name: String) -> FieldDefinition? { fieldIndex(name).map { fields[$0] } }
  public func enumValue(_ name: String) -> EnumValueDefinition? {
    enumValues.isEmpty ? nil : positions[name].map { enumValues[$0] }
  }
  public func inputFieldIndex(_ name: String) -> Int? { inputFields.isEmpty ? nil : positions[name] }
  public func inputField(_ name: String) -> InputValueDefinition? { inputFieldIndex(name).map { inputFields[$0] } }

  /// The first directive of that name.
  public func directive(_ name: String) -> AppliedDirective? { directives.first { $0.name == name } }
}

/// The parts of a named type before it has a place in a schema.
public struct TypeParts: Sendable {
  public var name: String
  public var kind: TypeKind
  public var description: String?
  public var fields: [FieldDefinition] = []
  public var interfaces: [TypeID] = []
  public var memberTypes: [TypeID] = []
  public var enumValues: [EnumValueDefinition] = []
  public var inputFields: [InputValueDefinition] = []
  public var isOneOf = false
  public var specifiedByURL: String?
  public var directives: [AppliedDirective] = []
  public var syntax: [SyntaxReference] = []

  public init(name: String, kind: TypeKind, description: String? = nil) {
    self.name = name
    self.kind = kind
    self.description = description
  }
}
