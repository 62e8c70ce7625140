import AtlasKernel

/// Walks from an item back through everything that goes before it.
struct PrerequisiteWalk {
  private let candidates: [GlobalID: PathCandidate]
  private let textOrder: [GlobalID: GlobalID]
  private let placed: Set<GlobalID>
  private var visited: Set<GlobalID> = []
  /// What was walked through, each behind what it needs, with what needs it.
  private(set) var order: [(PathCandidate, neededBy: PathCandidate?)] = []

  /// An item on the way, with what is still to be visited before it.
  private struct Visit {
    let item: PathCandidate
    let neededBy: PathCandidate?
    var before: ArraySlice<PathCandidate>
  }

  /// - Parameters:
  ///   - textOrder: what stands before an atom in its text.
  ///   - placed: what is behind the learner by then.
  init(candidates: [GlobalID: PathCandidate], textOrder: [GlobalID: GlobalID], placed: Set<GlobalID>) {
    self.candidates = candidates
    self.textOrder = textOrder
    self.placed = placed
  }

  /// Whether everything that the item needs is there; then `order` ends with it. A circle is cut where it closes:
  /// circles in the data do no harm. Texts of any length make it no deeper.
  mutating func walk(to target: PathCandidate) -> Bool {
    guard let visit = begin(target, for: nil) else { return false }
    var open = [visit]
    while let last = open.indices.last {
      guard let next = open[last].before.popFirst() else {
        order.append((open[last].item, open[last].neededBy))
        open.removeLast()
        continue
      }
      if next.isCompleted || placed.contains(next.item) || visited.contains(next.item) { continue }
      guard let visit = begin(next, for: open[last].item) else { return false }
      open.append(visit)
    }
    return true
  }

  /// Nil where something that it needs is not among the candidates.
  private mutating func begin(_ item: PathCandidate, for other: PathCandidate?) -> Visit? {
    visited.insert(item.item)
    let needed = item.needs.compactMap { candidates[$0] }
    guard needed.count == item.needs.count else { return nil }
    let wished = (item.follows + [textOrder[item.item]].compactMap { $0 }).compactMap { candidates[$0] }
    return Visit(item: item, neededBy: other, before: (needed + wished).sorted(by: PathCandidate.isEarlier)[...])
  }
}
