import Logging
import Postgres

/// Deletes outcomes whose time is over, a few at a time. Several instances may do it at once.
struct OutcomeSweeper: Sendable {
  private static let batch = 1_000
  private static let pause = Duration.seconds(600)

  let database: Database
  let logger: Logger

  /// Sweeps until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      do {
        try await sweep()
      } catch {
        // What stays counts as absent all the same.
        logger.warning("expired outcomes were not swept", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.pause)
    }
  }

  /// Deletes everything that is expired now.
  func sweep() async throws(PostgresError) {
    while try await database.write(OutcomeStatements.sweep(limit: Self.batch)).affectedRows == Self.batch {}
  }
}
