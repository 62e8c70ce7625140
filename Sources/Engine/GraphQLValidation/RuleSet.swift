import GraphQLSyntax

/// The rules to apply, in order.
public struct RuleSet: Sendable {
  let types: [any ValidationRule.Type]
  let enterTable: RuleTable
  let leaveTable: RuleTable

  init(_ types: [any ValidationRule.Type]) {
    self.types = types
    enterTable = RuleTable(types.map { $0.enters })
    leaveTable = RuleTable(types.map { $0.leaves })
  }

  /// The rules with these names, such as `FieldsOnCorrectTypeRule`; names of no rule are passed over.
  public init(named names: [String]) {
    self.init(names.compactMap { name in Self.all.first { String(describing: $0) == name } })
  }

  /// The rules of the specification in the order of the reference implementation, a bound on introspection, and one on
  /// directives of mutations.
  public static let specified = RuleSet(specifiedTypes)

  /// These rules, and one that refuses introspection.
  public var withoutIntrospection: RuleSet { RuleSet(types + [NoSchemaIntrospectionCustomRule.self]) }

  /// These rules, and one that refuses deprecated fields, arguments, input fields and enum values.
  public var withoutDeprecated: RuleSet { RuleSet(types + [NoDeprecatedCustomRule.self]) }

  /// The names of the rules.
  public var names: [String] { types.map { String(describing: $0) } }

  private static let specifiedTypes: [any ValidationRule.Type] = [
    ExecutableDefinitionsRule.self, KnownOperationTypesRule.self, UniqueOperationNamesRule.self,
    LoneAnonymousOperationRule.self, SingleFieldSubscriptionsRule.self, KnownTypeNamesRule.self,
    FragmentsOnCompositeTypesRule.self, VariablesAreInputTypesRule.self, ScalarLeafsRule.self,
    FieldsOnCorrectTypeRule.self, UniqueFragmentNamesRule.self, KnownFragmentNamesRule.self,
    NoUnusedFragmentsRule.self, PossibleFragmentSpreadsRule.self, NoFragmentCyclesRule.self,
    UniqueVariableNamesRule.self, NoUndefinedVariablesRule.self, NoUnusedVariablesRule.self, KnownDirectivesRule.self,
    UniqueDirectivesPerLocationRule.self, DeferStreamDirectiveOnRootFieldRule.self,
    DeferStreamDirectiveOnValidOperationsRule.self, DeferStreamDirectiveLabelRule.self,
    StreamDirectiveOnListFieldRule.self, KnownArgumentNamesRule.self, UniqueArgumentNamesRule.self,
    ValuesOfCorrectTypeRule.self, ProvidedRequiredArgumentsRule.self, VariablesInAllowedPositionRule.self,
    OverlappingFieldsCanBeMergedRule.self, UniqueInputFieldNamesRule.self, MaxIntrospectionDepthRule.self,
    MutationFieldDirectivesRule.self,
  ]

  private static let all = specifiedTypes + [NoSchemaIntrospectionCustomRule.self, NoDeprecatedCustomRule.self]
}

/// Which rules hear of which kinds of nodes: the positions of the rules, kind after kind, in one array.
struct RuleTable: Sendable {
  private let positions: [UInt8]
  private let starts: [UInt16]

  init(_ interests: [NodeKindSet]) {
    var positions: [UInt8] = []
    var starts: [UInt16] = []
    for rawValue in 0..<UInt8(64) {
      starts.append(UInt16(positions.count))
      guard let kind = NodeKind(rawValue: rawValue) else { continue }
      for (position, kinds) in interests.enumerated() where kinds.contains(kind) {
        positions.append(UInt8(truncatingIfNeeded: position))
      }
    }
    starts.append(UInt16(positions.count))
    self.positions = positions
    self.starts = starts
  }

  /// The positions of the rules interested in a kind.
  @inline(__always)
  func rules(for kind: NodeKind) -> ArraySlice<UInt8> {
    positions[Int(starts[Int(kind.rawValue)])..<Int(starts[Int(kind.rawValue) + 1])]
  }
}
