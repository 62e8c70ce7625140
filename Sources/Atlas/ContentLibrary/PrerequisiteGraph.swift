/// Which atoms are to be known before which, and never in a circle.
struct PrerequisiteGraph: Sendable {
  private var prerequisites: [Int64: [Int64]] = [:]

  /// - Parameter links: links that have no cycle.
  init(_ links: [(from: Int64, to: Int64)] = []) {
    for link in links { prerequisites[link.from, default: []].append(link.to) }
  }

  /// Adds a link; refuses one that would close a cycle.
  mutating func insert(from: Int64, to: Int64) -> Bool {
    guard from != to, !reaches(to, from) else { return false }
    prerequisites[from, default: []].append(to)
    return true
  }

  /// Whether one atom is to be known before another, however far.
  private func reaches(_ start: Int64, _ goal: Int64) -> Bool {
    var waiting = [start]
    var seen: Set<Int64> = [start]
    while let atom = waiting.popLast() {
      if atom == goal { return true }
      for next in prerequisites[atom] ?? [] where seen.insert(next).inserted { waiting.append(next) }
    }
    return false
  }
}
