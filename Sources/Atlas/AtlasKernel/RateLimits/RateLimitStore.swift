import Synchronization

/// Which bucket: what is counted, and whose uses share it.
public struct BucketKey: Hashable, Sendable {
  /// Who uses something.
  public enum Subject: Hashable, Sendable {
    case user(Int64)
    case apiKey(Int64)
    /// Everybody in a network; see `IPNetwork`.
    case network(IPNetwork)
    /// A digest of what must not be stored, such as an e-mail address that somebody tried.
    case digest(String)
  }

  /// What is counted: `requests`, `points`, or a field's coordinate.
  public let purpose: String
  /// Whose uses share the bucket.
  public let subject: Subject

  /// A key.
  public init(_ purpose: String, _ subject: Subject) {
    self.purpose = purpose
    self.subject = subject
  }

  /// How the database knows the bucket; ASCII, and not longer than 300 bytes.
  public var text: String {
    switch subject {
    case .user(let id): "\(purpose)/user/\(id)"
    case .apiKey(let id): "\(purpose)/key/\(id)"
    case .network(let network): "\(purpose)/net/\(network)"
    case .digest(let digest): "\(purpose)/digest/\(digest)"
    }
  }
}

/// Where buckets are.
public protocol RateLimitStore: Sendable {
  /// Takes tokens from a bucket; one that nobody has used for long is full.
  ///
  /// - Throws: where the store cannot be asked; nothing is known to be taken then.
  func draw(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) async throws -> BucketLevel

  /// Puts tokens back that were taken and not used; those of buckets that are full by now are lost.
  func giveBack(_ surplus: [BucketSurplus]) async throws
}

/// Tokens that were taken and not used.
public struct BucketSurplus: Sendable, Hashable {
  /// Whose bucket it is.
  public let key: BucketKey
  /// How fast it fills.
  public let rate: BucketRate
  /// How many tokens come back.
  public let tokens: Int

  /// A surplus.
  public init(key: BucketKey, rate: BucketRate, tokens: Int) {
    self.key = key
    self.rate = rate
    self.tokens = tokens
  }
}

/// Buckets of one process.
///
/// They are kept in two generations: those not used for a generation's time are looked at once more, and go when they
/// are full, which is what a bucket is that nobody knows. So the memory of keys that were used once is given back.
public final class MemoryRateLimitStore: RateLimitStore {
  private struct Kept {
    var bucket: TokenBucket
    var rate: BucketRate

    func isFull(at now: ContinuousClock.Instant) -> Bool {
      bucket.available(rate, at: now) >= Double(rate.capacity)
    }
  }

  private struct Generations {
    var young: [BucketKey: Kept] = [:]
    var old: [BucketKey: Kept] = [:]
    var turnedAt: ContinuousClock.Instant
  }

  private static let generation = Duration.seconds(60)
  private let limit: Int
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let generations: Mutex<Generations>

  /// A store without buckets.
  ///
  /// - Parameter limit: how many buckets are kept for sure; never more than twice as many.
  public init(limit: Int = 50_000, clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.limit = max(1, limit)
    self.clock = clock
    generations = Mutex(Generations(turnedAt: clock()))
  }

  /// How many buckets are kept.
  public var count: Int { generations.withLock { $0.young.count + $0.old.count } }

  /// The same without waiting.
  public func drawNow(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) -> BucketLevel {
    let now = clock()
    return generations.withLock { generations in
      turn(&generations, now)
      let known = generations.young[key] ?? generations.old.removeValue(forKey: key)
      var kept = known ?? Kept(bucket: TokenBucket(rate, at: now), rate: rate)
      let level = kept.bucket.draw(draw, rate, at: now)
      generations.young[key] = kept
      return level
    }
  }

  public func draw(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) async -> BucketLevel {
    drawNow(draw, from: key, rate)
  }

  public func giveBack(_ surplus: [BucketSurplus]) async {
    for surplus in surplus {
      _ = drawNow(
        BucketDraw(atLeast: 0, atMost: 0, share: 0, returned: surplus.tokens), from: surplus.key, surplus.rate)
    }
  }

  /// Begins a new generation when the one before is old or full.
  private func turn(_ generations: inout Generations, _ now: ContinuousClock.Instant) {
    guard now - generations.turnedAt >= Self.generation || generations.young.count >= limit else { return }
    let unfinished = generations.old.filter { !$0.value.isFull(at: now) }
    generations.old = generations.young
    generations.young = [:]
    // Where room is short, those go that were used least lately.
    if unfinished.count + generations.old.count <= limit { generations.old.merge(unfinished) { known, _ in known } }
    generations.turnedAt = now
  }
}
