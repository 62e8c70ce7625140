import GraphQLSyntax

/// One `@defer` in a selection set: what the fields of its fragment have in common.
final class DeferUsage: Sendable {
  let label: String?
  /// The one that this stands in.
  let parent: DeferUsage?

  init(label: String?, parent: DeferUsage?) {
    self.label = label
    self.parent = parent
  }

  /// Whether another stands around this one.
  func isInside(_ others: [DeferUsage]) -> Bool {
    var ancestor = parent
    while let usage = ancestor {
      if others.contains(where: { $0 === usage }) { return true }
      ancestor = usage.parent
    }
    return false
  }
}

/// A field or a selection set, and the `@defer` that it is to be delivered with; nil for those of the enclosing part.
struct Occurrence: Sendable {
  let node: NodeID
  var usage: DeferUsage?
}

/// Fields of a selection that are delivered later, together: those that stand in the same deferred fragments.
struct DeferredSelection: Sendable {
  /// The fragments, each of which is complete only with these fields.
  let usages: [DeferUsage]
  let selection: SelectionPlan
}

extension [DeferUsage] {
  /// Whether these are the same usages in any order. Neither list repeats one.
  func isSame(as others: [DeferUsage]) -> Bool {
    count == others.count && allSatisfy { usage in others.contains { $0 === usage } }
  }
}

extension [Occurrence] {
  /// The fragments that the field of these occurrences waits for (`GetDeferUsageSet`): none if one occurrence is not
  /// deferred, and of nested ones the outer.
  var deferUsages: [DeferUsage] {
    var usages: [DeferUsage] = []
    for occurrence in self {
      guard let usage = occurrence.usage else { return [] }
      if !usages.contains(where: { $0 === usage }) { usages.append(usage) }
    }
    return usages.count < 2 ? usages : usages.filter { !$0.isInside(usages) }
  }
}
