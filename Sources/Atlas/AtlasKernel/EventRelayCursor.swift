// How far a reader of the table `events` has come, and when it may pass a gap.
//
// Positions are given at insert, not at commit: position 8 may show while 7 is not committed yet. Example: rows 6 and 8
// are seen by a statement before which the last transaction id given out was 99. Whoever holds position 7 has an id
// below 100. So 6 is delivered, and 8 waits until 7 shows, or until a snapshot in which every id below 100 has ended
// still lacks 7: then its transaction was rolled back.
//
// The bound is the next id to be given out, not the snapshot's own xmax: that is one above the latest *completed* id,
// and a running transaction that holds the gap may lie above it.

/// The events behind a cursor as one statement saw them, and what it knew of other transactions.
struct EventPage: Sendable {
  /// In order of position, without holes other than those of the table.
  var records: [EventRecord]
  /// Every transaction with a lower id has ended.
  var oldestRunning: Int64 = 0
  /// No transaction has this id or a higher one yet.
  var nextTransaction: Int64 = 0
  /// There may be more behind it.
  var isFull = false
}

/// A reader's place in the table `events`: everything up to its position was delivered, or will never exist.
struct EventRelayCursor: Sendable {
  /// What the reader should do next.
  enum Next: Sendable {
    /// Read on at once.
    case readOn
    /// Look again soon: a position is missing.
    case waitAtGap
    /// Wait for a wake-up.
    case rest
  }

  /// What was known when a gap was first seen.
  private struct Horizon {
    /// Positions missing up to here were taken by then.
    let position: Int64
    /// The transactions that took them have lower ids.
    let transaction: Int64
  }

  private(set) var position: Int64
  private var horizon: Horizon?

  init(position: Int64) { self.position = position }

  /// Moves on over the records of a page, as far as no gap is open.
  ///
  /// - Returns: the records to deliver: those in front of the first open gap.
  mutating func take(_ page: EventPage) -> (records: ArraySlice<EventRecord>, next: Next) {
    var settled = position
    if let horizon, page.oldestRunning >= horizon.transaction { settled = max(settled, horizon.position) }
    let behind = page.records.drop { $0.position <= position }
    var end = behind.startIndex
    while end < behind.endIndex {
      let next = behind[end].position
      guard next - 1 <= max(position, settled) else { break }
      position = next
      end += 1
    }
    guard end < behind.endIndex, let last = behind.last else {
      horizon = nil
      return (behind, page.isFull ? .readOn : .rest)
    }
    if mayForgetHorizon(page) {
      horizon = Horizon(position: last.position, transaction: page.nextTransaction)
    }
    return (behind[..<end], .waitAtGap)
  }

  /// Whether the open gap is one that the horizon says nothing about.
  private func mayForgetHorizon(_ page: EventPage) -> Bool {
    guard let horizon else { return true }
    return horizon.position <= position || page.oldestRunning >= horizon.transaction
  }
}
