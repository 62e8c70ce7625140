import GraphQLPostgres
import LabEnvironments
public import Postgres

/// What happens to runs without anybody asking: leases end, not without a warning, lost gradings are given back, environments are removed.
///
/// Every instance does it; what one is at, the others skip.
public struct LabUpkeep: Sendable {
  /// What one round came to.
  public struct Report: Sendable, Equatable {
    /// Runs whose lease was over.
    public var expired = 0
    /// Runs whose learner was told that the lease is about to end.
    public var warned = 0
    /// Runs whose grading was lost.
    public var released = 0
    /// Environments that were removed.
    public var removed = 0
    /// What could not be removed, in words for an operator; it is tried again.
    public var failures: [String] = []

    /// Nothing yet.
    public init() {}
  }

  /// Most runs that one statement takes.
  static let batchSize = 100
  /// Most removals that one round begins: each takes as long as it takes.
  static let removalBatchSize = 20
  /// How long a grading may take before it counts as lost.
  static let gradingSeconds = 120

  let hosting: LabHosting

  /// One round.
  public func round(_ database: Database) async throws -> Report {
    var report = Report()
    report.expired = try await repeated(LabUpkeepStatements.expire(limit: Self.batchSize), database)
    report.warned = try await repeated(LabUpkeepStatements.warn(limit: Self.batchSize), database)
    report.released = try await repeated(
      LabUpkeepStatements.releaseGradings(olderThan: Self.gradingSeconds, limit: Self.batchSize), database)
    try await removeEnded(database, &report)
    return report
  }

  /// Removes environments of which no live run knows, as after a crash between the making and the row. Slower than a
  /// round: it lists what there is.
  public func removeOrphans(_ database: Database) async throws -> Report {
    var report = Report()
    for provisioner in hosting.provisioners {
      // A run's row is there before its environment: what exists now and has no live run will have none.
      let existing = try await provisioner.existing()
      let rows = try await database.read(LabUpkeepStatements.live(among: existing))
      let live = Set((0..<rows.count).compactMap { rows.int($0, 0) })
      for run in existing where !live.contains(run) {
        do {
          try await provisioner.remove(run: run)
          report.removed += 1
        } catch {
          report.failures.append(error.message)
        }
      }
    }
    return report
  }

  private func repeated(_ statement: Query, _ database: Database) async throws -> Int {
    var total = 0
    while !Task.isCancelled {
      let count = try await database.write(statement).count
      total += count
      if count < Self.batchSize { break }
    }
    return total
  }

  /// A claim puts the next attempt off, so that nobody else makes one meanwhile, and a lost one is made up for.
  private func removeEnded(_ database: Database, _ report: inout Report) async throws {
    let rows = try await database.write(LabUpkeepStatements.claimRemovals(limit: Self.removalBatchSize))
    for row in (0..<rows.count).map({ LabRemovalRow(row: Row(rows: rows, index: $0)) }) {
      guard let kind = row.kind, let provisioner = hosting.provisioner(of: kind) else { continue }
      do {
        try await provisioner.remove(run: row.run)
      } catch {
        report.failures.append(error.message)
        continue
      }
      try await database.write(LabUpkeepStatements.recordRemoval(row.run, attempt: row.attempt))
      report.removed += 1
    }
  }
}

/// An environment that is to be removed.
private struct LabRemovalRow: RowBacked {
  let row: Row

  init(row: Row) { self.row = row }

  var run: Int64 { row[RowColumn<Int64>("id")] }
  var attempt: Int { row[RowColumn<Int>("removal_attempts")] }
  var kind: LabEnvironmentKind? { LabEnvironmentKind(rawValue: row[RowColumn<String>("environment_kind")]) }
}
