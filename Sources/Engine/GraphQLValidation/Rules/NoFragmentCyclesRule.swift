import GraphQLSyntax

/// Fragments do not contain themselves (section 5.5.2.2, "Fragment Spreads Must Not Form Cycles").
///
/// A depth-first search with a stack of its own, since fragments may form chains of any length. Every fragment is
/// searched once, so the search is linear, and a circle is reported once for each spread that closes it.
final class NoFragmentCyclesRule: ValidationRule {
  static let enters: NodeKindSet = [.fragmentDefinition]

  private struct Frame {
    let name: NameID
    var spreads: ArraySlice<NodeID>
  }

  private var isVisited: [Bool]
  /// The position on the path of each fragment that the search is inside of.
  private var pathPositions: [NameID: Int] = [:]
  private var path: [NodeID] = []
  private var stack: [Frame] = []

  init(_ context: ValidationContext) { isVisited = Array(repeating: false, count: context.document.nameCount) }

  func enter(_ node: NodeID, _ context: ValidationContext) {
    push(node, context)
    while let spread = nextSpread() {
      let name = context.document.nameID(spread)
      path.append(spread)
      if let start = pathPositions[name] {
        report(path[start...], context)
        path.removeLast()
      } else if let fragment = context.fragments.fragment(named: name), !isVisited[name.index] {
        push(context.fragments.definitions[fragment], context)
      } else {
        path.removeLast()
      }
    }
  }

  private func push(_ fragment: NodeID, _ context: ValidationContext) {
    let name = context.document.nameID(fragment)
    guard !isVisited[name.index], let position = context.fragments.position(of: fragment) else { return }
    isVisited[name.index] = true
    pathPositions[name] = path.count
    stack.append(Frame(name: name, spreads: context.fragments.spreads(in: position)))
  }

  /// The next spread of the innermost fragment that has one left.
  private func nextSpread() -> NodeID? {
    while let top = stack.last {
      if let spread = top.spreads.first {
        stack[stack.count - 1].spreads.removeFirst()
        return spread
      }
      pathPositions[top.name] = nil
      stack.removeLast()
      // The spread that led here; the outermost fragment was not spread.
      if !stack.isEmpty { path.removeLast() }
    }
    return nil
  }

  private func report(_ cycle: ArraySlice<NodeID>, _ context: ValidationContext) {
    guard let last = cycle.last else { return }
    let via = cycle.dropLast().map { "\"\(context.quotedName($0))\"" }.joined(separator: ", ")
    context.report(
      "Cannot spread fragment \"\(context.quotedName(last))\" within itself" + (via.isEmpty ? "." : " via \(via)."),
      atAll: Array(cycle))
  }
}
