import AtlasKernel

/// Walks from an item back through everything that goes before it.
struct PrerequisiteWalk {
  private let candidates: [GlobalID: PathCandidate]
  private let textOrder: [GlobalID: GlobalID]
  private let placed: Set<GlobalID>
  private var visited: Set<GlobalID> = []
  /// What lacks something that it needs.
  private var unreachable: Set<GlobalID> = []
  /// What was walked through, each behind what it needs, with what needs it.
  private(set) var order: [(PathCandidate, neededBy: PathCandidate?)] = []

  /// An item on the way, with what is still to be visited before it.
  private struct Visit {
    let item: PathCandidate
    let neededBy: PathCandidate?
    /// Whether the path can do without it.
    let isWish: Bool
    /// How many were in order when it came.
    let start: Int
    var before: ArraySlice<(item: PathCandidate, isWish: Bool)>
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
  /// circles in the data do no harm. Texts of any length make it no deeper. What is only better read before is left out
  /// where something that it needs itself is missing.
  mutating func walk(to target: PathCandidate) -> Bool {
    guard let visit = begin(target, for: nil, isWish: false) else { return false }
    var open = [visit]
    while let last = open.indices.last {
      guard let next = open[last].before.popFirst() else {
        order.append((open[last].item, open[last].neededBy))
        open.removeLast()
        continue
      }
      if next.item.isCompleted || placed.contains(next.item.item) { continue }
      if visited.contains(next.item.item), !unreachable.contains(next.item.item) { continue }
      if let visit = begin(next.item, for: open[last].item, isWish: next.isWish) {
        open.append(visit)
      } else if !next.isWish {
        guard giveUpWish(&open) else { return false }
      }
    }
    return true
  }

  /// Leaves the way to the nearest wish, with everything that was only walked through for it.
  private mutating func giveUpWish(_ open: inout [Visit]) -> Bool {
    while let visit = open.popLast() {
      unreachable.insert(visit.item.item)
      guard visit.isWish else { continue }
      for (item, _) in order[visit.start...] { visited.remove(item.item) }
      order.removeSubrange(visit.start...)
      return true
    }
    return false
  }

  /// Nil where something that it needs is not among the candidates.
  private mutating func begin(_ item: PathCandidate, for other: PathCandidate?, isWish: Bool) -> Visit? {
    visited.insert(item.item)
    let needed = item.needs.compactMap { candidates[$0] }
    guard needed.count == item.needs.count, !unreachable.contains(item.item) else {
      unreachable.insert(item.item)
      return nil
    }
    let wished = (item.follows + [textOrder[item.item]].compactMap { $0 }).compactMap { candidates[$0] }
    let before = needed.map { (item: $0, isWish: false) } + wished.map { (item: $0, isWish: true) }
    return Visit(
      item: item, neededBy: other, isWish: isWish, start: order.count,
      before: before.sorted { PathCandidate.isEarlier($0.item, $1.item) }[...])
  }
}
