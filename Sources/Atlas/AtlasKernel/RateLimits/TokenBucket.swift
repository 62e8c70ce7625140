/// How many tokens a bucket holds, and how fast they come back.
public struct BucketRate: Sendable, Hashable {
  /// What a full bucket holds; one at least.
  public let capacity: Int
  /// Tokens that come back each second; more than none.
  public let refillPerSecond: Double

  /// A rate. What is too small for a bucket that ever gives anything is raised.
  public init(capacity: Int, refillPerSecond: Double) {
    self.capacity = max(1, capacity)
    self.refillPerSecond = max(1e-6, refillPerSecond)
  }

  /// So many uses at once, and the same number again over each window.
  public init(limit: Int, windowSeconds: Int) {
    self.init(capacity: limit, refillPerSecond: Double(max(1, limit)) / Double(max(1, windowSeconds)))
  }

  /// How long an empty bucket takes to be full.
  public var secondsToFill: Double { Double(capacity) / refillPerSecond }
}

/// What somebody wants of a bucket.
public struct BucketDraw: Sendable, Hashable {
  /// With fewer nothing is taken.
  public var atLeast: Int
  /// More are never taken.
  public var atMost: Int
  /// Between the two: this part of what is there.
  public var share: Double
  /// Tokens of an earlier draw that were not needed; they go back into the bucket first.
  public var returned: Int

  /// All of so many tokens, or none.
  public static func exactly(_ count: Int) -> BucketDraw {
    BucketDraw(atLeast: count, atMost: count, share: 1)
  }

  /// A draw.
  public init(atLeast: Int, atMost: Int, share: Double, returned: Int = 0) {
    self.atLeast = max(0, atLeast)
    self.atMost = max(self.atLeast, atMost)
    self.share = share
    self.returned = max(0, returned)
  }

  /// How many of the available tokens are given out. The statement of `PostgresRateLimitStore` counts the same way.
  func granted(of available: Double) -> Int {
    // Refills are sums of fractions, and may fall short of a whole token by less than can be seen.
    let whole = (available + 1e-6).rounded(.down)
    guard whole >= Double(atLeast) else { return 0 }
    return min(atMost, max(atLeast, Int(exactly: (whole * share).rounded(.down)) ?? atMost))
  }
}

/// What a bucket answers.
public struct BucketLevel: Sendable, Equatable {
  /// The tokens that were taken; 0: too few were there, or none were wanted.
  public var granted: Int
  /// The tokens that are there now.
  public var available: Double

  /// An answer.
  public init(granted: Int, available: Double) {
    self.granted = granted
    self.available = available
  }

  /// Seconds until so many tokens are there, if nobody else takes any; whole, and one at least.
  public func retryAfterSeconds(for count: Int, _ rate: BucketRate) -> Int {
    let missing = max(0, Double(min(count, rate.capacity)) - available)
    return max(1, Int(exactly: (missing / rate.refillPerSecond - 1e-6).rounded(.up)) ?? .max)
  }
}

/// A bucket of tokens: full at first, refilled with the time, never more than full. A value; the time is handed in.
///
/// Example, capacity 10 and one token a second: 10 are taken at once, the next is refused and told to come back in 1 s;
/// after 3 s there are 3, after an hour there are 10.
public struct TokenBucket: Sendable {
  private var tokens: Double
  private var refilledAt: ContinuousClock.Instant

  /// A full bucket.
  public init(_ rate: BucketRate, at now: ContinuousClock.Instant) {
    tokens = Double(rate.capacity)
    refilledAt = now
  }

  /// The tokens at a moment.
  public func available(_ rate: BucketRate, at now: ContinuousClock.Instant) -> Double {
    let elapsed = max(0, (now - refilledAt).seconds)
    return min(Double(rate.capacity), tokens + elapsed * rate.refillPerSecond)
  }

  /// Takes tokens.
  public mutating func draw(_ draw: BucketDraw, _ rate: BucketRate, at now: ContinuousClock.Instant) -> BucketLevel {
    let available = min(Double(rate.capacity), available(rate, at: now) + Double(draw.returned))
    let granted = draw.granted(of: available)
    tokens = max(0, available - Double(granted))
    refilledAt = max(refilledAt, now)
    return BucketLevel(granted: granted, available: tokens)
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
