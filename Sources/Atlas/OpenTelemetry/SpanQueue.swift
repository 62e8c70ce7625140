import DequeModule

/// Spans that wait to be sent: a bounded queue. What comes when it is full is dropped, and counted.
struct SpanQueue: Sendable {
  private var waiting: Deque<RecordedSpan> = []
  private let limit: Int
  private let batchLimit: Int
  /// How many spans were lost since it was asked last: they found the queue full, or nobody would take them.
  private var lost = 0

  init(limit: Int, batchLimit: Int) {
    self.limit = limit
    self.batchLimit = batchLimit
  }

  /// - Returns: whether there is a whole batch from now on.
  mutating func append(_ span: RecordedSpan) -> Bool {
    guard waiting.count < limit else {
      lost += 1
      return false
    }
    waiting.append(span)
    return waiting.count == batchLimit
  }

  /// The oldest spans, as many as one request may have; empty where there are none.
  mutating func takeBatch() -> [RecordedSpan] {
    let batch = Array(waiting.prefix(batchLimit))
    waiting.removeFirst(batch.count)
    return batch
  }

  /// A batch that could not be sent yet is first again; of what is behind it the newest make room.
  mutating func putBack(_ batch: [RecordedSpan]) {
    waiting.prepend(contentsOf: batch)
    let excess = waiting.count - limit
    guard excess > 0 else { return }
    waiting.removeLast(excess)
    lost += excess
  }

  /// Loses a batch that was taken, and all that waits.
  mutating func giveUp(_ batch: [RecordedSpan]) {
    lost += batch.count + waiting.count
    waiting = []
  }

  mutating func noteLost(_ count: Int) { lost += max(0, count) }

  mutating func takeLost() -> Int {
    defer { lost = 0 }
    return lost
  }
}
