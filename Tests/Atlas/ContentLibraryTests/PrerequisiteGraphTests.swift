import Testing

@testable import ContentLibrary

@Suite("Prerequisites never run in a circle")
struct PrerequisiteGraphTests {
  @Test("a link is refused where it would close a cycle, however long, and only there")
  func cycles() {
    var graph = PrerequisiteGraph([(from: 2, to: 1)])
    for (from, to, fits) in [
      (3, 2, true), (1, 3, false), (1, 2, false), (3, 1, true), (4, 4, false), (1, 5, true), (5, 3, false),
      (5, 6, true),
    ] as [(Int64, Int64, Bool)] {
      let isIn = graph.insert(from: from, to: to)
      #expect(isIn == fits, "\(from) to \(to)")
    }
  }

  @Test("a long chain is followed without a deep stack")
  func deep() {
    var graph = PrerequisiteGraph((1..<100_000).map { (from: Int64($0 + 1), to: Int64($0)) })
    let closing = graph.insert(from: 1, to: 100_000)
    let shortcut = graph.insert(from: 100_000, to: 1)
    #expect(!closing && shortcut)
  }
}
