import GraphQLJSON
import GraphQLSyntax

/// The results of one piece of work.
struct WorkOutcome: Sendable {
  enum Parts: Sendable {
    case fields([FieldsPart])
    /// And what follows of the lists.
    case items([ItemsPart], next: StreamedItems?)
  }

  let parts: Parts
  /// What was put off in turn.
  let later: [LaterWork]
}

/// The response to an operation with `@defer` or `@stream`: its first part, and what delivers the others.
public struct IncrementalExecution: Sendable {
  /// The first response. Where parts follow it says so: `hasNext`, and `pending` in the shape that has it.
  public let initial: ExecutionResult
  private let deliveries: Deliveries
  private let lastExtensions: @Sendable () -> JSONObject
  private let plan: OperationPlan
  private let variables: VariableValues
  private let context: ExecutionContext

  init(
    initial: ExecutionResult, deliveries: Deliveries, lastExtensions: @escaping @Sendable () -> JSONObject,
    plan: OperationPlan, variables: VariableValues, context: ExecutionContext
  ) {
    self.initial = initial
    self.deliveries = deliveries
    self.lastExtensions = lastExtensions
    self.plan = plan
    self.variables = variables
    self.context = context
  }

  /// Whether parts follow. Without any, the first response is an ordinary one.
  public var hasNext: Bool { deliveries.hasNext }

  /// Executes what follows and hands over each payload. Parts that do not wait for each other are executed side by side;
  /// the next items of a streamed list are not asked for before the last have been sent.
  ///
  /// - Parameter send: sends a payload, the bytes of its JSON, and returns when it has left.
  /// - Throws: what `send` throws, which ends all work, and `CancellationError`.
  public func deliver(_ send: (_ payload: [UInt8]) async throws -> Void) async throws {
    var deliveries = deliveries
    try await withThrowingTaskGroup(of: WorkOutcome.self) { tasks in
      begin(deliveries.takeWorks(), &tasks)
      while deliveries.hasNext, let outcome = try await tasks.next() {
        deliveries.finish(outcome)
        if let payload = deliveries.takePayload(last: lastExtensions) { try await send(payload) }
        try Task.checkCancellation()
        begin(deliveries.takeWorks(), &tasks)
      }
      tasks.cancelAll()
    }
  }

  private func begin(_ works: [LaterWork], _ tasks: inout ThrowingTaskGroup<WorkOutcome, any Error>) {
    for work in works {
      tasks.addTask(executorPreference: context.executor) { await execute(work) }
    }
  }

  private func execute(_ work: LaterWork) async -> WorkOutcome {
    switch work {
    case .fields(let fields):
      let outcome = await Executor.execute(fields, plan, variables, context.fork())
      return WorkOutcome(parts: .fields(outcome.parts), later: outcome.later)
    case .items(let items):
      let outcome = await Executor.execute(items, plan, variables, context.fork())
      return WorkOutcome(parts: .items(outcome.parts, next: outcome.next), later: outcome.later)
    }
  }
}
