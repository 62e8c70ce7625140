import GraphQLSyntax

/// One rule of validation: an object that lives for one document and hears of the nodes it asked for.
///
/// The walk is depth first. While a rule is called, the context knows the types that surround the node.
protocol ValidationRule: AnyObject, SendableMetatype {
  /// The kinds of nodes whose beginning the rule hears of.
  static var enters: NodeKindSet { get }
  /// The kinds of nodes whose end the rule hears of.
  static var leaves: NodeKindSet { get }

  init(_ context: ValidationContext)

  func enter(_ node: NodeID, _ context: ValidationContext)
  func leave(_ node: NodeID, _ context: ValidationContext)
}

extension ValidationRule {
  static var enters: NodeKindSet { [] }
  static var leaves: NodeKindSet { [] }

  func enter(_ node: NodeID, _ context: ValidationContext) {}
  func leave(_ node: NodeID, _ context: ValidationContext) {}
}

/// A set of node kinds.
struct NodeKindSet: ExpressibleByArrayLiteral, Sendable {
  private var bits: UInt64 = 0

  init(arrayLiteral kinds: NodeKind...) {
    for kind in kinds { bits |= 1 << UInt64(kind.rawValue) }
  }

  func contains(_ kind: NodeKind) -> Bool { bits & (1 << UInt64(kind.rawValue)) != 0 }
}
