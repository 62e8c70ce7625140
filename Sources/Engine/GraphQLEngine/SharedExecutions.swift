import DequeModule
import GraphQLExecution
import Synchronization

/// The executions that equal subscriptions share: for each event, scope, plan and variables there is one, and whoever
/// asks for it within some seconds gets its outcome.
///
/// The first who asks has it executed, in a task that belongs to nobody: who goes away meanwhile takes it from nobody.
/// A subscriber that comes when the result is forgotten has it executed again; that costs time and is never wrong. Results
/// are forgotten soon because the truth moves on: whoever resumes an hour later must not get what was deleted meanwhile.
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
      hasher.combine(variables)
      hasher.combine(scope)
      hasher.combine(position)
    }

    /// The same for any event.
    var anyEvent: Key { Key(plan: plan, variables: variables, scope: scope, position: "") }

    private init(plan: OperationPlan, variables: VariableValues, scope: String, position: String) {
      self.plan = plan
      self.variables = variables
      self.scope = scope
      self.position = position
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
      state.forgetOld(now: .now)
      guard !state.isPersonal(key) else { return nil }
      if let known = state.executions[key] { return (known, false) }
      let execution = Task { [self] in
        let outcome = (try? await execute()) ?? .failed
        self.state.withLock { $0.note(outcome, of: key, byteLimit: byteLimit, now: .now) }
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

  /// How long what is known of an execution is good.
  private static let lifetime = Duration.seconds(5)
  /// What an entry takes besides the body: its key, and who may have it.
  private static let entryBytes = 8 << 10

  /// Something that is known for a while.
  private struct Known {
    let key: Key
    let bytes: Int
    let end: ContinuousClock.Instant
  }

  /// Those that run and those that are remembered.
  var executions: [Key: Task<SharedExecutions.Outcome, Never>] = [:]
  /// The subscriptions whose last response depended on who got it, by their keys for any event.
  private var personal: Set<Key> = []
  /// What is remembered, oldest first.
  private var known: Deque<Known> = []
  private var bytes = 0

  func isPersonal(_ key: Key) -> Bool { !personal.isEmpty && personal.contains(key.anyEvent) }

  /// An execution has ended. Errors are told to those that wait, and not to others: the next try may have none.
  mutating func note(
    _ outcome: SharedExecutions.Outcome, of key: Key, byteLimit: Int, now: ContinuousClock.Instant
  ) {
    switch outcome {
    case .shared(let result, _) where result.errors.isEmpty:
      remember(key, bytes: result.body.count, byteLimit, now)
    case .failed, .shared: executions[key] = nil
    case .personal:
      executions[key] = nil
      personal.insert(key.anyEvent)
      remember(key.anyEvent, bytes: 0, byteLimit, now)
    }
  }

  private mutating func remember(_ key: Key, bytes: Int, _ byteLimit: Int, _ now: ContinuousClock.Instant) {
    known.append(Known(key: key, bytes: bytes + Self.entryBytes, end: now + Self.lifetime))
    self.bytes += bytes + Self.entryBytes
    while self.bytes > byteLimit { forgetOldest() }
  }

  mutating func forgetOld(now: ContinuousClock.Instant) {
    while let oldest = known.first, oldest.end <= now { forgetOldest() }
  }

  private mutating func forgetOldest() {
    guard let oldest = known.popFirst() else { return }
    bytes -= oldest.bytes
    executions[oldest.key] = nil
    personal.remove(oldest.key)
  }
}
