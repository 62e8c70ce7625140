import Testing

@testable import AtlasKernel

@Suite("Token buckets")
struct TokenBucketTests {
  private let rate = BucketRate(capacity: 10, refillPerSecond: 2)
  private let start = ContinuousClock.now

  @Test("a full bucket gives all it holds, then refuses and says when there is one more")
  func emptied() {
    var bucket = TokenBucket(rate, at: start)
    for left in (0..<10).reversed() {
      #expect(bucket.draw(.exactly(1), rate, at: start) == BucketLevel(granted: 1, available: Double(left)))
    }
    let refused = bucket.draw(.exactly(1), rate, at: start)
    #expect(refused == BucketLevel(granted: 0, available: 0))
    #expect(refused.retryAfterSeconds(for: 1, rate) == 1)
    #expect(refused.retryAfterSeconds(for: 10, rate) == 5)
  }

  @Test("tokens come back with the time, and the bucket is never more than full")
  func refilled() {
    var bucket = TokenBucket(rate, at: start)
    _ = bucket.draw(.exactly(10), rate, at: start)
    #expect(bucket.available(rate, at: start + .milliseconds(1_500)) == 3)
    #expect(bucket.available(rate, at: start + .seconds(3_600)) == 10)
    #expect(bucket.draw(.exactly(4), rate, at: start + .seconds(2)).granted == 4)
    #expect(bucket.available(rate, at: start + .seconds(3)) == 2)
  }

  @Test("a moment before the last one brings nothing back, and is not counted again")
  func earlier() {
    var bucket = TokenBucket(rate, at: start)
    _ = bucket.draw(.exactly(10), rate, at: start + .seconds(5))
    #expect(bucket.draw(.exactly(1), rate, at: start) == BucketLevel(granted: 0, available: 0))
    #expect(bucket.available(rate, at: start + .seconds(6)) == 2)
  }

  @Test(
    "a draw is between its bounds a share of what is there, or nothing",
    arguments: [
      (80.0, 10), (100, 12), (9, 1), (1, 1), (0.9999, 0), (0.9999999, 1), (0, 0), (1e12, 50),
    ] as [(Double, Int)])
  func share(available: Double, granted: Int) {
    #expect(BucketDraw(atLeast: 1, atMost: 50, share: 0.125).granted(of: available) == granted)
  }

  @Test("what comes back goes in before something is taken, and not above the rim")
  func returned() {
    var bucket = TokenBucket(rate, at: start)
    _ = bucket.draw(.exactly(10), rate, at: start)
    #expect(
      bucket.draw(BucketDraw(atLeast: 4, atMost: 4, share: 1, returned: 5), rate, at: start)
        == BucketLevel(granted: 4, available: 1))
    #expect(bucket.draw(BucketDraw(atLeast: 0, atMost: 0, share: 1, returned: 50), rate, at: start).available == 10)
  }

  @Test("more than a bucket can hold is refused, with a time that can be written down")
  func tooMuch() {
    var bucket = TokenBucket(rate, at: start)
    let level = bucket.draw(.exactly(.max), rate, at: start)
    #expect(level.granted == 0)
    #expect(level.retryAfterSeconds(for: .max, rate) == 1)
    let slow = BucketRate(capacity: 1, refillPerSecond: 0)
    #expect(BucketLevel(granted: 0, available: 0).retryAfterSeconds(for: 1, slow) == 1_000_000)
  }

  @Test("in memory idle keys are forgotten once their buckets are full, and those that are not stay")
  func forgets() async {
    let clock = TestClock()
    let store = MemoryRateLimitStore(clock: { clock.now })
    let slow = BucketRate(limit: 5, windowSeconds: 86_400)
    _ = await store.draw(.exactly(5), from: BucketKey("slow", .user(1)), slow)
    for id in 0..<Int64(1_000) { _ = await store.draw(.exactly(1), from: BucketKey("fast", .user(id)), rate) }
    #expect(store.count == 1_001)
    for _ in 0..<3 {
      clock.advance(.seconds(61))
      _ = await store.draw(.exactly(1), from: BucketKey("fast", .user(1)), rate)
    }
    #expect(store.count == 2)
    #expect(await store.draw(.exactly(1), from: BucketKey("slow", .user(1)), slow).granted == 0)
  }

  @Test("however many keys there are, memory holds at most twice its limit")
  func bounded() async {
    let store = MemoryRateLimitStore(limit: 100)
    for id in 0..<Int64(5_000) { _ = await store.draw(.exactly(1), from: BucketKey("fast", .user(id)), rate) }
    #expect(store.count <= 200)
  }
}
