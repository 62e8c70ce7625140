public import Postgres

/// What waits to be done, by any instance.
public struct JobQueue: Sendable {
  /// How many jobs wait, by their kinds; kinds of which none waits are left out.
  public let counts: [(kind: String, count: Int)]
  /// How long the job has waited that has been due longest; nothing where none is due.
  public let oldest: Duration

  /// Counts what waits.
  public static func read(_ database: Database) async throws(PostgresError) -> JobQueue {
    let rows = try await database.read(JobStatements.queued)
    let counts = (0..<rows.count).map { (kind: rows.string($0, 0) ?? "", count: Int(rows.int($0, 1) ?? 0)) }
    let waits = (0..<rows.count).compactMap { rows.double($0, 2) }
    return JobQueue(counts: counts, oldest: .seconds(max(0, waits.max() ?? 0)))
  }
}
