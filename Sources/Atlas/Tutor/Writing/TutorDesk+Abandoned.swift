import Logging
import Postgres

extension TutorDesk {
  /// How many answers one statement ends at most.
  private static let batch = 100

  /// Ends answers whose instance is gone, every few seconds until the task is cancelled. Every instance does, so that
  /// those who follow an answer soon know that nothing is to come any more.
  func run() async {
    while (try? await Task.sleep(for: settings.rounds * Double.random(in: 0.5...1.5))) != nil {
      do {
        try await endAbandoned()
      } catch {
        tools?.logger.warning("abandoned answers cannot be ended", metadata: ["error": "\(error)"])
      }
    }
  }

  /// One round.
  func endAbandoned() async throws(PostgresError) {
    guard let tools else { return }
    var count = Self.batch
    while count == Self.batch, !Task.isCancelled {
      count = try await tools.database.write(AnswerEndStatements.failAbandoned(limit: Self.batch)).count
      if count > 0 { tools.wake() }
    }
  }
}
