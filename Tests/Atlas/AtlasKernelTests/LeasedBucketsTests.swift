import Synchronization
import Testing

@testable import AtlasKernel

@Suite("Buckets leased from a store")
struct LeasedBucketsTests {
  private let clock = TestClock()
  private let key = BucketKey("requests", .user(7))
  /// Nothing to speak of comes back during a test.
  private let rate = BucketRate(capacity: 100, refillPerSecond: 0.0001)

  private func take(_ count: Int, _ buckets: LeasedBuckets, times: Int = 1) async -> Int {
    var granted = 0
    for _ in 0..<times { granted += await buckets.take(count, from: key, rate).granted }
    return granted
  }

  private func makeStore() -> CountingStore { CountingStore(MemoryRateLimitStore(clock: { [clock] in clock.now })) }

  private func makeBuckets(_ store: CountingStore) -> LeasedBuckets {
    LeasedBuckets(store, clock: { [clock] in clock.now })
  }

  @Test("one instance gives exactly the limit, and asks the store for a part of the takes")
  func one() async {
    let store = makeStore()
    #expect(await take(1, makeBuckets(store), times: 150) == 100)
    #expect(store.draws < 40)
  }

  @Test("several instances together give exactly the limit")
  func several() async {
    let store = makeStore()
    let instances = (0..<3).map { _ in makeBuckets(store) }
    var granted = 0
    for turn in 0..<300 { granted += await take(1, instances[turn % 3]) }
    #expect(granted == 100)
  }

  @Test("what was leased and not used in a second goes back and is another instance's")
  func returned() async {
    let store = makeStore()
    let (first, second) = (makeBuckets(store), makeBuckets(store))
    #expect(await take(1, first) == 1)
    #expect(await take(1, second, times: 100) < 99)
    clock.advance(LeasedBuckets.leaseTime)
    await first.returnExpired()
    await first.returnExpired()
    #expect(first.count == 0)
    #expect(await take(1, second, times: 100) > 0)
    clock.advance(LeasedBuckets.leaseTime)
    #expect(await take(1, second, times: 100) == 0)
  }

  @Test("a lease that is over gives nothing: what is left of it goes back with the next draw")
  func expired() async {
    let store = makeStore()
    let buckets = makeBuckets(store)
    #expect(await take(1, buckets) == 1)
    clock.advance(LeasedBuckets.leaseTime)
    #expect(await buckets.take(1, from: key, rate).available.rounded() == 98)
    #expect(store.draws == 2)
    #expect(await take(1, buckets, times: 150) == 98)
  }

  @Test("what a bucket has not is refused without asking again")
  func refusal() async {
    let store = makeStore()
    let buckets = makeBuckets(store)
    #expect(await take(1, buckets, times: 100) == 100)
    let draws = store.draws
    #expect(await take(1, buckets, times: 1_000) == 0)
    #expect(store.draws <= draws + 1)
  }

  @Test("several tokens are taken together or not at all")
  func together() async {
    let buckets = makeBuckets(makeStore())
    #expect(await take(60, buckets) == 60)
    #expect(await take(60, buckets) == 0)
    #expect(await take(40, buckets) == 40)
  }

  @Test("what is refunded can be taken again")
  func refund() async {
    let buckets = makeBuckets(makeStore())
    #expect(await take(100, buckets) == 100)
    buckets.refund(30, to: key)
    #expect(await take(31, buckets) == 0)
    #expect(await take(30, buckets) == 30)
  }

  @Test("while the store is away an instance counts by itself, says so once, and asks again after a second")
  func away() async {
    let store = makeStore()
    let reports = Mutex(0)
    let buckets = LeasedBuckets(store, clock: { [clock] in clock.now }, report: { _ in reports.withLock { $0 += 1 } })
    store.isAway.withLock { $0 = true }
    #expect(await take(1, buckets, times: 150) == 100)
    #expect(store.draws == 1)
    #expect(reports.withLock { $0 } == 1)
    store.isAway.withLock { $0 = false }
    clock.advance(LeasedBuckets.leaseTime)
    #expect(await take(1, buckets, times: 150) == 100)
  }

  @Test("keys that are not active any more take no memory")
  func idle() async {
    let buckets = makeBuckets(makeStore())
    for id in 0..<Int64(500) { _ = await buckets.take(1, from: BucketKey("requests", .user(id)), rate) }
    #expect(buckets.count == 500)
    clock.advance(LeasedBuckets.leaseTime)
    for _ in 0..<2 { await buckets.returnExpired() }
    #expect(buckets.count == 0)
  }
}

/// A store that counts how often it is asked, and that can be away.
private final class CountingStore: RateLimitStore {
  struct Away: Error {}

  let isAway = Mutex(false)
  private let store: MemoryRateLimitStore
  private let count = Mutex(0)

  init(_ store: MemoryRateLimitStore) { self.store = store }

  var draws: Int { count.withLock { $0 } }

  func draw(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) async throws -> BucketLevel {
    count.withLock { $0 += 1 }
    if isAway.withLock({ $0 }) { throw Away() }
    return await store.draw(draw, from: key, rate)
  }

  func giveBack(_ surplus: [BucketSurplus]) async throws { await store.giveBack(surplus) }
}
