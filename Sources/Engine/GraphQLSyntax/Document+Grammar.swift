/// The parts of nodes by their names in the grammar (specification, appendix B).
extension Document {
  /// An operation's type; also of a root operation type definition.
  public func operationType(_ node: NodeID) -> OperationType {
    OperationType(rawValue: nodes[node.index].flag) ?? .query
  }

  /// The operations of the document.
  public var operations: Children { children(.document, .operationDefinition) }
  /// The fragment definitions of the document.
  public var fragments: Children { children(.document, .fragmentDefinition) }

  /// A definition and all nodes below it, which are neighbours in the arena.
  public func nodes(of definition: NodeID) -> LazyMapSequence<Range<Int>, NodeID> {
    definitionRange(definition).lazy.map { NodeID(UInt32(truncatingIfNeeded: $0)) }
  }

  /// The positions of a definition's nodes.
  func definitionRange(_ definition: NodeID) -> Range<Int> {
    let next = Int(nodes[definition.index].nextSibling)
    return definition.index..<(next == 0 ? nodes.count : next)
  }

  public func selectionSet(_ node: NodeID) -> NodeID? { child(node, .selectionSet) }
  public func arguments(_ node: NodeID) -> Children { children(node, .argument) }
  public func directives(_ node: NodeID) -> Children { children(node, .directive) }
  public func variableDefinitions(_ node: NodeID) -> Children { children(node, .variableDefinition) }

  /// A field's alias.
  public func alias(_ field: NodeID) -> NodeID? {
    guard let first = firstChild(field), kind(first) == .alias else { return nil }
    return first
  }

  /// The name under which a field appears in the response: its alias or its name (section 6.3.2).
  public func responseKeyID(_ field: NodeID) -> NameID { nameID(alias(field) ?? field) }
  public func responseKey(_ field: NodeID) -> String { text(responseKeyID(field)) }

  /// The type condition of a fragment definition or an inline fragment.
  public func typeCondition(_ node: NodeID) -> NodeID? { child(node, .namedType) }

  /// The value of an argument, an object field, or the default of a variable or input value definition.
  public func value(_ node: NodeID) -> NodeID? { child(node) { $0.isValue } }

  /// The type of a variable, field or input value definition; what a list or non-null type wraps.
  public func type(_ node: NodeID) -> NodeID? { child(node) { $0.isTypeReference } }

  public func firstChild(_ node: NodeID) -> NodeID? {
    let first = nodes[node.index].firstChild
    return first == 0 ? nil : NodeID(first)
  }

  /// The innermost named type of a type reference.
  public func namedType(_ type: NodeID) -> NodeID {
    var current = type
    while kind(current) != .namedType, let inner = firstChild(current) { current = inner }
    return current
  }

  /// The text of a description.
  public func description(_ node: NodeID) -> String? { child(node, .description).map(stringValue) }

  /// The value of a string value or description, escapes and block indentation resolved.
  public func stringValue(_ node: NodeID) -> String {
    let token = Array(source[byteRange(node)])
    return isBlockString(node) ? StringContent.decodeBlock(token.span) : StringContent.decodeQuoted(token.span)
  }

  /// Whether a string was written as a block string.
  public func isBlockString(_ node: NodeID) -> Bool { nodes[node.index].flag != 0 }
  public func booleanValue(_ node: NodeID) -> Bool { nodes[node.index].flag != 0 }
  public func isRepeatable(_ directiveDefinition: NodeID) -> Bool { nodes[directiveDefinition.index].flag != 0 }

  /// A type reference as written in SDL: `[Int!]!`.
  public func printType(_ type: NodeID) -> String {
    var prefix = ""
    var suffix = ""
    var current = type
    while let inner = firstChild(current) {
      if kind(current) == .listType {
        prefix += "["
        suffix = "]" + suffix
      } else {
        suffix = "!" + suffix
      }
      current = inner
    }
    return prefix + name(current) + suffix
  }
}
