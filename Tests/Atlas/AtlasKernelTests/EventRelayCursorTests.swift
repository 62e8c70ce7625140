import GraphQLJSON
import Testing

@testable import AtlasKernel

@Suite("The place of a reader in the table of events")
struct EventRelayCursorTests {
  @Test("positions without a gap are delivered at once")
  func withoutGap() {
    var cursor = EventRelayCursor(position: 5)
    let step = cursor.take(page([6, 7, 8]))
    #expect(step.records.map(\.position) == [6, 7, 8])
    #expect(step.next == .rest)
    #expect(cursor.position == 8)
  }

  @Test("a full page is read on from")
  func fullPage() {
    var cursor = EventRelayCursor(position: 0)
    var full = page([1, 2])
    full.isFull = true
    #expect(cursor.take(full).next == .readOn)
  }

  @Test("nothing behind a gap is delivered while the transaction that took it may run")
  func openGap() {
    var cursor = EventRelayCursor(position: 5)
    let first = cursor.take(page([6, 8], oldestRunning: 90, nextTransaction: 100))
    #expect(first.records.map(\.position) == [6])
    #expect(first.next == .waitAtGap)
    // Transaction 99 holds position 7 and still runs, although all below it have ended.
    let second = cursor.take(page([8], oldestRunning: 99, nextTransaction: 120))
    #expect(second.records.isEmpty)
    #expect(second.next == .waitAtGap)
    #expect(cursor.position == 6)
  }

  @Test("a gap that is filled late is delivered in order")
  func filledGap() {
    var cursor = EventRelayCursor(position: 6)
    _ = cursor.take(page([8], oldestRunning: 90, nextTransaction: 100))
    let step = cursor.take(page([7, 8, 9], oldestRunning: 90, nextTransaction: 130))
    #expect(step.records.map(\.position) == [7, 8, 9])
    #expect(step.next == .rest)
  }

  @Test("a gap is passed once all transactions that could fill it have ended")
  func rolledBackGap() {
    var cursor = EventRelayCursor(position: 6)
    _ = cursor.take(page([8], oldestRunning: 90, nextTransaction: 100))
    let step = cursor.take(page([8, 9], oldestRunning: 100, nextTransaction: 130))
    #expect(step.records.map(\.position) == [8, 9])
    #expect(cursor.position == 9)
  }

  @Test("a gap seen for the first time is not judged by an older one")
  func laterGap() {
    var cursor = EventRelayCursor(position: 6)
    _ = cursor.take(page([8], oldestRunning: 90, nextTransaction: 100))
    let second = cursor.take(page([8, 10], oldestRunning: 100, nextTransaction: 130))
    #expect(second.records.map(\.position) == [8])
    #expect(second.next == .waitAtGap)
    #expect(cursor.take(page([10], oldestRunning: 129, nextTransaction: 140)).records.isEmpty)
    #expect(cursor.take(page([10], oldestRunning: 130, nextTransaction: 140)).records.map(\.position) == [10])
  }

  @Test("a gap that shrinks keeps the bound of its first sight")
  func shrinkingGap() {
    var cursor = EventRelayCursor(position: 4)
    _ = cursor.take(page([7], oldestRunning: 90, nextTransaction: 100))
    #expect(cursor.take(page([5, 7], oldestRunning: 95, nextTransaction: 300)).records.map(\.position) == [5])
    #expect(cursor.take(page([7], oldestRunning: 100, nextTransaction: 300)).records.map(\.position) == [7])
  }

  @Test("a gap behind one that was filled gets a bound of its own")
  func gapBehindFilledGap() {
    var cursor = EventRelayCursor(position: 4)
    _ = cursor.take(page([6], oldestRunning: 90, nextTransaction: 100))
    let second = cursor.take(page([5, 6, 8], oldestRunning: 92, nextTransaction: 110))
    #expect(second.records.map(\.position) == [5, 6])
    #expect(cursor.take(page([8], oldestRunning: 105, nextTransaction: 120)).records.isEmpty)
    #expect(cursor.take(page([8], oldestRunning: 110, nextTransaction: 120)).records.map(\.position) == [8])
  }

  @Test("positions that were delivered are not delivered again")
  func repeatedRecords() {
    var cursor = EventRelayCursor(position: 6)
    #expect(cursor.take(page([5, 6, 7])).records.map(\.position) == [7])
  }
}

private func page(_ positions: [Int64], oldestRunning: Int64 = 0, nextTransaction: Int64 = 0) -> EventPage {
  EventPage(
    records: positions.map { event($0) }, oldestRunning: oldestRunning, nextTransaction: nextTransaction)
}

/// An event of the topic `group:1`, or another one.
func event(_ position: Int64, topic: String = "group:1") -> EventRecord {
  EventRecord(
    position: position, topic: topic, kind: "GROUP_MESSAGE_POSTED", entity: "message_\(position)",
    payload: JSONObject())
}
