import DequeModule

/// Where the primary's log was at moments of the recent past. It turns the position of a replica into a lag in time,
/// with no clock but ours, and also when nothing is written.
struct LogSamples {
  struct Sample {
    /// When the primary was asked: what it answered is not older than that.
    var moment: Instant
    var position: LogPosition
  }

  private var samples = Deque<Sample>()

  /// The last one.
  var newest: Sample? { samples.last }

  /// Adds a sample, and drops those that are older than a limit.
  mutating func add(_ sample: Sample, keeping limit: Duration) {
    // The log of a server that took the place of another may be shorter: what is known says nothing about it.
    if let newest, sample.position < newest.position { samples.removeAll() }
    samples.append(sample)
    while let oldest = samples.first, sample.moment - oldest.moment > limit { samples.removeFirst() }
  }

  /// A moment before which nothing was committed that does not lie before the position; the latest known one.
  func latestMoment(before position: LogPosition) -> Instant? {
    samples.last { $0.position <= position }?.moment
  }

  /// Forgets all.
  mutating func removeAll() { samples.removeAll() }
}
