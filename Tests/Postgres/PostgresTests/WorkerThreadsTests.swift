import Glibc
import Postgres
import Synchronization
import Testing

@Suite("Worker threads")
struct WorkerThreadsTests {
  private struct NoRoom: Error {}

  @Test("one works, two wait, the fourth is refused at once, and all three are served")
  func bounded() async throws {
    let threads = WorkerThreads(count: 1, refusal: NoRoom())
    let gate = Gate()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<3 {
        group.addTask {
          try await threads.run {
            gate.pass()
            return number
          }
        }
      }
      while threads.waitingCount < 2 { await Task.yield() }
      await #expect(throws: NoRoom.self) { try await threads.run { 3 } }
      gate.open()
      var served: Set<Int> = []
      for try await number in group { served.insert(number) }
      #expect(served == [0, 1, 2])
    }
    #expect(try await threads.run { 4 } == 4)
  }

  @Test("work whose caller has gone is not begun")
  func canceled() async throws {
    let threads = WorkerThreads(count: 1, refusal: NoRoom())
    let gate = Gate()
    async let first: Void = threads.run { gate.pass() }
    while !gate.isReached { await Task.yield() }
    let second = Task { try await threads.run { Issue.record("the work was begun") } }
    while threads.waitingCount < 1 { await Task.yield() }
    second.cancel()
    gate.open()
    await #expect(throws: CancellationError.self) { try await second.value }
    try await first
  }

  /// Holds threads back until it is opened.
  private final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let hasVisitor = Atomic(false)

    var isReached: Bool { hasVisitor.load(ordering: .acquiring) }

    func open() { isOpen.store(true, ordering: .releasing) }

    func pass() {
      hasVisitor.store(true, ordering: .releasing)
      while !isOpen.load(ordering: .acquiring) { sched_yield() }
    }
  }
}
