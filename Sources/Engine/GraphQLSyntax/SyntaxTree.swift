/// What a node of the syntax tree is. The names are those of the specification's grammar (appendix B).
public enum NodeKind: UInt8, Sendable {
  case document
  // Executable definitions
  case operationDefinition, fragmentDefinition, variableDefinition
  // Selections
  case selectionSet, field, fragmentSpread, inlineFragment
  case alias, argument, directive
  // Values
  case variable, intValue, floatValue, stringValue, booleanValue, nullValue, enumValue, listValue, objectValue
  case objectField
  // Type references
  case namedType, listType, nonNullType
  // Type system definitions
  case description
  case schemaDefinition, operationTypeDefinition, scalarTypeDefinition, objectTypeDefinition, fieldDefinition
  case inputValueDefinition, interfaceTypeDefinition, unionTypeDefinition, enumTypeDefinition, enumValueDefinition
  case inputObjectTypeDefinition, directiveDefinition, directiveLocation
  // Type system extensions
  case schemaExtension, scalarTypeExtension, objectTypeExtension, interfaceTypeExtension, unionTypeExtension
  case enumTypeExtension, inputObjectTypeExtension

  public var isValue: Bool { rawValue >= NodeKind.variable.rawValue && rawValue <= NodeKind.objectValue.rawValue }
  public var isTypeReference: Bool {
    rawValue >= NodeKind.namedType.rawValue && rawValue <= NodeKind.nonNullType.rawValue
  }
  public var isExecutableDefinition: Bool { self == .operationDefinition || self == .fragmentDefinition }
  public var isTypeSystemExtension: Bool { rawValue >= NodeKind.schemaExtension.rawValue }
  public var isTypeSystemDefinition: Bool {
    switch self {
    case .schemaDefinition, .directiveDefinition: true
    default: isTypeDefinition
    }
  }
  public var isTypeDefinition: Bool {
    switch self {
    case .scalarTypeDefinition, .objectTypeDefinition, .interfaceTypeDefinition, .unionTypeDefinition,
      .enumTypeDefinition, .inputObjectTypeDefinition:
      true
    default: false
    }
  }
  public var isTypeExtension: Bool { isTypeSystemExtension && self != .schemaExtension }
}

/// The kind of an operation (specification, section 2.3).
public enum OperationType: UInt8, Sendable, CaseIterable {
  case query, mutation, subscription

  /// The keyword.
  public var name: String {
    switch self {
    case .query: "query"
    case .mutation: "mutation"
    case .subscription: "subscription"
    }
  }
}

/// A node of one document: its position in the arena.
public struct NodeID: Hashable, Sendable, Comparable {
  public let rawValue: UInt32

  init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The document node itself.
  public static let document = NodeID(0)
  /// The position of the node in arrays with one element per node.
  public var index: Int { Int(rawValue) }

  public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// One node of the arena. Children form a list by `firstChild` and `nextSibling`, in the order of the grammar.
struct Node: Sendable {
  var kind: NodeKind
  /// `OperationType` of an operation, `true` of a Boolean, a block string, a repeatable directive.
  var flag: UInt8 = 0
  var start: UInt32
  var end: UInt32 = 0
  var nameStart: UInt32 = 0
  var name: NameID = .none
  var firstChild: UInt32 = 0
  var nextSibling: UInt32 = 0
}
