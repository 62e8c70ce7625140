import GraphQLSyntax

/// A table from the names of a document to nodes that is emptied in no time: a stamp tells old entries from new ones.
struct NameRegister {
  private var stamps: [UInt32]
  private var nodes: [NodeID]
  /// The stamp of current entries; never that of a fresh table.
  private var stamp: UInt32 = 1

  init(nameCount: Int) {
    stamps = Array(repeating: 0, count: nameCount)
    nodes = Array(repeating: .document, count: nameCount)
  }

  /// Forgets all entries.
  mutating func clear() { stamp &+= 1 }

  /// Enters a node unless its name is taken.
  ///
  /// - Returns: the node that already has the name.
  mutating func insert(_ name: NameID, _ node: NodeID) -> NodeID? {
    if stamps[name.index] == stamp { return nodes[name.index] }
    set(name, node)
    return nil
  }

  /// Enters a node in place of any other with its name.
  mutating func set(_ name: NameID, _ node: NodeID) {
    stamps[name.index] = stamp
    nodes[name.index] = node
  }

  func node(_ name: NameID) -> NodeID? { stamps[name.index] == stamp ? nodes[name.index] : nil }
}
