import GraphQLExecution
import Synchronization
import Testing

@Suite("Turnstiles")
struct TurnstileTests {
  /// Comes in as soon as the turnstile lets it, and says so.
  private func visit(
    _ turnstile: Turnstile, _ name: Int, _ inside: AsyncStream<Int>.Continuation
  ) -> Task<Bool, Never> {
    Task.immediate {
      do {
        try await turnstile.enter()
        inside.yield(name)
        return true
      } catch {
        return false
      }
    }
  }

  @Test("who comes while it is full waits, and is let in by who leaves, in the order of coming")
  func order() async throws {
    let turnstile = Turnstile(limit: 2)
    let (inside, door) = AsyncStream.makeStream(of: Int.self)
    let visits = (1...4).map { visit(turnstile, $0, door) }
    var names = inside.makeAsyncIterator()
    #expect(await names.next() == 1)
    #expect(await names.next() == 2)
    turnstile.leave()
    #expect(await names.next() == 3)
    turnstile.leave()
    #expect(await names.next() == 4)
    for visit in visits { #expect(await visit.value) }
  }

  @Test("who is cancelled while it waits leaves the line, and takes no place")
  func cancellation() async throws {
    let turnstile = Turnstile(limit: 1)
    let (inside, door) = AsyncStream.makeStream(of: Int.self)
    var names = inside.makeAsyncIterator()
    _ = visit(turnstile, 1, door)
    let second = visit(turnstile, 2, door)
    let third = visit(turnstile, 3, door)
    second.cancel()
    #expect(await second.value == false)
    turnstile.leave()
    #expect(await third.value)
    #expect(await names.next() == 1)
    #expect(await names.next() == 3)
  }

  @Test("who is cancelled before it comes is not let in while others are inside")
  func cancelledBefore() async throws {
    let turnstile = Turnstile(limit: 1)
    try await turnstile.enter()
    let start = AsyncStream.makeStream(of: Void.self)
    let late = Task {
      for await _ in start.stream {}
      return (try? await turnstile.enter()) != nil
    }
    late.cancel()
    start.continuation.finish()
    #expect(await late.value == false)
    turnstile.leave()
    try await turnstile.enter()
  }

  @Test("many who come and go at once are never more inside than the limit, and all are let in")
  func crowd() async throws {
    let turnstile = Turnstile(limit: 3)
    let room = Room()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<500 {
        group.addTask {
          try await turnstile.enter()
          room.enter()
          await Task.yield()
          room.leave()
          turnstile.leave()
        }
      }
      try await group.waitForAll()
    }
    #expect(room.most <= 3)
    #expect(room.visits == 500)
  }
}

/// Counts who is in it.
private final class Room: Sendable {
  private let state = Mutex((inside: 0, most: 0, visits: 0))

  var most: Int { state.withLock { $0.most } }
  var visits: Int { state.withLock { $0.visits } }

  func enter() {
    state.withLock { state in
      state.inside += 1
      state.visits += 1
      state.most = max(state.most, state.inside)
    }
  }

  func leave() { state.withLock { $0.inside -= 1 } }
}
