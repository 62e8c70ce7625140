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
  /// Why the whole operation fails: a guard refused a field that must not be answered around.
  var failure: GraphQLError?

  private struct PendingField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
    let wait: @Sendable () async throws -> Column
  }

  private struct LoadingField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
    let request: LoadRequest
  }

  private struct ReferringField {
    let state: SelectionState
    let field: Int
    let denied: DeniedPositions
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
  ///   - extensions: what the response's `extensions` hold.
  public static func execute(
    _ plan: OperationPlan, root: any AnyBatch, variables: VariableValues, context: ExecutionContext,
    extensions: JSONObject = JSONObject()
  ) async -> ExecutionResult {
    let state = await run(plan, root: root, variables: variables, context: context)
    return ResponseWriter.write(state, of: plan, extensions: extensions)
  }

  /// Executes the root selection of a plan and all below it.
  static func run(
    _ plan: OperationPlan, root: any AnyBatch, variables: VariableValues, context: ExecutionContext
  ) async -> SelectionState {
    var executor = Executor(plan: plan, variables: variables, context: context)
    let state = SelectionState(plan: plan.root, batch: root)
    if plan.operationType == .mutation {
      await executor.runSerially(state)
    } else {
      await executor.runAll(below: state)
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
        streamed.append(StreamedField(state: state, field: index, source: source, initialCount: initialCount))
        return
      }
      switch try resolver.resolve(state.batch, arguments.typed, field.selected, context) {
      case .ready(let column): set(state, index, column, denied)
      case .pending(let wait):
        pending.append(PendingField(state: state, field: index, denied: denied, wait: wait))
      case .loading(let request): load(LoadingField(state: state, field: index, denied: denied, request: request))
      case .referring(let wait):
        referring.append(ReferringField(state: state, field: index, denied: denied, wait: wait))
      }
    } catch {
      state.columns[index] = Column(.failure(context.presentError(error)))
    }
  }

  /// Asks the loaders for what a field refers to; they are flushed with the wave.
  private mutating func load(_ field: LoadingField) {
    for group in field.request.groups { context.loader(group.typeName, in: plan.executable)?.ask(for: group.keys) }
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
    state.children[index] = objects.groups.map { group in
      let type = group.typeName.flatMap { plan.executable.schema.type(named: $0)?.id } ?? field.namedType
      let child = SelectionState(plan: field.selection(on: type), batch: group.batch, depth: state.depth + 1)
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
    var waits: [(typeName: String, wait: @Sendable () async throws -> Void)] = []
    var failures: [String: any Error] = [:]
    for (typeName, loader) in context.activeLoaders {
      do {
        let selected = plan.executable.schema.type(named: typeName).map { plan.selected(ofType: $0.id) } ?? .all
        if let wait = try loader.flush(selected, context) { waits.append((typeName, wait)) }
      } catch {
        failures[typeName] = error
      }
    }
    for field in pending {
      do {
        set(field.state, field.field, try await field.wait(), field.denied)
      } catch {
        field.state.columns[field.field] = Column(.failure(context.presentError(error)))
      }
    }
    let referring = self.referring
    self.referring = []
    for field in referring {
      do {
        load(
          LoadingField(
            state: field.state, field: field.field, denied: field.denied, request: try await field.wait()))
      } catch {
        field.state.columns[field.field] = Column(.failure(context.presentError(error)))
      }
    }
    let streamed = self.streamed
    self.streamed = []
    for field in streamed { await begin(field) }
    for (typeName, wait) in waits {
      do {
        try await wait()
      } catch {
        failures[typeName] = error
      }
    }
    for field in loading {
      if let failure = field.request.groups.lazy.compactMap({ failures[$0.typeName] }).first {
        field.state.columns[field.field] = Column(.failure(context.presentError(failure)))
      } else {
        set(field.state, field.field, field.request.finish(column(of: field.request)), field.denied)
      }
    }
  }

  /// The objects that a request asked for, now that they are loaded.
  private func column(of request: LoadRequest) -> Column {
    if request.groups.count == 1, request.groups[0].positions.count == request.count {
      let group = request.groups[0]
      guard let loader = context.loader(group.typeName, in: plan.executable) else { return unloadable(group.typeName) }
      let loaded = loader.batch(of: group.keys)
      return Column(.objects(ObjectColumn(loaded.batch, typeName: group.typeName, rows: loaded.rows)))
    }
    var rows = [Int32](repeating: -1, count: request.count)
    var groupOfPosition = [UInt16](repeating: 0, count: request.count)
    var groups: [ObjectColumn.Group] = []
    for group in request.groups {
      guard let loader = context.loader(group.typeName, in: plan.executable) else { return unloadable(group.typeName) }
      let loaded = loader.batch(of: group.keys)
      for (index, position) in group.positions.enumerated() {
        rows[Int(position)] = loaded.rows[index]
        groupOfPosition[Int(position)] = UInt16(truncatingIfNeeded: groups.count)
      }
      groups.append(ObjectColumn.Group(typeName: group.typeName, batch: loaded.batch))
    }
    return Column(.objects(ObjectColumn(groups: groups, groupOfPosition: groupOfPosition, rows: rows)))
  }

  private func unloadable(_ typeName: String) -> Column {
    Column(.failure(GraphQLError("Type \(typeName) cannot be loaded by key.", code: .internalError)))
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
