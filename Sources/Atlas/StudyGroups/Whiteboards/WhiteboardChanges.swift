// How a subscriber follows a whiteboard without gap or double.
//
// The stream of events is open before the board is read, so what is read overlaps with what is streamed. Example: a
// client has seen revision 3; the board is read at revision 5, whose event comes again in the stream. The first answer
// has 4 and 5, the subscriber's place is 5 then, and events up to there are passed over.

import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres
import Synchronization

/// What a subscriber is told at once: operations in order, or the snapshot that replaces them.
struct WhiteboardChange: ObjectSource {
  let group: Int64
  let revision: Int
  let operations: RowStorage<WhiteboardOpRow>
  /// All elements at the revision, where the operations are deleted.
  let snapshot: String?

  /// Nil where the group has no whiteboard.
  init?(_ rows: Rows, group: Int64) {
    guard rows.count > 0 else { return nil }
    self.group = group
    let row = Row(rows: rows, index: 0)
    revision = row[WhiteboardRow.revision]
    snapshot = row[RowColumn<String?>(WhiteboardRow.snapshot.name)]
    operations = RowStorage(besides: rows)
  }

  var isEmpty: Bool { operations.count == 0 && snapshot == nil }
}

/// The revision up to which a subscriber was told of a whiteboard beside the stream of events.
final class WhiteboardPlace: Sendable {
  private let revision = Mutex(0)

  /// Whether an event tells of what the subscriber does not know. Its operations are committed together, so it is known
  /// as a whole or not at all.
  func isBehind(_ event: EventRecord) -> Bool {
    guard let last = event.integer("to") else { return false }
    return revision.withLock { $0 < last }
  }

  func move(to revision: Int) {
    self.revision.withLock { $0 = max($0, revision) }
  }
}

/// One event of `whiteboardChanged`.
enum WhiteboardNews: Sendable {
  /// What the subscriber missed before.
  case missed(WhiteboardChange)
  case event(EventRecord, WhiteboardPlace)
}

/// `Subscription.whiteboardChanged`.
enum WhiteboardChanges {
  static let resolver = FieldResolver<
    EventRoot, API.Subscription.WhiteboardChangedArguments, API.WhiteboardEvent
  >.stream(of: WhiteboardNews.self) { arguments, context in
    guard let group = arguments.groupId.key(.group) else { throw GraphQLError.notFound("study group") }
    let place = WhiteboardPlace()
    let events = try await context.groupEvents(group, kinds: ["WHITEBOARD_CHANGED"]) { place.isBehind($0) }
    guard let since = arguments.sinceRevision, context.resumeFrom == nil else { return events.news(place, nil) }
    let missed = try await missed(group, since, context)
    place.move(to: missed?.revision ?? 0)
    return events.news(place, missed)
  } resolve: { news, _, context in
    switch news {
    case .missed(let change): return .ready(ColumnOf<API.WhiteboardEvent>.objects([change]).column)
    case .event(let event, let place): return try change(event, place, context)
    }
  }

  private static func missed(
    _ group: Int64, _ since: Int, _ context: ExecutionContext
  ) async throws -> WhiteboardChange? {
    let audience = StudyGroupAudience(context)
    let rows = try await context.read(WhiteboardStatements.change(group, after: since, through: nil, audience))
    let missed = WhiteboardChange(rows, group: group)
    let revision = missed?.revision ?? 0
    guard (0...revision).contains(since) else {
      throw GraphQLError.badUserInput("sinceRevision must be between 0 and the whiteboard's revision, \(revision).")
    }
    return missed
  }

  /// What an event tells of.
  private static func change(
    _ event: EventRecord, _ place: WhiteboardPlace, _ context: ExecutionContext
  ) throws -> Resolution {
    guard let group = event.integer("groupId"), let first = event.integer("from").flatMap(Int.init(exactly:)),
      let last = event.integer("to").flatMap(Int.init(exactly:)), first > 0
    else { throw GraphQLError.notFound("whiteboard") }
    let audience = StudyGroupAudience(context)
    let pending = context.submit(WhiteboardStatements.change(group, after: first - 1, through: last, audience))
    return .pending {
      guard let change = WhiteboardChange(try await pending.rows(), group: group) else {
        throw GraphQLError.notFound("whiteboard")
      }
      // A snapshot is newer than its event: those that wait in front of it have nothing to add for whoever gets it. Each
      // subscriber has a place of their own, which moves where the execution is for them alone.
      if change.snapshot != nil {
        if let audience = context.audience { audience.noteViewerAsked() } else { place.move(to: change.revision) }
      }
      return ColumnOf<API.WhiteboardEvent>.objects([change]).column
    }
  }
}

extension SourceStream {
  /// The events behind what was missed, if anything was.
  fileprivate func news(_ place: WhiteboardPlace, _ missed: WhiteboardChange?) -> SourceStream {
    let first = Mutex(missed.flatMap { $0.isEmpty ? nil : $0 })
    return SourceStream(
      AsyncThrowingStream {
        let missed = first.withLock { first in
          defer { first = nil }
          return first
        }
        if let missed { return SourceEvent(WhiteboardNews.missed(missed)) }
        var iterator = makeAsyncIterator()
        guard let event = try await iterator.next() else { return nil }
        guard let record = event.value as? EventRecord else {
          preconditionFailure("the stream of a topic has records of events")
        }
        return SourceEvent(WhiteboardNews.event(record, place), position: event.position, scope: event.scope)
      })
  }
}
