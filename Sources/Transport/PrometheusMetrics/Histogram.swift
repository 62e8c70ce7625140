import Synchronization

/// Counts values by their size.
public final class Histogram: Sendable {
  private let bounds: [Double]
  private let state: Mutex<Distribution>

  init(bounds: [Double]) {
    precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 }, "the bounds of buckets ascend")
    self.bounds = bounds
    state = Mutex(Distribution(bounds: bounds, counts: Array(repeating: 0, count: bounds.count + 1)))
  }

  /// Counts a value; one that is no number is not counted.
  public func observe(_ value: Double) {
    guard value.isFinite else { return }
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { distribution in
      distribution.counts[bucket] += 1
      distribution.sum += value
    }
  }

  /// Counts a time, in seconds.
  public func observe(_ duration: Duration) { observe(duration / .seconds(1)) }

  var distribution: Distribution { state.withLock { $0 } }
}

/// How often values of which size were counted.
struct Distribution: Sendable, Equatable {
  /// The upper bounds of all buckets but the last.
  let bounds: [Double]
  /// How many values are in each bucket, and in none before it.
  var counts: [UInt64]
  var sum = 0.0
}
