// GraphQLEngine: the front door of the engine; the seven stages of a request on one screen.
// Neighbours: transports hand in a `GraphQLRequest` and get response bytes; GraphQLSyntax, GraphQLValidation and
// GraphQLExecution do the stages.
// Invariant: a document is parsed, validated and planned once, however often it comes.

public import GraphQLCaching
public import GraphQLConstraints
public import GraphQLCost
public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax
import GraphQLValidation

/// Answers GraphQL requests over one executable schema.
///
/// `receive` (bytes to request) is the transport's; then `parse`, `validate`, `plan` and `coerce` make a prepared
/// operation, and `execute` and `write` make the response. Transports look at the prepared operation before they run it:
/// a mutation over GET, a subscription without a stream.
public final class Engine: Sendable {
  /// The schema and its resolvers.
  public let executable: ExecutableSchema
  /// The bounds of the work.
  public let configuration: EngineConfiguration
  /// What `@cacheControl` and `@invalidates` say; nil where answers are not cached.
  public let cacheRules: CacheRules?
  /// What `@cost` and `@listSize` say; nil where costs are not told.
  public let costRules: CostRules?
  /// What `@constraint` says; nil where it is not asked.
  public let constraintRules: ConstraintRules?
  let documents: DocumentCache
  private let constants: ConstantResponses
  /// Events of subscriptions pass it on their way to their execution.
  private let events: Turnstile
  private let sharedExecutions: SharedExecutions

  /// - Parameters:
  ///   - cacheRules: the caching rules of the same schema, for servers that cache whole answers.
  ///   - costRules: its weights, for servers that bound or charge what operations cost.
  ///   - constraintRules: its constraints; without them `@constraint` has no effect.
  public init(
    _ executable: ExecutableSchema, configuration: EngineConfiguration = EngineConfiguration(),
    cacheRules: CacheRules? = nil, costRules: CostRules? = nil, constraintRules: ConstraintRules? = nil
  ) {
    self.executable = executable
    self.configuration = configuration
    self.cacheRules = cacheRules
    self.costRules = costRules
    self.constraintRules = constraintRules
    documents = DocumentCache(byteLimit: configuration.documentCacheBytes)
    constants = ConstantResponses(byteLimit: configuration.constantResponseBytes)
    events = Turnstile(limit: configuration.eventsAtOnce)
    sharedExecutions = SharedExecutions(byteLimit: configuration.sharedResponseBytes)
  }

  /// The schema that requests are answered over.
  public var schema: Schema { executable.schema }

  // MARK: The stages

  /// `parse`, `validate`, `plan`, `coerce`: everything that needs no data.
  ///
  /// - Parameters:
  ///   - delivery: how the client takes the parts that `@defer` and `@stream` name.
  ///   - record: what is to hold the steps of this request.
  /// - Returns: the operation, or the request errors of the first stage that has any (specification, section 7.1.2).
  public func prepare(
    _ request: GraphQLRequest, delivery: IncrementalDelivery = .none, record: ExecutionRecord? = nil
  ) -> Result<PreparedOperation, GraphQLErrors> {
    do throws(GraphQLErrors) {
      let document = try document(request, record)
      let operation = try selectOperation(document, request)
      let variables = try record.step("coerce") { () throws(GraphQLErrors) in
        try coerce(document, operation, request)
      }
      let planned = try plan(document, operation, variables, delivery, record)
      try checkExplain(request)
      return .success(
        PreparedOperation(
          plan: planned.plan, variables: variables, cachePolicy: planned.checks.cachePolicy,
          cost: try checkInput(planned, variables), resumeFrom: try resumeFrom(request), record: record))
    } catch {
      return .failure(error)
    }
  }

  /// `execute` and `write`, for queries and mutations. What is to be explained is neither taken from the answers that
  /// are kept, nor kept.
  public func execute(_ operation: PreparedOperation, _ context: ExecutionContext) async -> ExecutionResult {
    let plan = operation.plan
    let isKept = plan.isConstant && context.record?.isExplained != true
    if isKept, let known = constants.find(plan) { return known }
    var result = await Executor.execute(
      plan, root: Batch<Root>([Root()]), variables: operation.variables, context: context)
    if isKept { constants.store(result, of: plan) }
    result.extensions = explanation(of: operation, context.record)
    return result
  }

  /// `execute` and `write` for an operation that `isIncremental`: the first response, and what delivers the others.
  public func executeIncrementally(
    _ operation: PreparedOperation, _ context: ExecutionContext
  ) async -> IncrementalExecution {
    await Executor.executeIncrementally(
      operation.plan, root: Batch<Root>([Root()]), variables: operation.variables, context: context,
      extensions: context.extensions, lastExtensions: { [self] in explanation(of: operation, context.record) })
  }

  /// Opens the source stream of a subscription and maps its events to responses (specification, section 6.2.3).
  ///
  /// - Parameters:
  ///   - sharing: how equal subscriptions share executions; nil where each one executes for itself.
  ///   - makeContext: the context of each event's execution; its error ends the stream.
  public func subscribe(
    _ operation: PreparedOperation, _ context: ExecutionContext, sharing: EventSharing? = nil,
    makeContext: @escaping @Sendable () async throws -> ExecutionContext
  ) async -> Result<ResponseStream, GraphQLErrors> {
    do throws(GraphQLErrors) {
      let source = try await Executor.createSourceEventStream(
        operation.plan, operation.variables, operation.resumeFrom.map(context.resuming) ?? context)
      return .success(
        ResponseStream(
          source: source, operation: operation, turnstile: events, shared: sharedExecutions,
          sharing: mayShare(operation) ? sharing : nil, makeContext: makeContext,
          explain: { [self] in explanation(of: operation, $0) }))
    } catch {
      return .failure(error)
    }
  }

  /// What is to be explained is executed for itself. So are subscriptions with many variables: equal ones are found by
  /// these.
  private func mayShare(_ operation: PreparedOperation) -> Bool {
    operation.record?.isExplained != true && operation.variables.byteCount <= Self.sharedVariableBytesLimit
  }

  // MARK: Parts

  /// `parse` and `validate`, or the cache.
  private func document(
    _ request: GraphQLRequest, _ record: ExecutionRecord?
  ) throws(GraphQLErrors) -> ValidatedDocument {
    guard let source = request.query else {
      throw GraphQLErrors([GraphQLError("The request has no query.", code: .badUserInput)])
    }
    let began = record.moment
    if let known = documents.find(source) {
      if let began { record?.add(.stage("parse"), since: began, isCached: true) }
      return known
    }
    let document: Document
    do throws(GraphQLError) {
      document = try record.step("parse") { () throws(GraphQLError) in
        try Parser.parse(source, limits: configuration.parserLimits)
      }
    } catch {
      throw GraphQLErrors([error])
    }
    let errors = record.step("validate") {
      Validator.validate(schema: schema, document: document, options: configuration.validation)
    }
    guard errors.isEmpty else { throw GraphQLErrors(errors) }
    let validated = ValidatedDocument(document)
    documents.store(validated)
    return validated
  }

  /// Where a client that comes back wants to go on.
  private func resumeFrom(_ request: GraphQLRequest) throws(GraphQLErrors) -> String? {
    switch request.extensions["resumeFrom"] {
    case nil, .null: return nil
    case .string(let position) where (1...Self.positionBytesLimit).contains(position.utf8.count): return position
    default:
      throw GraphQLErrors([
        GraphQLError("\"extensions.resumeFrom\" must be the `eventId` of an event.", code: .badUserInput)
      ])
    }
  }

  private func checkExplain(_ request: GraphQLRequest) throws(GraphQLErrors) {
    switch request.extensions["explain"] {
    case nil, .null, .boolean: return
    default:
      throw GraphQLErrors([GraphQLError("\"extensions.explain\" must be true or false.", code: .badUserInput)])
    }
  }

  private static let positionBytesLimit = 256
  private static let sharedVariableBytesLimit = 4 << 10

  private func selectOperation(
    _ document: ValidatedDocument, _ request: GraphQLRequest
  ) throws(GraphQLErrors) -> NodeID {
    do throws(GraphQLError) {
      return try Planner.selectOperation(document.document, named: request.operationName)
    } catch {
      throw GraphQLErrors([error])
    }
  }

  private func coerce(
    _ document: ValidatedDocument, _ operation: NodeID, _ request: GraphQLRequest
  ) throws(GraphQLErrors) -> VariableValues {
    try VariableValues.coerce(
      schema: schema, document: document.document, operation: operation, inputs: request.variables,
      maxErrors: configuration.maxCoercionErrors, hideSuggestions: !configuration.validation.suggestions
    ).get()
  }

  private func plan(
    _ document: ValidatedDocument, _ operation: NodeID, _ variables: VariableValues, _ delivery: IncrementalDelivery,
    _ record: ExecutionRecord?
  ) throws(GraphQLErrors) -> PlannedOperation {
    do throws(GraphQLError) {
      return try document.plan(
        operation, variables, delivery, planner: Planner(executable), record: record, makeChecks: makeChecks)
    } catch {
      throw GraphQLErrors([error])
    }
  }
}
