import GraphQLSyntax

/// A deferred fragment on one object of the response, or a streamed list: what is announced as pending, delivered, and
/// completed as one.
final class DeliveryGroup: Sendable {
  let label: String?
  /// Where the object or the list stands in the response.
  let path: [PathElement]
  /// What must have been delivered before; one of them is enough. Empty for what follows the first response.
  let parents: [DeliveryGroup]
  /// Items come one after the other; a fragment comes when it is whole.
  let isStream: Bool

  init(label: String?, path: [PathElement], parents: [DeliveryGroup], isStream: Bool) {
    self.label = label
    self.path = path
    self.parents = parents
    self.isStream = isStream
  }
}

/// Which group each `@defer` around a place of the response stands for.
struct DeferScope: Sendable {
  private var entries: [(usage: DeferUsage, group: DeliveryGroup)] = []
  /// What the place is delivered with.
  let enclosing: [DeliveryGroup]

  /// - Parameter enclosing: what the place is delivered with; nothing for the first response.
  init(enclosing: [DeliveryGroup] = []) { self.enclosing = enclosing }

  /// The same scope within another part of the response.
  func entering(_ groups: [DeliveryGroup]) -> DeferScope {
    var scope = DeferScope(enclosing: groups)
    scope.entries = entries
    return scope
  }

  /// The groups of the fragments of an object that the scope is to know.
  mutating func add(_ usages: [DeferUsage], at path: [PathElement]) {
    for usage in usages {
      let parent = usage.parent.flatMap { self[$0] }
      let parents = parent.map { [$0] } ?? enclosing
      entries.append((usage, DeliveryGroup(label: usage.label, path: path, parents: parents, isStream: false)))
    }
  }

  subscript(_ usage: DeferUsage) -> DeliveryGroup? { entries.last { $0.usage === usage }?.group }

  var count: Int { entries.count }
  mutating func truncate(to count: Int) { entries.removeLast(entries.count - count) }
}
