import GraphQLSchema
import GraphQLSyntax

/// `@defer` and `@stream` do not stand at the root of mutations and subscriptions.
final class DeferStreamDirectiveOnRootFieldRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]
  /// Fragments without fault that were searched before.
  private var checkedFragments: Set<NameID> = []

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    let operation = document.operationType(node)
    guard operation != .query, let root = context.schema.rootType(operation),
      let selectionSet = document.selectionSet(node)
    else { return }
    var isValid = true
    var visited: Set<NameID> = []
    var stack = [document.children(selectionSet)]
    while !stack.isEmpty, !context.isAborted {
      guard let selection = stack[stack.count - 1].next() else {
        stack.removeLast()
        continue
      }
      let isField = document.kind(selection) == .field
      if document.kind(selection) == .fragmentSpread, !isNew(selection, &visited, context) { continue }
      let name: StaticString = isField ? "stream" : "defer"
      if let directive = document.directives(selection).first(where: { document.name($0, is: name) }) {
        isValid = false
        context.report(
          """
          \(isField ? "Stream" : "Defer") directive cannot be used on root \(operation.name) type "\(root.name)".
          """, at: directive)
      }
      if let set = innerSelections(selection, context) { stack.append(document.children(set)) }
    }
    if isValid { checkedFragments.formUnion(visited) }
  }

  private func isNew(_ spread: NodeID, _ visited: inout Set<NameID>, _ context: ValidationContext) -> Bool {
    let name = context.document.nameID(spread)
    return visited.insert(name).inserted && context.fragments.fragment(named: name) != nil
  }

  /// The selections at the root that a fragment contains, unless they were searched before.
  private func innerSelections(_ selection: NodeID, _ context: ValidationContext) -> NodeID? {
    let document = context.document
    switch document.kind(selection) {
    case .field: return nil
    case .inlineFragment: return document.selectionSet(selection)
    default:
      let name = document.nameID(selection)
      guard !checkedFragments.contains(name), let fragment = context.fragments.fragment(named: name) else { return nil }
      return document.selectionSet(context.fragments.definitions[fragment])
    }
  }
}
