import GraphQLHTTP
import Postgres
import Synchronization

/// What the health endpoints answer.
final class HealthState: Sendable {
  private let isDraining = Atomic<Bool>(false)

  /// From now on the instance says that it takes no new work.
  func beginDraining() { isDraining.store(true, ordering: .relaxed) }

  /// The process runs.
  var live: HTTPExchangeResponse { Self.response("{\"status\":\"live\"}", status: 200) }

  /// The instance can answer requests: it is not stopping, and the database answers.
  func ready(_ database: Database) async -> HTTPExchangeResponse {
    if isDraining.load(ordering: .relaxed) { return Self.response("{\"status\":\"draining\"}", status: 503) }
    do throws(PostgresError) {
      try await database.ping(deadline: .now + .seconds(1))
      return Self.response("{\"status\":\"ready\"}", status: 200)
    } catch {
      return Self.response("{\"status\":\"database unavailable\"}", status: 503)
    }
  }

  private static func response(_ text: String, status: Int) -> HTTPExchangeResponse {
    .text(Array(text.utf8), type: "application/json; charset=utf-8", status: status)
  }
}
