import AtlasKernel
import GraphQLExecution
import GraphQLHTTP
import GraphQLSyntax
import Postgres
import Synchronization

/// Who sends an operation, and what they say that they have seen.
struct Sender: Sendable {
  var viewer: Viewer?
  let client: ClientAddress
  /// Names the request in logs, in the audit trail and in the answer.
  let requestID: String
  /// A position in the database's log that reads must have seen. From the client, so no more than a wish: the reads
  /// that honour it are at most slower.
  var floor: LogPosition?
  /// The position behind which a subscription goes on. From the client, too.
  var resumeFrom: String?
  /// What the limits said of the operation at hand.
  var allowance = Allowance()
  /// The key that makes the operation safe to repeat.
  var idempotency: IdempotencyHeader?
  /// What holds the steps of the operation at hand, and the statements it ran; nil where nobody wants to know them.
  var record: ExecutionRecord?
  /// Its place in a trace; nil where nothing is traced.
  var trace: RequestTrace?
  /// Whether it comes over a WebSocket.
  var isOnSocket = false
  /// When the operation at hand came.
  private(set) var begin = ContinuousClock.now
  /// Its place among those under way; nil before it is admitted.
  private(set) var place: RequestPlace?
  /// Whether its answer was there before.
  var isAnsweredFromCache = false

  /// An operation comes.
  mutating func enter(_ census: RequestCensus) {
    begin = .now
    isAnsweredFromCache = false
    place = RequestPlace(census)
  }
}

/// Read-your-writes over read replicas: the position in the log that the reads of each viewer must have seen.
///
/// A viewer is known for half a minute or a minute after a write, or after an operation during which the primary said
/// where its log was. Who is not known reads from the primary, and is known from then on. So nobody misses an own write
/// after a restart, on the way from one instance to another, or when the table was full.
///
/// Who uses several instances at once sends `Atlas-Consistency`, which answers to mutations carry, with the next
/// requests. Without it such a viewer may, for as long as a replica may lag, not see what they wrote elsewhere.
final class ViewerPositions: Sendable {
  /// What is known of a viewer.
  private struct Entry {
    /// Nil: as if the viewer were not known.
    var position: LogPosition?
    /// Changes when the viewer is forgotten. What was found out before then no longer counts.
    var mark: UInt64
  }

  private struct Table {
    var recent: [Int64: Entry] = [:]
    var previous: [Int64: Entry] = [:]
    var turn = ContinuousClock.now
    var marks: UInt64 = 0

    func entry(_ user: Int64) -> Entry { recent[user] ?? previous[user] ?? Entry(position: nil, mark: 0) }
  }

  /// The header field in which clients and we tell each other positions.
  static let fieldName = "Atlas-Consistency"
  private static let generation = Duration.seconds(30)
  private let limit: Int
  private let table = Mutex(Table())

  /// - Parameter limit: how many viewers are kept for sure; never more than twice as many.
  init(limit: Int = 50_000) { self.limit = max(1, limit) }

  /// What an operation must see.
  func consistency(for type: OperationType, of sender: Sender, now: ContinuousClock.Instant = .now) -> Consistency {
    // What a mutation reads, its guards included, decides about what it writes. Events are told from the primary, and
    // what they speak of may be on no replica yet.
    guard type == .query else { return .primary() }
    guard let viewer = sender.viewer else { return .replica(after: sender.floor) }
    guard let known = entry(viewer, now).position else { return .primary() }
    return .replica(after: max(known, sender.floor ?? known))
  }

  /// Follows an operation from its beginning.
  func begin(_ context: ExecutionContext, _ database: Database) -> Tracking? {
    guard let consistency = context.request.consistency else { return nil }
    let entry = context.viewer.map { self.entry($0, .now) }
    // Asked before the operation reads and with its first statements: behind all that the viewer has written so far.
    let arrival = entry.map { $0.position == nil } == true ? database.submitPosition(deadline: context.deadline) : nil
    return Tracking(
      positions: self, database: database, context: context, consistency: consistency, mark: entry?.mark ?? 0,
      arrival: arrival)
  }

  /// The viewer has seen something of unknown position: they read from the primary next.
  func forget(_ viewer: Viewer) {
    table.withLock { table in
      table.marks += 1
      table.recent[viewer.userID] = Entry(position: nil, mark: table.marks)
    }
  }

  /// Notes what a viewer has seen.
  ///
  /// - Parameter mark: of the viewer, when the operation began that found it out.
  func note(_ position: LogPosition, of viewer: Viewer, mark: UInt64, now: ContinuousClock.Instant = .now) {
    table.withLock { table in
      turn(&table, now)
      let known = table.entry(viewer.userID)
      guard known.mark == mark else { return }
      table.recent[viewer.userID] = Entry(position: max(position, known.position ?? position), mark: mark)
    }
  }

  private func entry(_ viewer: Viewer, _ now: ContinuousClock.Instant) -> Entry {
    table.withLock { table in
      turn(&table, now)
      return table.entry(viewer.userID)
    }
  }

  /// Begins a new generation when the one before is old or full. What two generations have not noted is forgotten.
  private func turn(_ table: inout Table, _ now: ContinuousClock.Instant) {
    let age = now - table.turn
    guard age >= Self.generation || table.recent.count >= limit else { return }
    table.previous = age >= Self.generation * 2 ? [:] : table.recent
    table.recent = [:]
    table.turn = now
  }
}

extension ViewerPositions {
  /// One operation, from its beginning to its result.
  struct Tracking: Sendable {
    let positions: ViewerPositions
    let database: Database
    let context: ExecutionContext
    let consistency: Consistency
    let mark: UInt64
    let arrival: PendingPosition?

    /// Notes for the viewer what the operation saw and wrote.
    ///
    /// - Returns: a position behind its writes, if it has written.
    func finish() async -> LogPosition? {
      let hasWritten = consistency.hasWritten
      let position =
        hasWritten ? try? await database.position(after: consistency) : try? await arrival?.position()
      // After `login` and `register` the viewer is another one than before.
      if let viewer = context.viewer {
        if let position {
          positions.note(position, of: viewer, mark: mark)
        } else if hasWritten {
          positions.forget(viewer)
        }
      }
      return hasWritten ? position : nil
    }
  }
}

extension ViewerPositions {
  /// What a request says that its sender has seen.
  static func floor(_ fields: HTTPFields) -> LogPosition? { floor(fields[fieldName]) }

  /// The last of several positions, separated by commas. Anything else in the text counts for nothing.
  static func floor(_ text: String?) -> LogPosition? {
    guard let text, text.utf8.count <= 1_024 else { return nil }
    return text.split(separator: ",").compactMap { LogPosition(String($0.filter { $0 != " " })) }.max()
  }

  /// Tells the client how far it has written.
  static func append(_ written: LogPosition?, to fields: inout HTTPFields) {
    if let written { fields.append(fieldName, written.description) }
  }
}
