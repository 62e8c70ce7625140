import GraphQLSyntax

/// What the executor notes of its fields and loaders, where somebody wants to know.
///
/// A field is noted once for its batch, however large that is. Most fields are columns of their parents' rows, and there
/// is nothing to tell of them: noted are those at the root, those that waited for something, and those that took long.
/// What waited has ended when its column was taken in; columns of a wave are taken in one after the other.
extension Executor {
  /// From then on a field that waited for nothing is noted all the same.
  private static let noteworthyDuration = Duration.milliseconds(1)

  /// Notes a field that waited.
  func note(_ index: Int, of state: SelectionState, since began: ContinuousClock.Instant?) {
    guard let record = context.record, let began, !(isWithinRunner && state.path.isEmpty) else { return }
    let field = state.plan.fields[index]
    record.add(field.step(under: state.path, parentCount: state.batch.count), since: began)
  }

  /// Notes a field that was answered at once, if that is worth a line.
  func noteIfAnswered(_ index: Int, of state: SelectionState, since began: ContinuousClock.Instant) {
    guard state.columns[index] != nil,
      state.path.isEmpty || ContinuousClock.now - began >= Self.noteworthyDuration
    else { return }
    note(index, of: state, since: began)
  }

  /// Notes what a loader was asked, and what of that it had to fetch.
  func noteLoader(_ typeName: String, asked: Int, fetched: Int, since began: ContinuousClock.Instant?) {
    guard let record = context.record, let began else { return }
    record.add(.loader(typeName: typeName, askedCount: asked, distinctCount: fetched), since: began)
  }

  /// Executes within what surrounds executions of the record, and notes that as a stage.
  mutating func recorded(_ work: (inout Executor) async -> Void) async {
    guard let record = context.record else { return await work(&self) }
    let began = ContinuousClock.now
    var executor = self
    await record.run { await work(&executor) }
    self = executor
    record.add(.stage("execute"), since: began)
  }
}

extension FieldPlan {
  func step(under path: [String], parentCount: Int) -> ExecutionRecord.Step.Kind {
    .field(
      ExecutionRecord.FieldStep(path: path + [responseKey], coordinate: coordinate, parentCount: parentCount))
  }
}

extension [PathElement] {
  /// The response keys, without positions in lists.
  var keys: [String] {
    compactMap { element in
      if case .key(let key) = element { key } else { nil }
    }
  }
}
