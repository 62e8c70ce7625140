import GraphQLSyntax

/// Introspection does not nest lists of lists of lists; that would make huge answers of small documents.
///
/// What is known of a fragment at a depth is kept, so that each is searched a few times at most.
final class MaxIntrospectionDepthRule: ValidationRule {
  static let enters: NodeKindSet = [.field]

  private struct Frame {
    var selections: Document.Children
    let depth: Int
    /// The fragment whose selections these are.
    let fragment: NameID?
  }

  /// The greatest depth at which a fragment was found harmless, and the least at which it was not.
  private var harmlessDepths: [NameID: Int] = [:]
  private var excessiveDepths: [NameID: Int] = [:]
  /// The end of the last field that was refused; nothing inside it is looked at.
  private var refusedEnd = 0

  init(_ context: ValidationContext) {}

  func enter(_ node: NodeID, _ context: ValidationContext) {
    let document = context.document
    guard document.name(node, is: "__schema") || document.name(node, is: "__type"),
      document.byteRange(node).lowerBound >= refusedEnd, let selections = document.selectionSet(node)
    else { return }
    if isTooDeep(selections, context) {
      refusedEnd = document.byteRange(node).upperBound
      context.report("Maximum introspection depth exceeded", at: node)
    }
  }

  private func isTooDeep(_ selectionSet: NodeID, _ context: ValidationContext) -> Bool {
    let document = context.document
    var entered: [NameID: Int] = [:]
    var stack = [Frame(selections: document.children(selectionSet), depth: 0, fragment: nil)]
    while let top = stack.last {
      guard let selection = stack[stack.count - 1].selections.next() else {
        if let fragment = top.fragment { harmlessDepths[fragment] = top.depth }
        stack.removeLast()
        continue
      }
      var depth = top.depth
      if document.kind(selection) == .fragmentSpread {
        let name = document.nameID(selection)
        if let excessive = excessiveDepths[name], excessive <= depth { return markExcessive(stack) }
        if max(entered[name] ?? -1, harmlessDepths[name] ?? -1) >= depth { continue }
        guard let fragment = context.fragments.fragment(named: name),
          let set = document.selectionSet(context.fragments.definitions[fragment])
        else { continue }
        entered[name] = depth
        stack.append(Frame(selections: document.children(set), depth: depth, fragment: name))
        continue
      }
      if document.kind(selection) == .field && isList(selection, document) {
        depth += 1
        if depth >= context.options.introspectionDepth { return markExcessive(stack) }
      }
      guard let set = document.selectionSet(selection) else { continue }
      stack.append(Frame(selections: document.children(set), depth: depth, fragment: nil))
    }
    return false
  }

  private func isList(_ field: NodeID, _ document: Document) -> Bool {
    document.name(field, is: "fields") || document.name(field, is: "interfaces")
      || document.name(field, is: "possibleTypes") || document.name(field, is: "inputFields")
  }

  private func markExcessive(_ stack: [Frame]) -> Bool {
    for frame in stack.reversed() {
      if let fragment = frame.fragment { excessiveDepths[fragment] = frame.depth }
    }
    return true
  }
}
