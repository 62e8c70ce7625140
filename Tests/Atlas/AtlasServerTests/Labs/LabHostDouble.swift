import LabEnvironments
import Synchronization

/// Makes environments that are nothing but their names, and grades as it is told.
final class LabHostDouble: LabProvisioner, SQLLabRunner {
  struct State {
    var environments: Set<Int64> = []
    var provisioned: [Int64] = []
    /// How often is answered that an environment is still being made.
    var pendingAnswers = 0
    var removed: [Int64] = []
    var provisioningError: LabEnvironmentError?
    var removalError: LabEnvironmentError?
    var gradingError: LabEnvironmentError?
    var tasks: [SQLGradingTask] = []
    var outcome = SQLGrade.Outcome.passed
  }

  let name = "double"
  let state = Mutex(State())
  /// Called while an environment is being made, before it is there.
  let whileProvisioning: @Sendable (Int64) async -> Void
  /// Called while a solution is being graded.
  let whileGrading: @Sendable () async -> Void

  init(
    whileProvisioning: @escaping @Sendable (Int64) async -> Void = { _ in },
    whileGrading: @escaping @Sendable () async -> Void = {}
  ) {
    self.whileProvisioning = whileProvisioning
    self.whileGrading = whileGrading
  }

  func change(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

  var now: State { state.withLock { $0 } }

  func provision(
    _ specification: EnvironmentSpecification
  ) async throws(LabEnvironmentError) -> ProvisionedEnvironment {
    await whileProvisioning(specification.run)
    let (error, isPending) = state.withLock { state in
      if state.provisioningError == nil {
        state.environments.insert(specification.run)
        state.provisioned.append(specification.run)
      }
      state.pendingAnswers -= 1
      return (state.provisioningError, state.pendingAnswers >= 0)
    }
    if let error { throw error }
    if isPending { return ProvisionedEnvironment(status: .pending) }
    return ProvisionedEnvironment(status: .ready, terminalURL: "https://labs.example/\(specification.run)")
  }

  func remove(run: Int64) async throws(LabEnvironmentError) {
    let error = state.withLock { state in
      if state.removalError == nil {
        state.environments.remove(run)
        state.removed.append(run)
      }
      return state.removalError
    }
    if let error { throw error }
  }

  func existing() async throws(LabEnvironmentError) -> [Int64] { now.environments.sorted() }

  func run(_ script: String, in run: Int64) async throws(LabEnvironmentError) -> SQLOutcome {
    SQLOutcome(table: nil, statementCount: 1, problem: nil)
  }

  func grade(_ task: SQLGradingTask) async throws(LabEnvironmentError) -> SQLGrade {
    await whileGrading()
    change { $0.tasks.append(task) }
    if let error = now.gradingError { throw error }
    let outcome = now.outcome
    return SQLGrade(
      outcomes: Dictionary(uniqueKeysWithValues: task.checks.map { ($0.key, outcome) }), solution: nil)
  }
}
