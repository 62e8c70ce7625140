import GraphQLSchema
import Testing

@testable import GraphQLCaching

@Suite("Response cache")
struct ResponseCacheTests {
  private let start = ContinuousClock.now
  private let key: ResponseKey
  private let cache = ResponseCache(ResponseCacheSettings(byteLimit: 1 << 20))

  init() throws { key = try Self.key("{ book(id: 7) { title } }") }

  private static func key(_ text: String, scope: String = "") throws -> ResponseKey {
    ResponseKey(policy: try Library.policy(text), values: [:], scope: CacheScope(scope))
  }

  @discardableResult
  private func read(
    _ key: ResponseKey, _ body: String, in cache: ResponseCache? = nil, at now: ContinuousClock.Instant? = nil,
    during: () -> Void = {}
  ) async -> CachedResponse? {
    let answer = await (cache ?? self.cache).answer(key, at: now ?? start, body: { Array($0.utf8) }) { () -> String in
      during()
      return body
    }
    if case .shared(let response) = answer { return response }
    return nil
  }

  @Test("an answer is given until its time is over, to its scope only")
  func lifetime() async throws {
    let stored = await read(key, "{}")
    #expect(stored?.body == Array("{}".utf8))
    #expect(stored?.secondsLeft(at: start + .seconds(40)) == 200)
    #expect(cache.find(key, at: start + .seconds(239)) != nil)
    #expect(cache.find(key, at: start + .seconds(240)) == nil)
    await read(key, "{}")
    let other = ResponseKey(policy: key.policy, values: [:], scope: CacheScope("another"))
    #expect(cache.find(other, at: start) == nil)
  }

  @Test("an answer with errors is not kept")
  func errors() async {
    let answer = await cache.answer(key, at: start, body: { (_: Int) in nil }) { 42 }
    guard case .own(42) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(cache.find(key, at: start) == nil)
  }

  @Test("equal bodies have equal entity tags, others have others")
  func entityTags() {
    let bodies = ["", "{}", "{} ", "{\"data\":1}", "{\"data\":2}", String(repeating: "x", count: 16)]
    let tags = bodies.map { EntityTag.make(Array($0.utf8)) }
    #expect(Set(tags).count == bodies.count)
    #expect(tags == bodies.map { EntityTag.make(Array($0.utf8)) })
    #expect(tags.allSatisfy { $0.hasPrefix("W/\"") && $0.utf8.count == 36 })
  }

  @Test("the cache stays within its bound, and a very large answer is not kept")
  func bounds() async throws {
    let small = ResponseCache(ResponseCacheSettings(byteLimit: 64 << 10))
    for number in 0..<200 {
      let key = try Self.key("{ book(id: \(number + 1)) { title } }")
      await read(key, String(repeating: "x", count: 2000), in: small)
    }
    #expect(small.count > 10)
    #expect(small.count <= 32)
    await read(key, String(repeating: "x", count: 5000), in: small)
    #expect(small.find(key, at: start) == nil)
  }

  @Test(
    "an eviction strikes out what it reaches and nothing else",
    arguments: [
      (Eviction.everything, false, false, false), (.type("Book"), false, false, false),
      (.entity(type: "Book", key: "7"), false, true, false), (.entity(type: "Book", key: "9"), true, true, false),
      (.coordinate("Book.reads"), true, true, false), (.type("Person"), true, true, true),
    ])
  func evictions(_ eviction: Eviction, _ keepsSeven: Bool, _ keepsEight: Bool, _ keepsList: Bool) async throws {
    let eight = try Self.key("{ book(id: 8) { title } }")
    let list = try Self.key("{ books { title reads } }")
    for key in [key, eight, list] { await read(key, "{}") }
    cache.evict([eviction])
    #expect((cache.find(key, at: start) != nil) == keepsSeven)
    #expect((cache.find(eight, at: start) != nil) == keepsEight)
    #expect((cache.find(list, at: start) != nil) == keepsList)
  }

  @Test("what was read before an eviction and comes after it is sent, and kept by nobody")
  func race() async {
    let response = await read(key, "old") { cache.evict([.entity(type: "Book", key: "7")]) }
    #expect(response?.secondsLeft(at: start) == 0)
    #expect(cache.find(key, at: start) == nil)
    let whole = await read(key, "old") { cache.evict([.everything]) }
    #expect(whole?.secondsLeft(at: start) == 0)
    #expect(cache.find(key, at: start) == nil)
    await read(key, "new") { cache.evict([.type("Person")]) }
    #expect(cache.find(key, at: start)?.body == Array("new".utf8))
  }

  @Test("while evictions elsewhere are not confirmed, nothing older than the limit is given")
  func unconfirmed() async {
    let cache = ResponseCache(ResponseCacheSettings(byteLimit: 1 << 20, unconfirmedLimit: .seconds(5)))
    await read(key, "{}", in: cache)
    #expect(cache.find(key, at: start + .seconds(5)) != nil)
    #expect(cache.find(key, at: start + .seconds(6)) == nil)
    cache.confirm(upTo: start + .seconds(10))
    #expect(cache.find(key, at: start + .seconds(15)) != nil)
    cache.confirm(upTo: start + .seconds(3))
    #expect(cache.find(key, at: start + .seconds(15)) != nil)
    #expect(cache.find(key, at: start + .seconds(16)) == nil)
  }

  @Test("tags without end do not grow the cache: it begins anew")
  func tags() async throws {
    var settings = ResponseCacheSettings(byteLimit: 1 << 20)
    settings.tagLimit = 20
    let cache = ResponseCache(settings)
    for number in 1...100 {
      let key = try Self.key("{ book(id: \(number)) { title } }")
      await read(key, "{}", in: cache)
      #expect(cache.find(key, at: start) != nil)
      #expect(cache.count <= 21)
      cache.evict([.entity(type: "Book", key: String(number))])
      #expect(cache.find(key, at: start) == nil)
    }
  }
}
