extension Document {
  /// One document for every operation, with the fragments that it needs, both in the order of the source.
  ///
  /// - Returns: documents by the operation's name, which is empty for an anonymous operation. Of two operations with
  ///   one name the later is kept.
  public func separatedOperations() -> [(name: String, document: Document)] {
    let dependencies = fragmentDependencies()
    var result: [(name: String, document: Document)] = []
    for operation in operations {
      let needed = reach(from: operation, dependencies)
      let part = selecting { definition in
        definition == operation || kind(definition) == .fragmentDefinition && needed.contains(nameID(definition))
      }
      let name = name(operation)
      if let earlier = result.firstIndex(where: { $0.name == name }) {
        result[earlier].document = part
      } else {
        result.append((name, part))
      }
    }
    return result
  }

  /// The names of the fragments that each fragment spreads; of two fragments with one name, those of the later.
  private func fragmentDependencies() -> [NameID: [NameID]] {
    var result: [NameID: [NameID]] = [:]
    for fragment in fragments { result[nameID(fragment)] = spreadNames(in: fragment) }
    return result
  }

  private func spreadNames(in definition: NodeID) -> [NameID] {
    nodes[definitionRange(definition)].compactMap { $0.kind == .fragmentSpread ? $0.name : nil }
  }

  private func reach(from operation: NodeID, _ dependencies: [NameID: [NameID]]) -> Set<NameID> {
    var reached: Set<NameID> = []
    var pending = spreadNames(in: operation)
    while let name = pending.popLast() {
      if reached.insert(name).inserted { pending += dependencies[name] ?? [] }
    }
    return reached
  }

  /// A document with some of the definitions, over the same source.
  private func selecting(_ isIncluded: (NodeID) -> Bool) -> Document {
    var arena = ArenaBuilder(root: nodes[0])
    for definition in definitions where isIncluded(definition) {
      arena.append(nodes[definitionRange(definition)]) { $0 }
    }
    return Document(source: source, nodes: arena.nodes, names: names)
  }
}
