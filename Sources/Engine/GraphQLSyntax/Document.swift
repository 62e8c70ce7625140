/// A parsed document: the source bytes and a flat syntax tree over them.
///
/// Nodes are integers into one array, so a document is built without an allocation per node, is freed at once however
/// deep it is, and can be shared by all threads. Names stay byte ranges; equal names have equal `NameID`s.
///
/// Worked example: `{ a { b } }` has the nodes 0 document, 1 operationDefinition, 2 selectionSet, 3 field `a`,
/// 4 selectionSet, 5 field `b`; node 1 is the first child of 0, 2 of 1, 3 of 2, 4 of 3, 5 of 4.
public final class Document: Sendable {
  /// The UTF-8 text that was parsed.
  public let source: [UInt8]
  let nodes: [Node]
  let names: [NameTable.Entry]

  init(source: [UInt8], nodes: [Node], names: [NameTable.Entry]) {
    self.source = source
    self.nodes = nodes
    self.names = names
  }

  /// The number of nodes; `NodeID.index` is below it.
  public var nodeCount: Int { nodes.count }
  /// The number of distinct names plus one; `NameID.index` is below it.
  public var nameCount: Int { names.count }

  /// The node at a position below `nodeCount`; a node comes before its children.
  public func node(at index: Int) -> NodeID { NodeID(UInt32(truncatingIfNeeded: index)) }

  public func kind(_ node: NodeID) -> NodeKind { nodes[node.index].kind }

  /// The identifier of the node's name, `.none` where it has none.
  public func nameID(_ node: NodeID) -> NameID { nodes[node.index].name }

  /// The node's name; empty where it has none.
  public func name(_ node: NodeID) -> String { text(nodes[node.index].name) }

  /// The text of a name.
  public func text(_ name: NameID) -> String {
    let entry = names[name.index]
    return String(decoding: source[Int(entry.start)..<Int(entry.start) + Int(entry.length)], as: UTF8.self)
  }

  /// Whether the node's name is this text, without making a `String`.
  public func name(_ node: NodeID, is text: StaticString) -> Bool {
    let entry = names[nodes[node.index].name.index]
    guard Int(entry.length) == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { buffer in
      unsafe source[Int(entry.start)..<Int(entry.start) + buffer.count].elementsEqual(buffer)
    }
  }

  /// The children in the order of the grammar.
  public func children(_ node: NodeID) -> Children {
    Children(document: self, first: nodes[node.index].firstChild, only: nil)
  }

  /// The children of one kind.
  public func children(_ node: NodeID, _ kind: NodeKind) -> Children {
    Children(document: self, first: nodes[node.index].firstChild, only: kind)
  }

  /// The first child of a kind.
  public func child(_ node: NodeID, _ kind: NodeKind) -> NodeID? {
    var next = nodes[node.index].firstChild
    while next != 0 {
      let child = nodes[Int(next)]
      if child.kind == kind { return NodeID(next) }
      next = child.nextSibling
    }
    return nil
  }

  /// The first child that meets a condition on its kind.
  public func child(_ node: NodeID, where condition: (NodeKind) -> Bool) -> NodeID? {
    var next = nodes[node.index].firstChild
    while next != 0 {
      let child = nodes[Int(next)]
      if condition(child.kind) { return NodeID(next) }
      next = child.nextSibling
    }
    return nil
  }

  /// The definitions of the document.
  public var definitions: Children { children(.document) }

  /// The location of the node's first token.
  public func location(_ node: NodeID) -> SourceLocation { location(at: nodes[node.index].start) }

  /// The location of the node's name; of the node where it has none.
  public func nameLocation(_ node: NodeID) -> SourceLocation {
    let node = nodes[node.index]
    return location(at: node.name == .none ? node.start : node.nameStart)
  }

  /// The byte range of the node.
  public func byteRange(_ node: NodeID) -> Range<Int> { Int(nodes[node.index].start)..<Int(nodes[node.index].end) }

  /// The text of the node as written.
  public func sourceText(_ node: NodeID) -> String { String(decoding: source[byteRange(node)], as: UTF8.self) }

  private func location(at offset: UInt32) -> SourceLocation { SourceText(bytes: source).location(at: Int(offset)) }

  /// The children of a node, or those of one kind, as a sequence.
  public struct Children: Sequence, IteratorProtocol, Sendable {
    let document: Document
    var following: UInt32
    let only: NodeKind?

    init(document: Document, first: UInt32, only: NodeKind?) {
      self.document = document
      following = first
      self.only = only
    }

    public mutating func next() -> NodeID? {
      while following != 0 {
        let current = following
        let node = document.nodes[Int(current)]
        following = node.nextSibling
        if only == nil || only == node.kind { return NodeID(current) }
      }
      return nil
    }

    public var isEmpty: Bool {
      var copy = self
      return copy.next() == nil
    }
  }
}
