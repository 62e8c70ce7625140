import GraphQLSchema
import Synchronization
import Testing

@testable import GraphQLCaching

@Suite("Equal questions at the same time")
struct SingleFlightTests {
  private let cache = ResponseCache(ResponseCacheSettings(byteLimit: 1 << 20))
  private let key: ResponseKey

  init() throws {
    key = ResponseKey(policy: try Library.policy("{ book(id: 7) { title } }"), values: [:], scope: CacheScope(""))
  }

  /// An execution that ends when the test says so; nil is an answer with errors.
  private final class Execution: Sendable {
    private let (results, continuation) = AsyncStream.makeStream(of: String?.self)
    private let runs = Mutex(0)

    var count: Int { runs.withLock { $0 } }

    func end(_ result: String?) { continuation.yield(result) }

    func run() async -> String? {
      runs.withLock { $0 += 1 }
      for await result in results { return result }
      return nil
    }
  }

  /// Begins to ask, up to the first waiting.
  private func ask(_ execution: Execution) -> Task<String?, Never> {
    Task.immediate {
      let answer = await cache.answer(key, body: { (result: String?) in result.map { Array($0.utf8) } }) {
        await execution.run()
      }
      switch answer {
      case .shared(let response): return String(decoding: response.body, as: UTF8.self)
      case .own(let result): return result
      }
    }
  }

  @Test("the first executes, the others share its answer")
  func sharing() async {
    let (first, others) = (Execution(), Execution())
    let leader = ask(first)
    let waiters = (0..<5).map { _ in ask(others) }
    first.end("a")
    #expect(await leader.value == "a")
    for waiter in waiters { #expect(await waiter.value == "a") }
    #expect(first.count == 1)
    #expect(others.count == 0)
  }

  @Test("when the first fails, the others execute by themselves")
  func failure() async {
    let (first, others) = (Execution(), Execution())
    let leader = ask(first)
    let waiters = (0..<3).map { _ in ask(others) }
    for _ in waiters { others.end("b") }
    first.end(nil)
    #expect(await leader.value == nil)
    for waiter in waiters { #expect(await waiter.value == "b") }
    #expect(others.count == 3)
  }

  @Test("when the first is cancelled, one of the others takes its place")
  func cancelledLeader() async {
    let (first, others) = (Execution(), Execution())
    let leader = ask(first)
    let waiters = (0..<3).map { _ in ask(others) }
    others.end("b")
    leader.cancel()
    #expect(await leader.value == nil)
    for waiter in waiters { #expect(await waiter.value == "b") }
    #expect(others.count == 1)
  }

  @Test("a waiter that is cancelled leaves, and the others get their answer")
  func cancelledWaiter() async {
    let (first, gone, other) = (Execution(), Execution(), Execution())
    let leader = ask(first)
    let leaving = ask(gone)
    let waiter = ask(other)
    leaving.cancel()
    #expect(await leaving.value == nil)
    first.end("a")
    #expect(await leader.value == "a")
    #expect(await waiter.value == "a")
    #expect(other.count == 0)
  }

  @Test("who asks after an eviction does not share a reading that began before it")
  func eviction() async {
    let (first, second) = (Execution(), Execution())
    let leader = ask(first)
    let early = ask(first)
    cache.evict([.type("Book")])
    let late = ask(second)
    second.end("new")
    #expect(await late.value == "new")
    first.end("old")
    #expect(await leader.value == "old")
    #expect(await early.value == "old")
    #expect(cache.find(key)?.body == Array("new".utf8))
    #expect(first.count == 1)
  }
}
