extension Document {
  /// One document with the definitions of several, in order; its source has the sources on lines of their own.
  public static func concatenating(_ documents: [Document]) -> Document {
    var source: [UInt8] = []
    var names = NameTable(expectedNames: documents.reduce(0) { $0 + $1.nameCount })
    var arena = ArenaBuilder(root: Node(kind: .document, start: 0))
    for document in documents {
      let offset = UInt32(truncatingIfNeeded: source.count)
      source += document.source
      source.append(0x0A)
      let identifiers = document.internNames(into: &names, source: source, at: offset)
      arena.append(document.nodes.dropFirst()) { node in
        var moved = node
        moved.start += offset
        moved.end += offset
        moved.nameStart += offset
        moved.name = identifiers[node.name.index]
        return moved
      }
    }
    arena.nodes[0].end = UInt32(truncatingIfNeeded: source.count)
    return Document(source: source, nodes: arena.nodes, names: names.entries)
  }

  /// The identifiers in another document's table, by the identifiers in this one.
  private func internNames(into table: inout NameTable, source: [UInt8], at offset: UInt32) -> [NameID] {
    [.none]
      + names.dropFirst().map { entry in
        let start = Int(entry.start + offset)
        return table.intern(source.span, start: start, end: start + Int(entry.length), hash: entry.hash)
      }
  }
}

/// Puts definitions of other arenas together in a new one.
struct ArenaBuilder {
  var nodes: [Node]
  private var lastDefinition = 0

  init(root: Node) {
    nodes = [root]
    nodes[0].firstChild = 0
  }

  /// Appends one definition, or all of a document, whose nodes are consecutive in their arena.
  mutating func append(_ range: ArraySlice<Node>, _ change: (Node) -> Node) {
    guard !range.isEmpty else { return }
    // Positions only grow by a difference that may be negative.
    let distance = nodes.count - range.startIndex
    func moved(_ index: UInt32) -> UInt32 {
      index == 0 || !range.indices.contains(Int(index)) ? 0 : UInt32(truncatingIfNeeded: Int(index) + distance)
    }
    let first = nodes.count
    for node in range {
      var copy = change(node)
      copy.firstChild = moved(node.firstChild)
      copy.nextSibling = moved(node.nextSibling)
      nodes.append(copy)
    }
    if lastDefinition == 0 {
      nodes[0].firstChild = UInt32(truncatingIfNeeded: first)
    } else {
      nodes[lastDefinition].nextSibling = UInt32(truncatingIfNeeded: first)
    }
    lastDefinition = first
    while nodes[lastDefinition].nextSibling != 0 { lastDefinition = Int(nodes[lastDefinition].nextSibling) }
  }
}
