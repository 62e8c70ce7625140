public import GraphQLSyntax
import Synchronization

/// What became of one request, step by step: for those who explain or trace it. Requests without one pay nothing.
///
/// Steps are added when they end, from any thread. There are no more of them than the limit; the others are counted.
public final class ExecutionRecord: Sendable {
  /// One step and when it was taken.
  public struct Step: Sendable {
    /// What was done.
    public enum Kind: Sendable {
      /// A stage of the engine, by its name.
      case stage(String)
      /// A field was resolved for a batch of parents.
      case field(FieldStep)
      /// A loader fetched entities of a type by their keys.
      case loader(typeName: String, askedCount: Int, distinctCount: Int)
    }

    /// What it was.
    public let kind: Kind
    /// When it began.
    public let began: ContinuousClock.Instant
    /// When it was over.
    public let ended: ContinuousClock.Instant
    /// Whether its outcome was known from an earlier request.
    public let isCached: Bool
  }

  /// A field and its batch.
  public struct FieldStep: Sendable {
    /// The response keys from the root to the field, without positions in lists.
    public let path: [String]
    /// `Type.field` (specification, section 2.13).
    public let coordinate: String
    /// For how many objects it was resolved at once.
    public let parentCount: Int

    /// A field with the batch that it was resolved for.
    public init(path: [String], coordinate: String, parentCount: Int) {
      self.path = path
      self.coordinate = coordinate
      self.parentCount = parentCount
    }
  }

  /// Runs executions of the request; see `init`.
  public typealias Surrounding = @Sendable (_ execution: () async -> Void) async -> Void

  /// What data sources were asked, in the order of their asking, and how many more there were than were noted.
  public typealias Statements = (noted: [Statement], omittedCount: Int)

  /// When the request came.
  public let began: ContinuousClock.Instant
  /// Whether the answer is to tell what is in here.
  public let isExplained: Bool
  private let whenExecuted: (@Sendable (ExecutionRecord, [GraphQLError]) -> Void)?
  private let makeStatements: @Sendable () -> Statements
  private let surround: Surrounding?
  private let stepLimit: Int
  private let recorded = Mutex(Recorded())

  private struct Recorded {
    var steps: [Step] = []
    var stageCount = 0
    var omittedCount = 0
  }

  /// An empty record.
  ///
  /// - Parameters:
  ///   - isExplained: whether the answer is to tell what is in here.
  ///   - whenExecuted: called behind the execution of an event, with the errors of its response.
  ///   - stepLimit: how many fields and loaders are noted. The stages have room of their own, since some come last.
  ///   - statements: tells what data sources were asked for the request so far.
  ///   - surround: called with each execution, which it runs once: to set task-local values that resolvers find.
  public init(
    began: ContinuousClock.Instant = .now, isExplained: Bool = false,
    whenExecuted: (@Sendable (ExecutionRecord, [GraphQLError]) -> Void)? = nil, stepLimit: Int = 1_000,
    statements: @escaping @Sendable () -> Statements = { ([], 0) }, surround: Surrounding? = nil
  ) {
    self.began = began
    self.isExplained = isExplained
    self.whenExecuted = whenExecuted
    self.stepLimit = stepLimit
    makeStatements = statements
    self.surround = surround
  }

  /// The steps that have ended so far, in the order of their ends.
  public var steps: [Step] { recorded.withLock { $0.steps } }

  /// How many steps are not among them, because there were too many.
  public var omittedCount: Int { recorded.withLock { $0.omittedCount } }

  /// What data sources were asked so far.
  public var statements: Statements { makeStatements() }

  private static let stageLimit = 100

  /// Adds a step that ends now, unless said otherwise.
  public func add(
    _ kind: Step.Kind, since began: ContinuousClock.Instant, until ended: ContinuousClock.Instant = .now,
    isCached: Bool = false
  ) {
    recorded.withLock { recorded in
      let isStage = if case .stage = kind { true } else { false }
      let count = isStage ? recorded.stageCount : recorded.steps.count - recorded.stageCount
      guard count < (isStage ? Self.stageLimit : stepLimit) else {
        recorded.omittedCount += 1
        return
      }
      recorded.stageCount += isStage ? 1 : 0
      recorded.steps.append(Step(kind: kind, began: began, ended: ended, isCached: isCached))
    }
  }

  /// Tells whoever wants the record that an event has been executed.
  public func noteExecuted(_ errors: [GraphQLError]) { whenExecuted?(self, errors) }

  /// Runs an execution as whoever wants the record wants it.
  func run(_ execution: () async -> Void) async {
    guard let surround else { return await execution() }
    await surround(execution)
  }
}

extension ExecutionRecord {
  /// What a data source was asked: a statement of a database, for example. It has no values in it.
  public struct Statement: Sendable {
    /// What those who wrote it call it.
    public let name: String
    /// Its text, with placeholders.
    public let text: String
    /// Which server answers it.
    public let server: String
    /// When it was handed over.
    public let began: ContinuousClock.Instant
    /// Nil while it runs.
    public let ended: ContinuousClock.Instant?
    /// How many rows it answered or changed; nil where it has not succeeded.
    public let rowCount: Int?
    /// The code of its failure.
    public let error: String?

    /// A statement, as far as it has come.
    public init(
      name: String, text: String, server: String, began: ContinuousClock.Instant, ended: ContinuousClock.Instant?,
      rowCount: Int?, error: String?
    ) {
      self.name = name
      self.text = text
      self.server = server
      self.began = began
      self.ended = ended
      self.rowCount = rowCount
      self.error = error
    }
  }
}

extension ExecutionRecord? {
  /// The moment at which something begins that is to be noted; nil without a record.
  public var moment: ContinuousClock.Instant? { self == nil ? nil : .now }

  /// Takes a step, and notes it as a stage if there is a record.
  public func step<Value, Failure>(_ stage: String, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    guard let self else { return try body() }
    let began = ContinuousClock.now
    defer { self.add(.stage(stage), since: began) }
    return try body()
  }

  /// Runs an execution, within what surrounds those of the record.
  func surrounding<Value>(_ execution: () async -> Value) async -> Value {
    guard let self else { return await execution() }
    var value: Value?
    await self.run { value = await execution() }
    guard let value else { preconditionFailure("an execution was not run") }
    return value
  }
}
