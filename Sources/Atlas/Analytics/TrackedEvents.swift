import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import Postgres

/// What `trackEvents` stores: all of the events, or none where one will not do. The same events sent again are stored
/// again; a client that repeats a request sends `@idempotent`.
struct TrackedEvents: Sendable {
  /// How many events a user may send in a day.
  static let dailyLimit = 5_000
  /// The most bytes that the data of one event may have as JSON.
  static let dataLimit = 4_096

  let events: [API.TrackEventInput]
  let data: [String?]

  /// - Throws: `UserErrors` for every value that will not do.
  init(_ input: API.TrackEventsInput, now: PostgresTimestamp = .now) throws(UserErrors) {
    events = input.events
    data = input.events.map { event in event.data.map { String(decoding: $0.serialized(), as: UTF8.self) } }
    let errors = zip(events, data).enumerated().flatMap { position, event in
      Self.errors(event.0, data: event.1, at: "\(position)", now)
    }
    if !errors.isEmpty { throw UserErrors(errors) }
  }

  private static func errors(
    _ event: API.TrackEventInput, data: String?, at position: String, _ now: PostgresTimestamp
  ) -> [UserError] {
    var errors: [UserError] = []
    func refuse(_ code: API.UserErrorCode, _ message: String, _ member: String) {
      errors.append(.input(code, message, "input", "events", position, member))
    }
    let second: Int64 = 1_000_000
    let range = (now.microsecondsSince1970 - 7 * 86_400 * second)...(now.microsecondsSince1970 + 60 * second)
    if event.name.allSatisfy(\.isWhitespace) { refuse(.blank, "A name must show something.", "name") }
    if !range.contains(event.at.microsecondsSince1970) {
      refuse(.invalid, "It must have happened within the last 7 days, and at most a minute ahead.", "at")
    }
    if let subject = event.subjectId, GlobalID(subject.value) == nil {
      refuse(.invalid, "This is no global id.", "subjectId")
    }
    if let data, data.utf8.count > dataLimit {
      refuse(.tooLong, "The data of an event has at most \(dataLimit) bytes as JSON.", "data")
    }
    return errors
  }

  /// Stores the viewer's events; answers how many.
  ///
  /// - Throws: `UserErrors` for more than the events of a day.
  func store(_ context: ExecutionContext, monthsKept: Int) async throws -> Int {
    let viewer = try context.requireViewer()
    let statement = TrackedEventStatements.store(self, user: viewer.userID)
    let stored: Int
    do throws(PostgresError) {
      stored = try await context.write(statement).affectedRows
    } catch {
      // A check without a name: there is no partition for the month, since nobody has kept house for long.
      guard error.sqlState == "23514", error.constraint == nil else { throw error }
      _ = try await context.write(TrackedEventStatements.keep(months: monthsKept))
      stored = try await context.write(statement).affectedRows
    }
    if stored == 0 {
      throw UserErrors(
        .input(.quotaExceeded, "At most \(Self.dailyLimit) events are stored in a day.", "input", "events"))
    }
    return stored
  }
}
