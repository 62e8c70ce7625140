public import GraphQLJSON
public import GraphQLSyntax
import Synchronization

/// What every resolver of one execution shares: the application's request, the deadline, the loaders.
public final class ExecutionContext: Sendable {
  /// The application's own context: viewer, database session. Applications add typed accessors.
  public let application: any Sendable
  /// Where tasks of this execution run; nil for the default executor.
  public let executor: (any TaskExecutor)?
  /// When the work must have ended.
  public let deadline: ContinuousClock.Instant?
  /// The position behind which a subscription goes on; nil where it begins. Sources that keep their events honour it.
  public let resumeFrom: String?
  /// Members of `extensions` of a response that belongs to this execution alone: of an event, and of the first response
  /// of which parts follow. Other responses may be kept for others, so that whoever sends one adds them to it.
  public let extensions: JSONObject
  /// Who runs root fields of mutations in a way of their own; nil where all are run alike.
  public let mutationFieldRunner: (any MutationFieldRunner)?
  /// What holds the steps of the execution; nil where nobody wants to know them.
  public let record: ExecutionRecord?
  /// Turns errors of resolvers into what clients may see.
  let presentError: @Sendable (any Error) -> GraphQLError

  private let loaderStates = Mutex<[String: any LoaderState]>([:])
  private let primed = Mutex<[String: [any Sendable]]>([:])

  /// A context for one execution; without arguments, one that knows nothing and has no deadline.
  public init(
    application: any Sendable = (), executor: (any TaskExecutor)? = nil, deadline: ContinuousClock.Instant? = nil,
    resumeFrom: String? = nil, extensions: JSONObject = JSONObject(),
    mutationFieldRunner: (any MutationFieldRunner)? = nil, record: ExecutionRecord? = nil,
    presentError: @escaping @Sendable (any Error) -> GraphQLError = ExecutionContext.maskError
  ) {
    self.application = application
    self.executor = executor
    self.deadline = deadline
    self.resumeFrom = resumeFrom
    self.extensions = extensions
    self.mutationFieldRunner = mutationFieldRunner
    self.record = record
    self.presentError = presentError
  }

  /// A context for a part of the same response: the same but for the loaders.
  ///
  /// - Parameter application: what the application knows in that part; nil for the same as here.
  public func fork(application: (any Sendable)? = nil) -> ExecutionContext {
    ExecutionContext(
      application: application ?? self.application, executor: executor, deadline: deadline, record: record,
      presentError: presentError)
  }

  /// The same context for a subscription that goes on behind a position.
  public func resuming(from position: String) -> ExecutionContext {
    ExecutionContext(
      application: application, executor: executor, deadline: deadline, resumeFrom: position, extensions: extensions,
      mutationFieldRunner: mutationFieldRunner, record: record, presentError: presentError)
  }

  /// Shows GraphQL errors as they are, says what was canceled, and hides all others.
  public static func maskError(_ error: any Error) -> GraphQLError {
    if let error = error as? GraphQLError { return error }
    if error is CancellationError { return GraphQLError("The request was canceled.", code: .timeout) }
    return GraphQLError("Internal server error.", code: .internalError)
  }

  /// The state of a type's loader in this execution.
  func loader(_ typeName: String, in schema: ExecutableSchema) -> (any LoaderState)? {
    let state = loaderStates.withLock { states in
      if let state = states[typeName] { return state as (any LoaderState)? }
      let state = schema.loaders[typeName]?.makeState()
      states[typeName] = state
      return state
    }
    for entities in primed.withLock({ $0.removeValue(forKey: typeName) }) ?? [] { state?.prime(entities) }
    return state
  }

  /// Hands over entities that came along with something else, so that their loader need not fetch them.
  ///
  /// They must be what the loader would answer: all that is selected of them, and only what the viewer may see.
  ///
  /// - Parameter typeName: the entities' type, whose loader has the same types of keys and sources.
  public func prime<Key, Source>(_ typeName: String, _ entities: LoadedEntities<Key, Source>) {
    primed.withLock { $0[typeName, default: []].append(entities) }
  }

  /// The loaders that were used so far, in a fixed order.
  var activeLoaders: [(typeName: String, state: any LoaderState)] {
    loaderStates.withLock { states in states.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }

  /// Makes loaders forget everything: the next root field of a mutation must see what this one changed.
  func clearLoaders() {
    loaderStates.withLock { $0 = [:] }
    primed.withLock { $0 = [:] }
  }
}
