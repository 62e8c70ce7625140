import GraphQLSchema
import GraphQLSyntax

/// A subscription selects one field, and always that field (section 5.2.4.1, "Single Root Field").
final class SingleFieldSubscriptionsRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard document.operationType(node) == .subscription, let root = context.schema.rootType(.subscription),
      let selectionSet = document.selectionSet(node)
    else { return }
    var collection = RootFieldCollection(context: context, root: root)
    collection.collect(selectionSet)

    let name = context.quotedName(node)
    let subject = name.isEmpty ? "Anonymous Subscription" : "Subscription \"\(name)\""
    guard collection.conditions.isEmpty else {
      return context.report(
        "\(subject) must not use `@skip` or `@include` directives in the top level selection.",
        atAll: collection.conditions)
    }
    if collection.groups.isEmpty { context.report("\(subject) must select one top level field.", at: selectionSet) }
    if collection.groups.count > 1 {
      context.report(
        "\(subject) must select only one top level field.", atAll: collection.groups.dropFirst().flatMap { $0 })
    }
    for group in collection.groups where group.first.map({ context.name($0).hasPrefix("__") }) == true {
      context.report("\(subject) must not select an introspection top level field.", atAll: group)
    }
  }
}

/// The fields at the root of a subscription, by response key (`CollectSubscriptionFields`).
private struct RootFieldCollection {
  let context: ValidationContext
  let root: NamedType
  /// Fields with the same response key, in the order of the keys' first appearance.
  private(set) var groups: [[NodeID]] = []
  /// The `@skip` and `@include` directives met.
  private(set) var conditions: [NodeID] = []
  private var positions: [NameID: Int] = [:]
  private var visitedFragments: Set<NameID> = []

  init(context: ValidationContext, root: NamedType) {
    self.context = context
    self.root = root
  }

  mutating func collect(_ selectionSet: NodeID) {
    // A stack instead of recursion: fragments may form chains of any length.
    var stack = [context.document.children(selectionSet)]
    while !stack.isEmpty {
      guard let selection = stack[stack.count - 1].next() else {
        stack.removeLast()
        continue
      }
      if let inner = add(selection) { stack.append(context.document.children(inner)) }
    }
  }

  /// Adds a field.
  ///
  /// - Returns: the selections of a fragment, to be collected next.
  private mutating func add(_ selection: NodeID) -> NodeID? {
    let document = context.document
    guard !isConditional(selection) else { return nil }
    switch document.kind(selection) {
    case .field:
      let key = document.responseKeyID(selection)
      if let position = positions[key] {
        groups[position].append(selection)
      } else {
        positions[key] = groups.count
        groups.append([selection])
      }
      return nil
    case .inlineFragment: return applies(selection) ? document.selectionSet(selection) : nil
    default:
      let name = document.nameID(selection)
      guard let position = context.fragments.fragment(named: name) else { return nil }
      let fragment = context.fragments.definitions[position]
      guard applies(fragment), visitedFragments.insert(name).inserted else { return nil }
      return document.selectionSet(fragment)
    }
  }

  private mutating func isConditional(_ selection: NodeID) -> Bool {
    let document = context.document
    for name: StaticString in ["skip", "include"] {
      if let directive = document.directives(selection).first(where: { document.name($0, is: name) }) {
        conditions.append(directive)
        return true
      }
    }
    return false
  }

  private func applies(_ fragment: NodeID) -> Bool {
    guard let condition = context.document.typeCondition(fragment) else { return true }
    guard let type = context.namedType(context.document.nameID(condition)) else { return false }
    return type.id == root.id || (type.kind.isAbstract && context.schema.isSubtype(root.id, of: type.id))
  }
}
