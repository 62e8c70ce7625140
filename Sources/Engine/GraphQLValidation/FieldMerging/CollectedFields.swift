import GraphQLSyntax

/// The fields of one selection set, those of inline fragments included, and the fragments it spreads.
final class CollectedFields {
  /// Fields with the same response key, in the order of the keys' first appearance.
  private(set) var groups: [(key: NameID, fields: [NodeID])] = []
  /// The positions of the fragments spread, each once.
  private(set) var fragments: [Int] = []
  private var positions: [NameID: Int] = [:]

  init(_ selectionSet: NodeID, _ context: ValidationContext) {
    let document = context.document
    var seenFragments: Set<Int> = []
    // Depth first, so that the order is that of the document.
    var stack = [document.children(selectionSet)]
    while !stack.isEmpty {
      guard let selection = stack[stack.count - 1].next() else {
        stack.removeLast()
        continue
      }
      switch document.kind(selection) {
      case .field: add(selection, document.responseKeyID(selection))
      case .inlineFragment:
        if let inner = document.selectionSet(selection) { stack.append(document.children(inner)) }
      default:
        guard let fragment = context.fragments.fragment(named: document.nameID(selection)),
          seenFragments.insert(fragment).inserted
        else { continue }
        fragments.append(fragment)
      }
    }
  }

  private func add(_ field: NodeID, _ key: NameID) {
    if let position = positions[key] {
      groups[position].fields.append(field)
    } else {
      positions[key] = groups.count
      groups.append((key, [field]))
    }
  }

  /// The fields with a response key.
  func fields(_ key: NameID) -> [NodeID] { positions[key].map { groups[$0].fields } ?? [] }
}

/// Two fields that cannot be merged, and why.
struct MergeConflict {
  let key: NameID
  let reason: String
  let left: [NodeID]
  let right: [NodeID]
}
