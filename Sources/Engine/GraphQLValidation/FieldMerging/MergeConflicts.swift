import GraphQLSchema
import GraphQLSyntax

/// Finds every conflict between fields and reports it in the words and with the places of the reference implementation.
///
/// A selection set is compared within itself, then with each fragment it spreads, then these fragments with each other;
/// and so are the selections of two fields that are merged. Pairs that were compared are not compared again.
final class MergeConflicts {
  /// There was more to compare than the limit allows.
  struct Exhausted: Error {}

  /// How deep comparisons may nest: each level takes some of the thread's stack.
  private static let depthLimit = 400

  private let context: ValidationContext
  private let document: Document
  private let relations: MergeRelations
  private var remainingComparisons: Int
  private var depth = 0
  private var collected: [NodeID: CollectedFields] = [:]
  /// Pairs compared before; false where the parents could be the same object, which is the stricter comparison.
  private var comparedWithFragment: [FieldsAndFragment: Bool] = [:]
  private var comparedFragments: [FragmentPair: Bool] = [:]

  private struct FieldsAndFragment: Hashable {
    let fields: ObjectIdentifier
    let fragment: Int
  }

  private struct FragmentPair: Hashable {
    let left: Int
    let right: Int
  }

  init(_ context: ValidationContext) {
    self.context = context
    document = context.document
    relations = MergeRelations(context)
    remainingComparisons = context.options.limits.mergeComparisons ?? .max
  }

  /// Reports the conflicts of all selection sets, in document order.
  func reportAll() throws(Exhausted) {
    var stack = context.fragments.definitions.reversed().map { $0 }
    while let node = stack.popLast(), !context.isAborted {
      guard let set = document.selectionSet(node) else { continue }
      // Inline fragments belong to the selection set around them.
      if document.kind(node) != .inlineFragment { try report(conflictsWithin(set)) }
      stack.append(contentsOf: document.children(set).reversed())
    }
  }

  private func report(_ conflicts: [MergeConflict]) {
    for conflict in conflicts {
      context.report(
        """
        Fields "\(Self.abbreviated(context.text(conflict.key)))" conflict because \(conflict.reason). \
        Use different aliases on the fields to fetch both if this was intentional.
        """, atAll: conflict.left + conflict.right)
    }
  }

  private func spend(_ cost: Int) throws(Exhausted) {
    remainingComparisons -= cost
    if remainingComparisons < 0 { throw Exhausted() }
  }

  private func nested<Result>(_ body: () throws(Exhausted) -> Result) throws(Exhausted) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw Exhausted() }
    return try body()
  }

  private func collect(_ selectionSet: NodeID) -> CollectedFields {
    if let fields = collected[selectionSet] { return fields }
    let fields = CollectedFields(selectionSet, context)
    collected[selectionSet] = fields
    return fields
  }

  private func collect(fragment: Int) -> CollectedFields? {
    document.selectionSet(context.fragments.definitions[fragment]).map(collect)
  }
}

// MARK: Sets of fields

extension MergeConflicts {
  private func conflictsWithin(_ selectionSet: NodeID) throws(Exhausted) -> [MergeConflict] {
    let fields = collect(selectionSet)
    var conflicts: [MergeConflict] = []
    for group in fields.groups where group.fields.count > 1 {
      for (position, left) in group.fields.enumerated() {
        for right in group.fields[(position + 1)...] {
          if let conflict = try conflict(group.key, left, right, areExclusive: false) { conflicts.append(conflict) }
        }
        // No more can be reported.
        if conflicts.count > context.options.maxErrors { return conflicts }
      }
    }
    for (position, fragment) in fields.fragments.enumerated() {
      try compare(fields, withFragment: fragment, areExclusive: false, &conflicts)
      for other in fields.fragments[(position + 1)...] {
        try compare(fragment, other, areExclusive: false, &conflicts)
      }
    }
    return conflicts
  }

  private func compare(
    _ left: CollectedFields, _ right: CollectedFields, areExclusive: Bool, _ conflicts: inout [MergeConflict]
  ) throws(Exhausted) {
    for group in left.groups {
      try spend(1)
      let others = right.fields(group.key)
      for field in group.fields {
        for other in others {
          let conflict = try conflict(group.key, field, other, areExclusive: areExclusive)
          if let conflict { conflicts.append(conflict) }
        }
      }
    }
  }

  private func compare(
    _ fields: CollectedFields, withFragment fragment: Int, areExclusive: Bool, _ conflicts: inout [MergeConflict]
  ) throws(Exhausted) {
    try spend(1)
    if fields.groups.isEmpty { return }
    let pair = FieldsAndFragment(fields: ObjectIdentifier(fields), fragment: fragment)
    if let before = comparedWithFragment[pair], areExclusive || !before { return }
    comparedWithFragment[pair] = areExclusive
    guard let others = collect(fragment: fragment), others !== fields else { return }
    try compare(fields, others, areExclusive: areExclusive, &conflicts)
    for inner in others.fragments {
      try nested { () throws(Exhausted) in
        try compare(fields, withFragment: inner, areExclusive: areExclusive, &conflicts)
      }
    }
  }

  private func compare(
    _ left: Int, _ right: Int, areExclusive: Bool, _ conflicts: inout [MergeConflict]
  ) throws(Exhausted) {
    try spend(1)
    if left == right { return }
    let pair = FragmentPair(left: min(left, right), right: max(left, right))
    if let before = comparedFragments[pair], areExclusive || !before { return }
    comparedFragments[pair] = areExclusive
    guard let fields = collect(fragment: left), let others = collect(fragment: right) else { return }
    try compare(fields, others, areExclusive: areExclusive, &conflicts)
    for inner in others.fragments {
      try nested { () throws(Exhausted) in try compare(left, inner, areExclusive: areExclusive, &conflicts) }
    }
    for inner in fields.fragments {
      try nested { () throws(Exhausted) in try compare(inner, right, areExclusive: areExclusive, &conflicts) }
    }
  }
}

// MARK: Pairs of fields

extension MergeConflicts {
  private func conflict(
    _ key: NameID, _ left: NodeID, _ right: NodeID, areExclusive: Bool
  ) throws(Exhausted) -> MergeConflict? {
    try spend(1)
    let areExclusive = areExclusive || haveDifferentObjects(left, right)
    if let reason = reason(left, right, areExclusive: areExclusive) {
      return MergeConflict(key: key, reason: reason, left: [left], right: [right])
    }
    guard let leftSet = document.selectionSet(left), let rightSet = document.selectionSet(right) else { return nil }
    let conflicts = try nested { () throws(Exhausted) in
      try conflictsBetween(leftSet, rightSet, areExclusive: areExclusive)
    }
    return conflicts.isEmpty ? nil : combine(conflicts, key, left, right)
  }

  /// Whether the fields belong to different object types, so that never both are in one response.
  private func haveDifferentObjects(_ left: NodeID, _ right: NodeID) -> Bool {
    guard let left = relations.parentType(left), let right = relations.parentType(right) else { return false }
    return left.id != right.id && left.kind == .object && right.kind == .object
  }

  /// Why the fields themselves cannot be merged.
  private func reason(_ left: NodeID, _ right: NodeID, areExclusive: Bool) -> String? {
    if !areExclusive {
      if document.nameID(left) != document.nameID(right) {
        let names = [left, right].map { "\"\(Self.abbreviated(context.name($0)))\"" }
        return "\(names[0]) and \(names[1]) are different fields"
      }
      if !relations.haveSameArguments(left, right) { return "they have differing arguments" }
    }
    let streams = (relations.streamDirective(left), relations.streamDirective(right))
    if streams.0 != nil || streams.1 != nil {
      guard let one = streams.0, let other = streams.1, relations.haveSameArguments(one, other) else {
        return "they have overlapping stream directives"
      }
      return """
        they have overlapping stream directives. See https://github.com/graphql/defer-stream-wg/discussions/100
        """
    }
    guard !relations.haveSameShape(left, right), let leftType = relations.type(left),
      let rightType = relations.type(right)
    else { return nil }
    let schema = context.schema
    return "they return conflicting types \"\(schema.name(leftType))\" and \"\(schema.name(rightType))\""
  }

  private func conflictsBetween(
    _ leftSet: NodeID, _ rightSet: NodeID, areExclusive: Bool
  ) throws(Exhausted) -> [MergeConflict] {
    let left = collect(leftSet)
    let right = collect(rightSet)
    var conflicts: [MergeConflict] = []
    try compare(left, right, areExclusive: areExclusive, &conflicts)
    for fragment in right.fragments {
      try compare(left, withFragment: fragment, areExclusive: areExclusive, &conflicts)
    }
    for fragment in left.fragments {
      try compare(right, withFragment: fragment, areExclusive: areExclusive, &conflicts)
    }
    for fragment in left.fragments {
      for other in right.fragments { try compare(fragment, other, areExclusive: areExclusive, &conflicts) }
    }
    return conflicts
  }
}

// MARK: Words

extension MergeConflicts {
  /// The most that one conflict says of what lies below it.
  private static let detailLimit = 1000
  private static let nodeLimit = 20

  /// One conflict for the fields in whose selections others were found.
  private func combine(
    _ conflicts: [MergeConflict], _ key: NameID, _ left: NodeID, _ right: NodeID
  ) -> MergeConflict {
    var message = ""
    for conflict in conflicts {
      let name = Self.abbreviated(context.text(conflict.key))
      message += (message.isEmpty ? "" : " and ") + "subfields \"\(name)\" conflict because \(conflict.reason)"
      if message.utf8.count > Self.detailLimit { break }
    }
    return MergeConflict(
      key: key, reason: Self.abbreviated(message), left: Self.nodes(left, conflicts.map(\.left)),
      right: Self.nodes(right, conflicts.map(\.right)))
  }

  private static func abbreviated(_ text: String) -> String { text.limited(to: detailLimit, ending: "...") }

  /// The field and the fields below it; where there are too many, the deeper ones are kept.
  private static func nodes(_ node: NodeID, _ below: [[NodeID]]) -> [NodeID] {
    var nodes = [node]
    for fields in below where nodes.count < nodeLimit { nodes += fields.suffix(nodeLimit - nodes.count) }
    return nodes
  }
}
