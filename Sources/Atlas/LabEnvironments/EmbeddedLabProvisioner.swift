public import Logging
import Postgres
import Synchronization

/// Makes SQL environments as databases on Atlas' own PostgreSQL server. Labs with rules need nothing.
///
/// No connection is held between calls, so there is nothing to shut down.
public final class EmbeddedLabProvisioner: LabProvisioner, SQLLabRunner {
  public let name = "embedded"
  private let connectionString: String
  private let limits: SQLLabLimits
  private let logger: Logger
  /// For the SQL of learners, which may take its time.
  private let scriptThreads: WorkerThreads
  /// For making and removing, and looking after it all: what learners run cannot keep these waiting.
  private let makerThreads: WorkerThreads

  /// - Parameters:
  ///   - connectionString: leads to Atlas' own database, as a user who may make databases and roles.
  ///   - limits: how much each piece of SQL may use.
  public init(connectionString: String, limits: SQLLabLimits = SQLLabLimits(), logger: Logger) {
    self.connectionString = connectionString
    self.limits = limits
    self.logger = logger
    let refusal = LabEnvironmentError(.overloaded, "too many SQL labs are at work")
    scriptThreads = WorkerThreads(count: limits.concurrency, refusal: refusal)
    makerThreads = WorkerThreads(count: limits.makerConcurrency, refusal: refusal)
  }

  /// Whether SQL labs can run here. Called once at the start: it also takes from everybody but its owner the right to
  /// connect to Atlas' own database.
  public func prepare() async throws(LabEnvironmentError) {
    try await onServer(makerThreads) { [logger] server throws(LabEnvironmentError) in
      if !server.isSuperuser {
        logger.warning(
          "DATABASE_URL's user is no superuser: SQL labs have temporary files, locks and large objects without limit"
        )
      }
      // Another instance may be at it at the same moment; once is enough.
      do throws(LabEnvironmentError) { try server.closeOtherDatabases() } catch {
        logger.warning("Databases beside the labs stay open to all roles", metadata: ["error": "\(error)"])
      }
    }
  }

  public func provision(
    _ specification: EnvironmentSpecification
  ) async throws(LabEnvironmentError) -> ProvisionedEnvironment {
    switch specification.kind {
    case .rules: break
    case .container: throw LabEnvironmentError(.unsupported, "there are no containers here")
    case .sql(let setup):
      try await onServer(makerThreads) { server throws(LabEnvironmentError) in
        try server.lock(run: specification.run)
        let name = server.names.name(ofRun: specification.run)
        guard try !server.isReady(name) else { return }
        if let problem = try server.make(name, setup: setup) {
          throw LabEnvironmentError(.setupFailed, "The setup of the lab fails: \(problem)")
        }
      }
    }
    return ProvisionedEnvironment(status: .ready)
  }

  public func remove(run: Int64) async throws(LabEnvironmentError) {
    try await onServer(makerThreads) { server throws(LabEnvironmentError) in
      try server.lock(run: run)
      try server.drop(server.names.name(ofRun: run))
    }
  }

  /// The runs that have a database. Also drops what crashed grading has left behind.
  public func existing() async throws(LabEnvironmentError) -> [Int64] {
    try await onServer(makerThreads) { server throws(LabEnvironmentError) in try server.existing() }
  }

  public func run(_ script: String, in run: Int64) async throws(LabEnvironmentError) -> SQLOutcome {
    try await onServer(scriptThreads) { server throws(LabEnvironmentError) in
      try server.lockAtOnce(run: run)
      let name = server.names.name(ofRun: run)
      guard try server.isReady(name) else { throw LabEnvironmentError(.missing, "run \(run) has no database") }
      var outcome = try SQLLabVisit.visit(name, on: server) { visit throws(LabEnvironmentError) in
        try visit.run(script)
      }
      if try server.isTooLarge(name) {
        try server.drop(name)
        outcome.problem = SQLProblem(
          sqlState: nil, message: "The database grew too large and was removed. Reset the lab to begin again.")
      }
      return outcome
    }
  }

  public func grade(_ task: SQLGradingTask) async throws(LabEnvironmentError) -> SQLGrade {
    try await onServer(scriptThreads) { server throws(LabEnvironmentError) in try SQLGrader(task, on: server).grade() }
  }

  /// Works on a thread with a connection of its own. A caller who goes stops what runs.
  private func onServer<Value: Sendable>(
    _ threads: WorkerThreads, _ work: @escaping @Sendable (SQLLabServer) throws(LabEnvironmentError) -> Value
  ) async throws(LabEnvironmentError) -> Value {
    let caller = Caller()
    do {
      return try await withTaskCancellationHandler {
        try await threads.run { [connectionString, limits] in
          try work(
            SQLLabServer(connectionString: connectionString, limits: limits) { caller.hasLeft.load(ordering: .relaxed) }
          )
        }
      } onCancel: {
        caller.hasLeft.store(true, ordering: .relaxed)
      }
    } catch let error as LabEnvironmentError {
      throw error
    } catch {
      throw LabEnvironmentError(.canceled, "nobody waits for the lab any more")
    }
  }

  private final class Caller: Sendable {
    let hasLeft = Atomic(false)
  }
}
