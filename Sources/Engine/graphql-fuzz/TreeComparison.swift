import GraphQLSyntax

/// Whether two documents have the same syntax tree, wherever its nodes stand in the text.
enum TreeComparison {
  /// The first difference; nil where there is none.
  static func difference(_ left: Document, _ right: Document) -> String? {
    guard left.nodeCount == right.nodeCount else { return "\(left.nodeCount) and \(right.nodeCount) nodes" }
    for index in 0..<left.nodeCount {
      let node = left.node(at: index)
      let other = right.node(at: index)
      guard left.kind(node) == right.kind(other) else {
        return "\(left.kind(node)) and \(right.kind(other)) as node \(index)"
      }
      let one = content(left, node)
      let two = content(right, other)
      // Bytes, because `==` holds for canonically equivalent texts, too.
      guard one.utf8.elementsEqual(two.utf8) else { return "\(left.kind(node)) \(one) and \(two)" }
      guard left.children(node).map(\.index) == right.children(other).map(\.index) else {
        return "other children of \(left.kind(node)) \(one)"
      }
    }
    return nil
  }

  private static func content(_ document: Document, _ node: NodeID) -> String {
    switch document.kind(node) {
    case .intValue, .floatValue: document.sourceText(node)
    case .stringValue, .description: (document.isBlockString(node) ? "block " : "") + document.stringValue(node)
    case .booleanValue: document.booleanValue(node) ? "true" : "false"
    case .operationDefinition, .operationTypeDefinition:
      document.operationType(node).name + " " + document.name(node)
    case .directiveDefinition: document.name(node) + (document.isRepeatable(node) ? " repeatable" : "")
    default: document.name(node)
    }
  }
}
