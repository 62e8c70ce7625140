import Synchronization

/// Decides which traces are recorded: a part of those that begin here, and those that somebody else records already.
///
/// The part is decided by the identifier of the trace, as OpenTelemetry's `TraceIdRatioBased` does (the SDKs of Go and
/// Python by the same eight bytes): every service that decides so keeps the same traces. Somebody else's decision is
/// followed, as `ParentBased` does, but only so often in a second: anybody may say that they record a trace, and what
/// they say must not cost us more than that.
public final class TraceSampler: Sendable {
  /// Traces are recorded whose lower half is below it; nil for all.
  private let threshold: UInt64?
  private let budget: Mutex<Budget>

  /// How many traces of others may still be followed.
  private struct Budget {
    let perSecond: Double
    /// What an idle time saves up: no more than two seconds of it.
    var tokens: Double
    var filled: ContinuousClock.Instant

    mutating func take(at now: ContinuousClock.Instant) -> Bool {
      let seconds = max(0, filled.duration(to: now) / .seconds(1))
      tokens = min(2 * perSecond, tokens + seconds * perSecond)
      filled = max(filled, now)
      guard tokens >= 1 else { return false }
      tokens -= 1
      return true
    }
  }

  /// - Parameters:
  ///   - ratio: the part of the traces that begin here, from 0 to 1; what lies beyond counts as the nearer end.
  ///   - followedPerSecond: how many traces of others are followed in a second; twice as many after a quiet time.
  public init(ratio: Double, followedPerSecond: Int, now: ContinuousClock.Instant = .now) {
    // The largest number below 1 makes less than 2^64 still. What is no number is never below 1.
    threshold = ratio >= 1 ? nil : ratio > 0 ? UInt64(ratio * 0x1p64) : 0
    let perSecond = Double(max(0, followedPerSecond))
    budget = Mutex(Budget(perSecond: perSecond, tokens: 2 * perSecond, filled: now))
  }

  /// Whether a trace is recorded that begins here, by the lower half of its identifier.
  func records(_ low: UInt64) -> Bool { threshold.map { low < $0 } ?? true }

  /// Whether a trace that somebody else records is recorded here, too.
  func follows(at now: ContinuousClock.Instant = .now) -> Bool { budget.withLock { $0.take(at: now) } }
}
