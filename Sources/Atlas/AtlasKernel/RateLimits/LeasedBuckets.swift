import Synchronization

/// Buckets that several instances share, at the price of memory: an instance takes a part of what a bucket holds, for a
/// second, and serves from it.
///
/// A part is an eighth of what is left, so it shrinks to single tokens near the limit, and what one instance holds
/// never keeps much from the others. What is not used within the second goes back, with the next part or by
/// `returnExpired`.
/// Tokens are never made here: all instances together give out what the bucket gave them. They can exceed its rate only
/// by what flows in while parts of it are out: a second's refill for each instance.
///
/// While the store cannot be asked, each instance counts for itself and tries again after a second: who may send a
/// hundred requests a minute may then send a hundred to each instance.
public final class LeasedBuckets: Sendable {
  /// What this instance knows of a bucket.
  fileprivate struct Lease {
    /// Tokens that are ours.
    var left = 0
    /// Tokens that were left in the store at `drawnAt`.
    var elsewhere = 0.0
    var drawnAt: ContinuousClock.Instant
    let rate: BucketRate

    func level(_ granted: Int, at now: ContinuousClock.Instant) -> BucketLevel {
      let refilled = elsewhere + max(0, (now - drawnAt).seconds) * rate.refillPerSecond
      return BucketLevel(granted: granted, available: min(Double(rate.capacity), Double(left) + refilled))
    }
  }

  /// Leases by age: those of the young generation may be valid or not, those that leave the old one are not.
  fileprivate struct Table {
    var young: [BucketKey: Lease] = [:]
    var old: [BucketKey: Lease] = [:]
    var storeRestsUntil: ContinuousClock.Instant?

    subscript(key: BucketKey) -> Lease? { young[key] ?? old[key] }

    mutating func put(_ lease: Lease, _ key: BucketKey) {
      if young[key] == nil, old[key] != nil { old[key] = nil }
      young[key] = lease
    }
  }

  /// How long a part may be used.
  public static let leaseTime = Duration.seconds(1)
  private static let share = 0.125
  private let limit: Int
  private let store: any RateLimitStore
  private let fallback: MemoryRateLimitStore
  private let clock: @Sendable () -> ContinuousClock.Instant
  private let report: @Sendable (any Error) -> Void
  private let table = Mutex(Table())

  /// Buckets of a store.
  ///
  /// - Parameters:
  ///   - limit: how many keys may be active in a second; beyond it, parts that are out are given up.
  ///   - report: told that the store could not be asked, once for each rest.
  public init(
    _ store: any RateLimitStore, limit: Int = 50_000,
    clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    report: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.store = store
    self.limit = max(1, limit)
    self.clock = clock
    self.report = report
    fallback = MemoryRateLimitStore(limit: limit, clock: clock)
  }

  /// Takes all of so many tokens, or none.
  public func take(_ count: Int, from key: BucketKey, _ rate: BucketRate) async -> BucketLevel {
    let now = clock()
    switch table.withLock({ $0.decide(count, key, rate, now) }) {
    case .answer(let level): return level
    case .fallBack: return fallback.drawNow(.exactly(count), from: key, rate)
    case .ask(let returned):
      let draw = BucketDraw(atLeast: count, atMost: max(count, rate.capacity), share: Self.share, returned: returned)
      do {
        let level = try await store.draw(draw, from: key, rate)
        return note(level, count, key, rate)
      } catch {
        // Who has gone proves nothing about the store.
        if !Task.isCancelled { rest(error) }
        return fallback.drawNow(.exactly(count), from: key, rate)
      }
    }
  }

  /// Puts back what was taken and turned out not to be needed. Where the part it came from is gone, it is lost.
  public func refund(_ count: Int, to key: BucketKey) {
    let now = clock()
    table.withLock { table in
      // What the fallback gave was never this bucket's.
      if let end = table.storeRestsUntil, now < end { return }
      guard var lease = table[key] else { return }
      lease.left += count
      table.put(lease, key)
    }
  }

  /// Gives back what is out and no longer valid; to be called once in each `leaseTime`.
  public func returnExpired() async {
    let expired = table.withLock { table in
      defer {
        table.old = table.young
        table.young = [:]
      }
      return table.old
    }
    let surplus = expired.compactMap { key, lease in
      lease.left > 0 ? BucketSurplus(key: key, rate: lease.rate, tokens: lease.left) : nil
    }
    // All instances lock rows in one order.
    .sorted { $0.key.text < $1.key.text }
    guard !surplus.isEmpty else { return }
    // Lost where the store is away: no bucket gives more by it.
    try? await store.giveBack(surplus)
  }

  /// How many keys are known at the moment.
  public var count: Int { table.withLock { $0.young.count + $0.old.count } }

  /// Adds what the store gave to what concurrent draws have brought meanwhile.
  private func note(_ level: BucketLevel, _ count: Int, _ key: BucketKey, _ rate: BucketRate) -> BucketLevel {
    let now = clock()
    return table.withLock { table in
      if table.young.count >= limit { table.young = [:] }
      var lease = table[key] ?? Lease(drawnAt: now, rate: rate)
      lease.left += level.granted
      lease.elsewhere = level.available
      lease.drawnAt = now
      let isGranted = lease.left >= count
      if isGranted { lease.left -= count }
      table.put(lease, key)
      return lease.level(isGranted ? count : 0, at: now)
    }
  }

  private func rest(_ error: any Error) {
    let now = clock()
    let isFirst = table.withLock { table in
      defer { table.storeRestsUntil = now + Self.leaseTime }
      return table.storeRestsUntil.map { $0 <= now } ?? true
    }
    if isFirst { report(error) }
  }
}

extension LeasedBuckets {
  /// What is done about a take.
  fileprivate enum Decision {
    case answer(BucketLevel)
    /// The store is to be asked, and given back so many tokens.
    case ask(returning: Int)
    case fallBack
  }
}

extension LeasedBuckets.Table {
  fileprivate mutating func decide(
    _ count: Int, _ key: BucketKey, _ rate: BucketRate, _ now: ContinuousClock.Instant
  ) -> LeasedBuckets.Decision {
    if let end = storeRestsUntil, now < end { return .fallBack }
    guard var lease = self[key] else { return .ask(returning: 0) }
    if now - lease.drawnAt < LeasedBuckets.leaseTime {
      if lease.left >= count {
        lease.left -= count
        put(lease, key)
        return .answer(lease.level(count, at: now))
      }
      // Others can only have taken from it meanwhile.
      let level = lease.level(0, at: now)
      if level.available < Double(count) { return .answer(level) }
    }
    let returned = lease.left
    lease.left = 0
    put(lease, key)
    return .ask(returning: returned)
  }
}
