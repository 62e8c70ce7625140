public import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

extension Executor {
  /// Executes the first response of a plan; what follows is for the `IncrementalExecution` to deliver.
  ///
  /// - Parameters:
  ///   - extensions: what the `extensions` of the first response hold.
  ///   - lastExtensions: what those of the last one hold besides, which may be the first; asked when it is written.
  public static func executeIncrementally(
    _ plan: OperationPlan, root: any AnyBatch, variables: VariableValues, context: ExecutionContext,
    extensions: JSONObject = JSONObject(),
    lastExtensions: @escaping @Sendable () -> JSONObject = { JSONObject() }
  ) async -> IncrementalExecution {
    // What is answered again later must be whole.
    let plan = context.runner(of: plan) == nil ? plan : plan.undivided
    let state = await run(plan, root: root, variables: variables, context: context)
    var deliveries = Deliveries(shape: plan.delivery)
    let initial = ResponseWriter.write(state, of: plan, record: context.record) { isWhole in
      isWhole ? JSONObject(extensions.members + lastExtensions().members) : extensions
    } close: { encounters, json in
      deliveries.begin(encounters.works(), closing: &json)
    }
    return IncrementalExecution(
      initial: initial, deliveries: deliveries, lastExtensions: lastExtensions, plan: plan, variables: variables,
      context: context)
  }

  /// Executes deferred fields for all objects of their batch.
  static func execute(
    _ work: DeferredFields, _ plan: OperationPlan, _ variables: VariableValues, _ context: ExecutionContext
  ) async -> (parts: [FieldsPart], later: [LaterWork]) {
    let path = context.record == nil ? [] : work.places.first?.path.keys ?? []
    let state = SelectionState(plan: work.selection, batch: work.batch, depth: work.depth, path: path)
    var executor = Executor(plan: plan, variables: variables, context: context)
    await executor.recorded { await $0.runAll(below: state) }
    state.failure = executor.failure
    return context.record.step("write") { ResponseWriter.write(state, at: work.places) }
  }

  /// Executes the selection on streamed items: on those that are there, or else on the next that the source gives.
  ///
  /// - Returns: besides, what still follows; nil when the lists are complete.
  static func execute(
    _ work: StreamedItems, _ plan: OperationPlan, _ variables: VariableValues, _ context: ExecutionContext
  ) async -> (parts: [ItemsPart], next: StreamedItems?, later: [LaterWork]) {
    var items = work.items
    let path = context.record == nil ? [] : Array((work.places.first?.path.keys ?? []).dropLast())
    if items == nil, let source = work.source {
      let began = context.record.moment
      defer {
        if let began { context.record?.add(work.field.step(under: path, parentCount: 1), since: began) }
      }
      do {
        items = try await source.next(1).map { ListColumn(offsets: [0, Int32($0.count)], inner: $0.items) }
      } catch {
        return ([work.failed(context.presentError(error), at: work.places[0])], nil, [])
      }
    }
    guard let items else { return (work.places.map { ItemsPart(place: $0) }, nil, []) }
    let plans = SelectionPlan(type: work.field.parentType, fields: [work.field])
    let lists = Batch<Root>([Root](repeating: Root(), count: items.offsets.count - 1))
    let state = SelectionState(plan: plans, batch: lists, depth: work.depth, path: path)
    var executor = Executor(plan: plan, variables: variables, context: context)
    await executor.recorded { await $0.complete(state, Column(.list(items))) }
    if let failure = executor.failure { return (work.places.map { work.failed(failure, at: $0) }, nil, []) }
    let written = context.record.step("write") { ResponseWriter.write(items, of: state, at: work.places) }
    let isBroken = written.parts.contains { $0.failure != nil }
    return (written.parts, isBroken ? nil : work.next(after: items), written.later)
  }
}

extension StreamedItems {
  /// What follows when these items have been delivered.
  fileprivate func next(after items: ListColumn) -> StreamedItems? {
    guard let source, let place = places.first else { return nil }
    let count = Int(items.offsets[place.position + 1] - items.offsets[place.position])
    let next = Place(
      position: place.position, path: place.path, group: place.group, nextIndex: place.nextIndex + count)
    return StreamedItems(field: field, depth: depth, places: [next], items: nil, source: source)
  }

  fileprivate func failed(_ error: GraphQLError, at place: Place) -> ItemsPart {
    var error = error
    if error.locations.isEmpty { error.locations = field.locations }
    if error.path == nil { error.path = place.path }
    return ItemsPart(place: place, failure: [error])
  }
}
