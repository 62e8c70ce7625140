import GraphQLSyntax

/// Subscriptions do not use `@defer` and `@stream`, unless an argument can turn them off.
final class DeferStreamDirectiveOnValidOperationsRule: ValidationRule {
  static let enters: NodeKindSet = [.operationDefinition]
  /// Fragments without fault that were searched before.
  private var checkedFragments: Set<NameID> = []

  private struct Frame {
    var selections: Document.Children
    /// The spread that led here.
    let spread: NodeID?
  }

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard document.operationType(node) == .subscription, let selectionSet = document.selectionSet(node),
      document.findName("defer") != nil || document.findName("stream") != nil
    else { return }
    var isValid = true
    var visited: Set<NameID> = []
    var stack = [Frame(selections: document.children(selectionSet), spread: nil)]
    while !stack.isEmpty, !context.isAborted {
      guard let selection = stack[stack.count - 1].selections.next() else {
        stack.removeLast()
        continue
      }
      if canBeSkipped(selection, document) { continue }
      if !check(selection, stack, context) { isValid = false }
      if document.kind(selection) == .fragmentSpread {
        let name = document.nameID(selection)
        guard !checkedFragments.contains(name), visited.insert(name).inserted,
          let fragment = context.fragments.fragment(named: name),
          let set = document.selectionSet(context.fragments.definitions[fragment])
        else { continue }
        stack.append(Frame(selections: document.children(set), spread: selection))
      } else if let set = document.selectionSet(selection) {
        stack.append(Frame(selections: document.children(set), spread: nil))
      }
    }
    if isValid { checkedFragments.formUnion(visited) }
  }

  /// Reports directives that are always on.
  private func check(_ selection: NodeID, _ stack: [Frame], _ context: ValidationContext) -> Bool {
    let document = context.document
    var isValid = true
    for directive in document.directives(selection) {
      let isDefer = document.name(directive, is: "defer")
      guard isDefer || document.name(directive, is: "stream"), !canBeOff(directive, document) else { continue }
      isValid = false
      context.report(
        """
        \(isDefer ? "Defer" : "Stream") directive not supported on subscription operations. \
        Disable `@\(isDefer ? "defer" : "stream")` by setting the `if` argument to `false`.
        """, atAll: [directive] + stack.reversed().compactMap(\.spread))
    }
    return isValid
  }

  private func canBeOff(_ directive: NodeID, _ document: Document) -> Bool {
    guard let value = condition(directive, document) else { return false }
    switch document.kind(value) {
    case .booleanValue: return !document.booleanValue(value)
    case .variable: return true
    default: return false
    }
  }

  private func canBeSkipped(_ selection: NodeID, _ document: Document) -> Bool {
    if let skip = document.directives(selection).first(where: { document.name($0, is: "skip") }) {
      guard let value = condition(skip, document) else { return true }
      if document.kind(value) != .booleanValue || document.booleanValue(value) { return true }
    }
    if let include = document.directives(selection).first(where: { document.name($0, is: "include") }) {
      guard let value = condition(include, document) else { return false }
      return document.kind(value) != .booleanValue || !document.booleanValue(value)
    }
    return false
  }

  /// The value of the argument `if`.
  private func condition(_ directive: NodeID, _ document: Document) -> NodeID? {
    document.arguments(directive).first { document.name($0, is: "if") }.flatMap(document.value)
  }
}
