import DequeModule
import GraphQLExecution
import Synchronization

/// The executions that equal subscriptions share: for each event, scope, plan and variables there is one, and whoever
/// asks for it while it is remembered gets its outcome.
///
/// The first who asks has it executed, in a task that belongs to nobody: who goes away meanwhile takes it from nobody.
/// A subscriber that comes when the result is forgotten has it executed again; that costs time and is never wrong.
final class SharedExecutions: Sendable {
  /// What equal subscriptions have in common.
  struct Key: Hashable, Sendable {
    /// Equal documents are planned once, so that equal subscriptions have one plan. It is held, lest another one get its
    /// place in memory.
    let plan: OperationPlan
    let variables: VariableValues
    let scope: String
    let position: String

    init(_ operation: PreparedOperation, scope: String, position: String) {
      plan = operation.plan
      variables = operation.variables
      self.scope = scope
      self.position = position
    }

    static func == (left: Key, right: Key) -> Bool {
      left.plan === right.plan && left.position == right.position && left.scope == right.scope
        && left.variables == right.variables
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(plan))
      hasher.combine(position)
    }
  }

  /// What became of an execution.
  enum Outcome: Sendable {
    case shared(ExecutionResult, with: @Sendable (_ subscriber: String) -> Bool)
    /// The response depends on who gets it.
    case personal
    /// It was not executed, for a reason that concerns who wanted to do it.
    case failed
  }

  private let byteLimit: Int
  private let state = Mutex(SharedExecutionsState())

  /// - Parameter byteLimit: how many bytes of results are remembered.
  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// The outcome of an execution; never `failed` for who has not tried it.
  ///
  /// - Parameter execute: called unless another caller has it executed, or had.
  func outcome(_ key: Key, execute: @escaping @Sendable () async throws -> Outcome) async -> Outcome {
    while true {
      guard let (execution, isOwn) = join(key, execute) else { return .personal }
      let outcome = await execution.value
      if case .failed = outcome, !isOwn { continue }
      return outcome
    }
  }

  /// An execution that runs or has run, or a new one; nil where the plan is not for sharing.
  private func join(
    _ key: Key, _ execute: @escaping @Sendable () async throws -> Outcome
  ) -> (execution: Task<Outcome, Never>, isOwn: Bool)? {
    state.withLock { state -> (execution: Task<Outcome, Never>, isOwn: Bool)? in
      guard !state.isPersonal(key.plan) else { return nil }
      if let known = state.executions[key] { return (known, false) }
      let execution = Task { [self] in
        let outcome = (try? await execute()) ?? .failed
        self.state.withLock { $0.note(outcome, of: key, byteLimit: byteLimit) }
        return outcome
      }
      state.executions[key] = execution
      return (execution, true)
    }
  }
}

/// What is remembered of executions.
private struct SharedExecutionsState: Sendable {
  typealias Key = SharedExecutions.Key

  /// How many plans are known to be personal at most.
  private static let personalLimit = 1_024

  /// Those that run and those that are remembered.
  var executions: [Key: Task<SharedExecutions.Outcome, Never>] = [:]
  /// Those that are remembered, oldest first.
  private var finished: Deque<(key: Key, bytes: Int)> = []
  private var bytes = 0
  /// The plans whose responses depended on who got them, the last time.
  private var personalPlans: [ObjectIdentifier: OperationPlan] = [:]

  func isPersonal(_ plan: OperationPlan) -> Bool { personalPlans[ObjectIdentifier(plan)] != nil }

  /// An execution has ended.
  mutating func note(_ outcome: SharedExecutions.Outcome, of key: Key, byteLimit: Int) {
    switch outcome {
    case .failed: executions[key] = nil
    case .personal:
      executions[key] = nil
      // Whoever is forgotten is found out again.
      if personalPlans.count >= Self.personalLimit { personalPlans = [:] }
      personalPlans[ObjectIdentifier(key.plan)] = key.plan
    case .shared(let result, _):
      // Besides the body, what the entry itself may take.
      let size = result.body.count + 512
      finished.append((key, size))
      bytes += size
      while bytes > byteLimit, let oldest = finished.popFirst() {
        executions[oldest.key] = nil
        bytes -= oldest.bytes
      }
    }
  }
}
