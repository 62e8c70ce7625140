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
  /// Where the dice stand; see `drawRoot`.
  private let dice = Atomic<UInt64>(.random(in: .min ... .max))
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

  /// The lower half of the identifier of a trace that begins here; nil where it is not recorded.
  ///
  /// Most requests draw for nothing, so the dice are cheap, and nothing is named by them. The identifier of a trace that
  /// is recorded is drawn from the system's randomness, among all that the ratio keeps: who looks at it decides the same.
  func drawRoot() -> UInt64? {
    guard let threshold else { return .random(in: 1 ... .max) }
    guard threshold > 1, throwDice() < threshold else { return nil }
    return .random(in: 1..<threshold)
  }

  /// The next number of SplitMix64 (Steele, Lea and Flood 2014): even, and nothing that a secret could rest on.
  private func throwDice() -> UInt64 {
    var mixed = dice.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Whether a trace that somebody else records is recorded here, too.
  func follows(at now: ContinuousClock.Instant = .now) -> Bool { budget.withLock { $0.take(at: now) } }
}
