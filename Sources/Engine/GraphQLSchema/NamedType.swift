public import GraphQLSyntax

/// The six kinds of named types (specification, section 3.4).
public enum TypeKind: String, Sendable, CaseIterable {
  /// A leaf with a format of its own.
  case scalar = "SCALAR"
  /// Fields.
  case object = "OBJECT"
  /// Fields that several types have in common.
  case interface = "INTERFACE"
  /// One of several object types.
  case union = "UNION"
  /// One of several names.
  case `enum` = "ENUM"
  /// Fields of an input.
  case inputObject = "INPUT_OBJECT"

  /// Whether variables and arguments may be of such a type.
  public var isInput: Bool { self == .scalar || self == .enum || self == .inputObject }
  /// Whether fields may be of such a type.
  public var isOutput: Bool { self != .inputObject }
  /// Whether values have no fields.
  public var isLeaf: Bool { self == .scalar || self == .enum }
  /// Whether values have fields to select.
  public var isComposite: Bool { self == .object || self == .interface || self == .union }
  /// Whether values are objects of other types.
  public var isAbstract: Bool { self == .interface || self == .union }
}

/// A place in the SDL that a schema was built from: for the locations of errors.
public struct SyntaxReference: Sendable {
  /// The document.
  public let document: Document
  /// The node in it.
  public let node: NodeID

  /// A node of a document.
  public init(document: Document, node: NodeID) {
    self.document = document
    self.node = node
  }

  /// The line and column in the document.
  public var location: SourceLocation { document.location(node) }
}

/// A directive applied to a definition, arguments as written.
public struct AppliedDirective: Sendable {
  /// The directive's name, without the at sign.
  public let name: String
  /// The arguments that were given.
  public let arguments: [ValueLiteral.Field]

  /// A directive as it is applied.
  public init(name: String, arguments: [ValueLiteral.Field]) {
    self.name = name
    self.arguments = arguments
  }

  /// The literal of an argument; nil where it was not given.
  public func argument(_ name: String) -> ValueLiteral? { arguments.first { $0.name == name }?.value }
}

/// An argument of a field or directive, or a field of an input object (specification, sections 3.6.1 and 3.10).
public struct InputValueDefinition: Sendable {
  /// The name.
  public let name: String
  /// What the schema says of it.
  public let description: String?
  /// The type of its values.
  public let type: TypeReference
  /// The value where none is given; nil where there is no default.
  public let defaultValue: ValueLiteral?
  /// Why it is deprecated; nil where it is not.
  public let deprecationReason: String?
  /// The directives applied to it.
  public let directives: [AppliedDirective]
  /// Where it is defined; nil where it was not read from SDL.
  public let syntax: SyntaxReference?

  /// An argument or input field.
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
  /// The name.
  public let name: String
  /// What the schema says of it.
  public let description: String?
  /// The arguments in the order of definition.
  public let arguments: [InputValueDefinition]
  /// The type of its results.
  public let type: TypeReference
  /// Why it is deprecated; nil where it is not.
  public let deprecationReason: String?
  /// The directives applied to it.
  public let directives: [AppliedDirective]
  /// Where it is defined; nil where it was not read from SDL.
  public let syntax: SyntaxReference?

  /// A field.
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
  /// The name.
  public let name: String
  /// What the schema says of it.
  public let description: String?
  /// Why it is deprecated; nil where it is not.
  public let deprecationReason: String?
  /// The directives applied to it.
  public let directives: [AppliedDirective]
  /// Where it is defined; nil where it was not read from SDL.
  public let syntax: SyntaxReference?

  /// An enum value.
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
  /// The name, without the at sign.
  public let name: String
  /// What the schema says of it.
  public let description: String?
  /// The arguments in the order of definition.
  public let arguments: [InputValueDefinition]
  /// Whether it may stand several times in one place.
  public let isRepeatable: Bool
  /// Where it may stand.
  public let locations: [DirectiveLocation]
  /// Where it is defined; nil where it was not read from SDL.
  public let syntax: SyntaxReference?

  /// A directive.
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
  /// The position in the schema.
  public let id: TypeID
  /// The name.
  public let name: String
  /// Which of the six kinds it is.
  public let kind: TypeKind
  /// What the schema says of it.
  public let description: String?
  /// Fields of an object or interface, in the order of definition.
  public let fields: [FieldDefinition]
  /// Interfaces that an object or interface declares.
  public let interfaces: [TypeID]
  /// Members of a union.
  public let memberTypes: [TypeID]
  /// Values of an enum, in the order of definition.
  public let enumValues: [EnumValueDefinition]
  /// Fields of an input object, in the order of definition.
  public let inputFields: [InputValueDefinition]
  /// Whether an input object takes exactly one field (section 3.10.1).
  public let isOneOf: Bool
  /// Where the format of a scalar is specified; nil where nothing is said of it.
  public let specifiedByURL: String?
  /// The directives applied to the definition and its extensions.
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
  /// The field of an object or interface with that name.
  public func field(_ name: String) -> FieldDefinition? { fieldIndex(name).map { fields[$0] } }
  /// The value of an enum with that name.
  public func enumValue(_ name: String) -> EnumValueDefinition? {
    enumValues.isEmpty ? nil : positions[name].map { enumValues[$0] }
  }
  /// The position in `inputFields` of the field with that name.
  public func inputFieldIndex(_ name: String) -> Int? { inputFields.isEmpty ? nil : positions[name] }
  /// The field of an input object with that name.
  public func inputField(_ name: String) -> InputValueDefinition? { inputFieldIndex(name).map { inputFields[$0] } }

  /// The first directive of that name.
  public func directive(_ name: String) -> AppliedDirective? { directives.first { $0.name == name } }
}

/// The parts of a named type before it has a place in a schema.
public struct TypeParts: Sendable {
  /// The name.
  public var name: String
  /// The kind.
  public var kind: TypeKind
  /// What the schema says of it.
  public var description: String?
  /// Fields of an object or interface.
  public var fields: [FieldDefinition] = []
  /// Interfaces that an object or interface declares.
  public var interfaces: [TypeID] = []
  /// Members of a union.
  public var memberTypes: [TypeID] = []
  /// Values of an enum.
  public var enumValues: [EnumValueDefinition] = []
  /// Fields of an input object.
  public var inputFields: [InputValueDefinition] = []
  /// Whether an input object takes exactly one field.
  public var isOneOf = false
  /// Where the format of a scalar is specified.
  public var specifiedByURL: String?
  /// The directives applied to the definition and its extensions.
  public var directives: [AppliedDirective] = []
  /// The definition and its extensions.
  public var syntax: [SyntaxReference] = []

  /// A type without members.
  public init(name: String, kind: TypeKind, description: String? = nil) {
    self.name = name
    self.kind = kind
    self.description = description
  }
}
