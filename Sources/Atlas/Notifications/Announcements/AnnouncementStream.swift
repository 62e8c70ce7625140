import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// What `announcement` sends: the key of one that begins, or is in force when a client comes.
struct AnnouncementNews: Sendable {
  let key: Int64
}

extension ExecutionContext {
  /// The announcements in force, and then each as it begins; a client that resumes gets those it has missed.
  func announcementStream() async throws -> SourceStream {
    // The stream is open before the table is read, so that none falls between; what came both ways is sent once.
    let events = try await eventStream(topic: "announcements", kinds: ["ANNOUNCEMENT_MADE"])
    guard resumeFrom == nil else { return AnnouncementQueue(events, inForce: []).stream }
    let rows = try await read(AnnouncementStatements.inForce)
    return AnnouncementQueue(events, inForce: (0..<rows.count).compactMap { rows.int($0, 0) }).stream
  }
}

/// Where a stream of announcements stands. It is pulled by one reader at a time.
private actor AnnouncementQueue {
  private var events: AsyncThrowingStream<SourceEvent, any Error>.Iterator
  private var waiting: ArraySlice<Int64>
  private let sentFirst: Set<Int64>

  init(_ events: SourceStream, inForce: [Int64]) {
    self.events = events.makeAsyncIterator()
    waiting = inForce[...]
    sentFirst = Set(inForce)
  }

  nonisolated var stream: SourceStream { SourceStream(AsyncThrowingStream { try await self.next() }) }

  private func next() async throws -> SourceEvent? {
    if let key = waiting.popFirst() { return SourceEvent(AnnouncementNews(key: key)) }
    var events = events
    defer { self.events = events }
    while let event = try await events.next(isolation: self) {
      guard let record = event.value as? EventRecord, let key = record.integer("announcementId"),
        !sentFirst.contains(key)
      else { continue }
      return SourceEvent(AnnouncementNews(key: key), position: event.position)
    }
    return nil
  }
}
