public import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

/// Executes plans breadth first (specification, section 6.2): every field once per batch of parents.
///
/// Work goes in waves. A wave runs every field whose parents exist; fields that must wait have begun their work, and
/// fields that refer to entities have named the keys. Then all loaders are flushed together and everything is waited
/// for. The number of calls to a data source depends on the operation's shape, never on the number of objects.
public struct Executor {
  /// How deep objects may nest: writing them is recursive, and stacks are finite. Limits of validation come first.
  private static let maxDepth = 1000

  let plan: OperationPlan
  let variables: VariableValues
  let context: ExecutionContext
  private var ready: [SelectionState] = []
  private var pending: [PendingField] = []
  private var loading: [LoadingField] = []
  private var referring: [ReferringField] = []

  private var streamed: [StreamedField] = []
  /// How many entities of each type were asked for in this wave; counted where there is a record.
  var asked: [String: Int] = [:]
  /// Whether a runner of root fields has it execute one; the runner's work is what is noted of that field.
  var isWithinRunner = false
  /// Why the whole operation fails: a guard refused a field that must not be answered around.
  var failure: GraphQLError?

  private struct PendingField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
    let began: ContinuousClock.Instant?
    let wait: @Sendable () async throws -> Column
  }

  private struct LoadingField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
    let began: ContinuousClock.Instant?
    let request: LoadRequest
  }

  private struct ReferringField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
    let began: ContinuousClock.Instant?
    let wait: @Sendable () async throws -> LoadRequest
  }

  init(plan: OperationPlan, variables: VariableValues, context: ExecutionContext) {
    self.plan = plan
    self.variables = variables
    self.context = context
  }

  /// Executes a plan and writes the response.
  ///
  /// - Parameters:
  ///   - root: the root value: a batch of one source of the root type.
  ///   - extensions: what the response's `extensions` hold; asked when its data is written.
  public static func execute(
    _ plan: OperationPlan, root: any AnyBatch, variables: VariableValues, context: ExecutionContext,
    extensions: @autoclosure () -> JSONObject = JSONObject()
  ) async -> ExecutionResult {
    let state = await run(plan, root: root, variables: variables, context: context)
    return ResponseWriter.write(state, of: plan, record: context.record) { _ in extensions() }
  }

  /// Executes the root selection of a plan and all below it.
  static func run(
    _ plan: OperationPlan, root: any AnyBatch, variables: VariableValues, context: ExecutionContext
  ) async -> SelectionState {
    let state = SelectionState(plan: plan.root, batch: root)
    var executor = Executor(plan: plan, variables: variables, context: context)
    await executor.recorded { executor in
      if plan.operationType == .mutation {
        await executor.runSerially(state)
      } else {
        await executor.runAll(below: state)
      }
    }
    state.failure = executor.failure
    return state
  }

  /// Executes a selection and all below it.
  mutating func runAll(below state: SelectionState) async {
    ready.append(state)
    await drain()
  }

  /// Executes all that is below the only field of a selection, whose values are known.
  mutating func complete(_ state: SelectionState, _ column: Column) async {
    set(state, 0, column, DeniedPositions(), isWhole: true)
    await drain()
  }

  /// `ExecuteSelectionSet` in serial mode (section 6.2.2): a root field and all below it before the next begins.
  private mutating func runSerially(_ state: SelectionState) async {
    let runner = context.runner(of: plan)
    for field in state.plan.fields.indices {
      context.clearLoaders()
      if let runner, await run(state, field, by: runner) { continue }
      await runField(state, field)
    }
  }

  /// Executes one field and all that is below it.
  mutating func runField(_ state: SelectionState, _ field: Int) async {
    await run(state, field, stopped: stopReason())
    await drain()
  }

  private mutating func drain() async {
    while true {
      while !ready.isEmpty {
        let level = ready
        ready = []
        let stopped = stopReason()
        for state in level {
          for field in state.plan.fields.indices { await run(state, field, stopped: stopped) }
        }
      }
      if pending.isEmpty && loading.isEmpty && referring.isEmpty && streamed.isEmpty { return }
      await finishWave()
    }
  }

  // MARK: One field

  /// - Parameter stopped: why no further field may run.
  private mutating func run(_ state: SelectionState, _ index: Int, stopped: GraphQLError?) async {
    let field = state.plan.fields[index]
    guard case .resolve(let resolver, let fieldGuard) = field.action else { return }
    if let stopped {
      state.columns[index] = Column(.failure(stopped))
      return
    }
    let began = context.record.moment
    defer { if let began { noteIfAnswered(index, of: state, since: began) } }
    do {
      let arguments = try field.coerceArguments(variables)
      var denied = DeniedPositions()
      if let fieldGuard {
        switch (try await fieldGuard.decide(state.batch, arguments.values, context), fieldGuard.onDenied) {
        case (.allow, _): break
        case (.deny(let error), .null): throw error
        case (.deny, .hide): return set(state, index, .nulls, denied)
        case (.deny(let error), .fail): return fail(error, at: field)
        case (.denyPositions(let errors), .fail):
          if let first = errors.min(by: { $0.key < $1.key }) { return fail(first.value, at: field) }
        case (.denyPositions(let errors), let onDenied):
          denied = DeniedPositions(errors: errors, isHidden: onDenied == .hide)
        }
      }
      if let stream = field.stream, let open = resolver.stream, state.batch.count == 1, denied.errors.isEmpty {
        let source = try open(state.batch, arguments.typed, field.selected, context)
        let initialCount = try stream.initialCount(variables)
        streamed.append(
          StreamedField(state: state, field: index, source: source, initialCount: initialCount, began: began))
        return
      }
      switch try resolver.resolve(state.batch, arguments.typed, field.selected, context) {
      case .ready(let column): set(state, index, column, denied)
      case .pending(let wait):
        pending.append(PendingField(state: state, field: index, denied: denied, began: began, wait: wait))
      case .loading(let request):
        load(LoadingField(state: state, field: index, denied: denied, began: began, request: request))
      case .referring(let wait):
        referring.append(ReferringField(state: state, field: index, denied: denied, began: began, wait: wait))
      }
    } catch {
      state.columns[index] = Column(.failure(context.presentError(error)))
    }
  }

  /// Asks the loaders for what a field refers to; they are flushed with the wave.
  private mutating func load(_ field: LoadingField) {
    for group in field.request.groups {
      context.loader(group.typeName, in: plan.executable)?.ask(for: group.keys)
      if context.record != nil { asked[group.typeName, default: 0] += group.positions.count }
    }
    loading.append(field)
  }

  private mutating func fail(_ error: GraphQLError, at field: FieldPlan) {
    var error = error
    if error.locations.isEmpty { error.locations = field.locations }
    failure = failure ?? error
  }

  /// Why no further field may run: the operation has failed, the client has gone, or the time is up.
  func stopReason() -> GraphQLError? {
    if let failure { return failure }
    if let deadline = context.deadline, deadline <= .now {
      return GraphQLError("The request took too long and was stopped.", code: .timeout)
    }
    return Task.isCancelled ? GraphQLError("The request was canceled.", code: .timeout) : nil
  }

  /// Stores a column and queues the selections on its objects.
  ///
  /// - Parameter isWhole: whether no part of it is to follow later.
  mutating func set(
    _ state: SelectionState, _ index: Int, _ column: Column, _ denied: DeniedPositions, isWhole: Bool = false
  ) {
    var column = isWhole ? column : first(of: column, state, index)
    denied.apply(to: &column)
    state.columns[index] = column
    guard let objects = column.objects else { return }
    guard state.depth < Self.maxDepth else {
      state.columns[index] = Column(.failure(GraphQLError("Objects nest more than \(Self.maxDepth) levels deep.")))
      return
    }
    let field = state.plan.fields[index]
    let path = context.record == nil ? [] : state.path + [field.responseKey]
    state.children[index] = objects.groups.map { group in
      let type = group.typeName.flatMap { plan.executable.schema.type(named: $0)?.id } ?? field.namedType
      let child = SelectionState(
        plan: field.selection(on: type), batch: group.batch, depth: state.depth + 1, path: path)
      if group.batch.count > 0 { ready.append(child) }
      return child
    }
  }

  // MARK: Waves

  /// Flushes all loaders together, then waits for everything that was begun.
  private mutating func finishWave() async {
    let pending = self.pending
    let loading = self.loading
    self.pending = []
    self.loading = []
    var failures: [String: any Error] = [:]
    let loads = flushLoaders(&failures)
    for field in pending {
      do {
        set(field.state, field.field, try await field.wait(), field.denied)
      } catch {
        field.state.columns[field.field] = Column(.failure(context.presentError(error)))
      }
      note(field.field, of: field.state, since: field.began)
    }
    await resolveReferences()
    let streamed = self.streamed
    self.streamed = []
    for field in streamed { await begin(field) }
    for load in loads {
      do {
        try await load.flush.wait()
      } catch {
        failures[load.typeName] = error
      }
      noteLoader(load.typeName, asked: load.askedCount, fetched: load.flush.keyCount, since: load.began)
    }
    for field in loading {
      if let failure = field.request.groups.lazy.compactMap({ failures[$0.typeName] }).first {
        field.state.columns[field.field] = Column(.failure(context.presentError(failure)))
      } else {
        set(field.state, field.field, field.request.finish(column(of: field.request)), field.denied)
      }
      note(field.field, of: field.state, since: field.began)
    }
  }

  /// Waits for the fields that did not know yet which entities they refer to.
  private mutating func resolveReferences() async {
    let referring = self.referring
    self.referring = []
    for field in referring {
      do {
        let request = try await field.wait()
        load(
          LoadingField(
            state: field.state, field: field.field, denied: field.denied, began: field.began, request: request))
      } catch {
        field.state.columns[field.field] = Column(.failure(context.presentError(error)))
        note(field.field, of: field.state, since: field.began)
      }
    }
  }
}

extension Column {
  /// The objects of the column, whatever lists they are in.
  var objects: ObjectColumn? {
    switch content {
    case .objects(let objects): objects
    case .list(let list): list.inner.objects
    case .leaf, .finished, .failure: nil
    }
  }
}
