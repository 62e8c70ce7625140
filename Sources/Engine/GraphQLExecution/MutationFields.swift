import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// What one root field of a mutation came to, with all below it.
public struct FieldOutcome: Sendable {
  /// The JSON of the field's value; nil where a null reached the field and it must not be null, so that `data` is null.
  public let value: [UInt8]?
  /// What failed, with paths from the root.
  public let errors: [GraphQLError]
  /// Whether the whole operation fails with the first error: a guard refused what must not be answered around.
  public let failsOperation: Bool

  /// An outcome, such as one that was stored before.
  public init(value: [UInt8]?, errors: [GraphQLError], failsOperation: Bool = false) {
    self.value = value
    self.errors = errors
    self.failsOperation = failsOperation
  }
}

/// Runs root fields of mutations in a way of its own: in a transaction, or not at all where the outcome is known.
public protocol MutationFieldRunner: Sendable {
  /// Whether it may have to do with a field of this mutation. Nothing of such an operation is delivered later.
  func concerns(_ operation: OperationPlan) -> Bool

  /// Answers for one field, when its turn has come.
  ///
  /// - Parameter execute: executes the field and everything below it in a context, which is a fork of `context`. It may
  ///   be called again when what the first call did was undone.
  /// - Returns: the outcome; nil leaves the field to the usual way. Nothing must have been executed then.
  /// - Throws: why the field failed.
  func run(
    _ field: MutationField, _ context: ExecutionContext, _ execute: (ExecutionContext) async -> FieldOutcome
  ) async throws -> FieldOutcome?
}

/// One root field of a mutation, whose turn has come.
public struct MutationField: Sendable {
  /// The mutation it belongs to.
  public let operation: OperationPlan
  /// The coerced values of the operation's variables.
  public let variables: VariableValues
  let plan: FieldPlan

  /// Its name in the schema.
  public var name: String { plan.definition.name }

  /// Its name in the response.
  public var responseKey: String { plan.responseKey }

  /// The arguments of a directive, one list for each place where the field carries it: it may stand in the document
  /// several times.
  ///
  /// - Throws: for values that the arguments' types do not accept.
  public func arguments(ofDirective name: String) throws(GraphQLError) -> [[InputValue?]] {
    guard let definition = operation.executable.schema.directive(named: name) else { return [] }
    var arguments: [[InputValue?]] = []
    for directive in plan.directives(named: name) {
      arguments.append(
        try ArgumentValues.coerceArgumentValues(
          schema: operation.executable.schema, definitions: definition.arguments, document: operation.document,
          node: directive, variables: variables))
    }
    return arguments
  }
}

extension OperationPlan {
  /// Whether a field at the root carries a directive.
  public func hasRootField(withDirective name: String) -> Bool {
    root.fields.contains { !$0.directives(named: name).isEmpty }
  }
}

extension FieldPlan {
  fileprivate func directives(named name: String) -> [NodeID] {
    let document = compiler.document
    return occurrences.flatMap { occurrence in
      document.directives(occurrence.node).filter { document.name($0).utf8.elementsEqual(name.utf8) }
    }
  }
}

extension ExecutionContext {
  /// Who runs fields of an operation in a way of their own.
  func runner(of plan: OperationPlan) -> (any MutationFieldRunner)? {
    guard plan.operationType == .mutation, let runner = mutationFieldRunner, runner.concerns(plan) else { return nil }
    return runner
  }
}

extension Executor {
  /// Lets a runner answer for a root field.
  ///
  /// - Returns: false where it leaves the field to the usual way.
  mutating func run(_ state: SelectionState, _ index: Int, by runner: any MutationFieldRunner) async -> Bool {
    let field = state.plan.fields[index]
    guard case .resolve = field.action, stopReason() == nil else { return false }
    let began = context.record.moment
    do {
      let mutation = MutationField(operation: plan, variables: variables, plan: field)
      let executor = self
      let outcome = try await runner.run(mutation, context) { await executor.execute(index, of: state, in: $0) }
      guard let outcome else { return false }
      if outcome.failsOperation { failure = outcome.errors.first }
      state.columns[index] = Column(.finished(outcome))
    } catch {
      state.columns[index] = Column(.failure(context.presentError(error)))
    }
    note(index, of: state, since: began)
    return true
  }

  /// Executes one field apart from the others.
  private func execute(_ index: Int, of state: SelectionState, in context: ExecutionContext) async -> FieldOutcome {
    let attempt = SelectionState(plan: state.plan, batch: state.batch)
    var executor = Executor(plan: plan, variables: variables, context: context)
    executor.isWithinRunner = true
    await executor.runField(attempt, index)
    if let failure = executor.failure { return FieldOutcome(value: nil, errors: [failure], failsOperation: true) }
    return ResponseWriter.outcome(of: index, in: attempt)
  }
}

extension ResponseWriter {
  /// Writes one field of the root alone.
  fileprivate static func outcome(of index: Int, in root: SelectionState) -> FieldOutcome {
    var writer = ResponseWriter(capacity: 512)
    let isWritten = writer.writeGeneral(SelectionLayout(root), index, 0)
    let errors = writer.errors
    return FieldOutcome(value: isWritten ? writer.json.finish() : nil, errors: errors)
  }

  /// Answers false where `data` must become null.
  mutating func writeFinished(_ outcome: FieldOutcome) -> Bool {
    errors += outcome.errors
    guard let value = outcome.value else { return false }
    json.raw(value)
    return true
  }
}
