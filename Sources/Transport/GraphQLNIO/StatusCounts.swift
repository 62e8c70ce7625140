import Synchronization

/// How many answers there were, by the hundreds of their status.
final class StatusCounts: Sendable {
  private let counts = Mutex([Int](repeating: 0, count: 5))

  /// Counts an answer whose head is being sent. No status is below 100 or above 599.
  func count(_ status: Int) {
    let place = status / 100 - 1
    counts.withLock { counts in
      if counts.indices.contains(place) { counts[place] += 1 }
    }
  }

  var all: [(statuses: String, count: Int)] {
    counts.withLock { $0 }.enumerated().map { ("\($0.offset + 1)xx", $0.element) }
  }
}
