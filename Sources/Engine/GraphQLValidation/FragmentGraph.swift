import GraphQLSyntax

/// The executable definitions of a document and the fragments that each of them spreads.
///
/// A definition is known by its position. Of fragments with the same name the last counts, as in the reference
/// implementation; that there are two is told by a rule.
struct FragmentGraph {
  let document: Document
  /// Operations and fragments, in document order.
  let definitions: [NodeID]
  private let fragmentsByName: [Int32]
  private let spreads: [NodeID]
  private let spreadStarts: [Int]

  init(_ document: Document) {
    self.document = document
    var byName = [Int32](repeating: -1, count: document.nameCount)
    var definitions: [NodeID] = []
    var spreads: [NodeID] = []
    var starts: [Int] = [0]
    var pending: [NodeID] = []
    for definition in document.definitions where document.kind(definition).isExecutableDefinition {
      if document.kind(definition) == .fragmentDefinition {
        byName[document.nameID(definition).index] = Int32(truncatingIfNeeded: definitions.count)
      }
      definitions.append(definition)
      if let set = document.selectionSet(definition) { pending.append(set) }
      // A stack of selection sets: the order of the reference implementation, which messages depend on.
      while let set = pending.popLast() {
        for selection in document.children(set) {
          if document.kind(selection) == .fragmentSpread {
            spreads.append(selection)
          } else if let inner = document.selectionSet(selection) {
            pending.append(inner)
          }
        }
      }
      starts.append(spreads.count)
    }
    self.definitions = definitions
    fragmentsByName = byName
    self.spreads = spreads
    spreadStarts = starts
  }

  /// The positions of the definitions that are operations.
  var operations: some Sequence<Int> {
    definitions.indices.lazy
      .filter { [document, definitions] in document.kind(definitions[$0]) == .operationDefinition }
  }

  /// The position of the fragment with a name.
  func fragment(named name: NameID) -> Int? {
    let position = fragmentsByName[name.index]
    return position < 0 ? nil : Int(position)
  }

  /// The position of a definition.
  func position(of definition: NodeID) -> Int? {
    // Definitions are in the order of their nodes.
    var range = definitions.indices
    while let middle = range.dropFirst(range.count / 2).first {
      if definitions[middle] == definition { return middle }
      range = definitions[middle] < definition ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The spreads in a definition, those in nested selections included.
  func spreads(in definition: Int) -> ArraySlice<NodeID> {
    spreads[spreadStarts[definition]..<spreadStarts[definition + 1]]
  }

  /// The fragments that definitions spread, directly or through others, each once, in the order of their discovery.
  func reachable(from roots: some Sequence<Int>) -> [Int] {
    var isSeen = [Bool](repeating: false, count: document.nameCount)
    var found: [Int] = []
    func visit(_ definition: Int) {
      for spread in spreads(in: definition) {
        let name = document.nameID(spread)
        if isSeen[name.index] { continue }
        isSeen[name.index] = true
        if let fragment = fragment(named: name) { found.append(fragment) }
      }
    }
    for root in roots { visit(root) }
    var position = 0
    while position < found.count {
      visit(found[position])
      position += 1
    }
    return found
  }

  /// All definitions, each after the fragments that it spreads. Spreads that close a circle are left out of account.
  func dependenciesFirst() -> [Int] {
    var order: [Int] = []
    var isEntered = [Bool](repeating: false, count: definitions.count)
    var stack: [(definition: Int, next: Int)] = []
    for root in definitions.indices where !isEntered[root] {
      isEntered[root] = true
      stack.append((root, spreadStarts[root]))
      while let top = stack.last {
        guard top.next < spreadStarts[top.definition + 1] else {
          order.append(top.definition)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        if let fragment = fragment(named: document.nameID(spreads[top.next])), !isEntered[fragment] {
          isEntered[fragment] = true
          stack.append((fragment, spreadStarts[fragment]))
        }
      }
    }
    return order
  }
}
