import AtlasAPI
import AtlasKernel
import GraphQLJSON
import GraphQLPostgres
import Jobs
import LabEnvironments
import Postgres

/// The job that makes the environment of a run.
///
/// What it makes outside of the database it may make twice, for provisioners find what is there. A run that has ended by
/// the time its environment stands is marked, so that the upkeep removes it; one whose row is gone is an orphan to it.
struct LabProvisioning: Sendable {
  let hosting: LabHosting
  /// Between two questions whether an environment is there.
  var pause: Duration = .seconds(1)
  /// How long one attempt at the job waits for it: then the worker does other jobs, and comes back a little later, as
  /// often as jobs are tried.
  var patience: Duration = .seconds(120)

  var handler: JobHandler {
    JobHandler(.provisionLab, giveUp: giveUp) { execution in try await provision(execution) }
  }

  private func provision(_ execution: any JobExecution) async throws -> JobEffect {
    guard let run = execution.subject?.key else { throw JobFailure("The job names no run.") }
    guard let row = try await waiting(run, execution) else { return effect(of: run, nil) }
    guard let kind = row.kind, let provisioner = hosting.provisioner(of: kind) else {
      throw JobFailure("This server does not make environments of this kind.")
    }
    guard let specification = row.specification(run, kind) else {
      throw JobFailure("The lab has been changed: it runs in something else now.")
    }
    // Once it has left the queue, an earlier attempt has removed the old environment, and the new one is being made.
    if row.isQueued, execution.arguments["reset"] == .boolean(true) {
      do { try await provisioner.remove(run: run) } catch { throw Self.told(error) }
    }
    // The state is for those who wait: whoever sets it again changes nothing.
    try await execution.database.write(LabProvisioningStatements.begin(run))
    return effect(of: run, try await environment(specification, provisioner, execution))
  }

  /// The run, as long as it waits for its environment.
  private func waiting(_ run: Int64, _ execution: any JobExecution) async throws -> LabProvisioningRow? {
    let rows = try await execution.database.read(LabProvisioningStatements.waiting(run))
    return rows.count == 1 ? LabProvisioningRow(row: Row(rows: rows, index: 0)) : nil
  }

  /// Asks until the environment is there; nil where the run has ended before.
  private func environment(
    _ specification: EnvironmentSpecification, _ provisioner: any LabProvisioner, _ execution: any JobExecution
  ) async throws -> ProvisionedEnvironment? {
    let end = ContinuousClock.now + patience
    while true {
      try await execution.report("provisioning", percent: 50)
      do {
        let environment = try await provisioner.provision(specification)
        if environment.status == .ready { return environment }
      } catch {
        throw Self.told(error)
      }
      guard .now < end else { throw JobFailure("The environment was not there in time.", isFinal: false) }
      try await Task.sleep(for: pause)
      guard try await waiting(specification.run, execution) != nil else { return nil }
    }
  }

  private func effect(of run: Int64, _ environment: ProvisionedEnvironment?) -> JobEffect {
    JobEffect { transaction in
      let rows = try await transaction.write(LabProvisioningStatements.finish(run, environment))
      return rows.int(0, 0).map { GlobalID(.lab, $0) }
    }
  }

  @Sendable
  private func giveUp(_ execution: any JobExecution, _ transaction: Transaction) async throws {
    guard let run = execution.subject?.key else { return }
    try await transaction.write(LabProvisioningStatements.fail(run))
  }

  /// What goes wrong is told to the learner in words that say nothing of the server.
  private static func told(_ error: LabEnvironmentError) -> any Error {
    if error.code == .canceled { return CancellationError() }
    let message = error.code == .setupFailed ? "The lab's own setup fails." : "The environment cannot be made."
    return JobFailure(message, isFinal: !error.isRetryable)
  }
}

/// What is to be made, and for whom.
private struct LabProvisioningRow: RowBacked {
  static let labID = RowColumn<Int64>("lab_id")
  static let userID = RowColumn<Int64>("user_id")
  static let kind = RowColumn<String>("environment_kind")
  static let text = RowColumn<String?>("environment_spec")
  static let region = RowColumn<String?>("region")
  static let expiresAt = RowColumn<Int64>("expires_at")
  static let isQueued = RowColumn<Bool>("is_queued")

  let row: Row

  init(row: Row) { self.row = row }

  var isQueued: Bool { row[Self.isQueued] }

  var kind: LabEnvironmentKind? { LabEnvironmentKind(rawValue: row[Self.kind]) }

  /// Nil where the lab runs in something else by now.
  func specification(_ run: Int64, _ kind: LabEnvironmentKind) -> EnvironmentSpecification? {
    row[Self.text].map { text in
      EnvironmentSpecification(
        run: run, lab: row[Self.labID], user: row[Self.userID], kind: kind.specification(text),
        region: row[Self.region], expiresAt: PostgresTimestamp(microsecondsSince1970: row[Self.expiresAt]))
    }
  }
}
