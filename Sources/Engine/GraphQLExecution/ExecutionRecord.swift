import Synchronization

/// What became of one request, step by step: for those who explain or trace it. Requests without one pay nothing.
///
/// Steps are added when they end, from any thread.
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

    public let kind: Kind
    public let began: ContinuousClock.Instant
    public let ended: ContinuousClock.Instant
  }

  /// A field and its batch.
  public struct FieldStep: Sendable {
    /// The response keys from the root to the field, without positions in lists.
    public let path: [String]
    /// `Type.field` (specification, section 2.13).
    public let coordinate: String
    /// For how many objects it was resolved at once.
    public let parentCount: Int

    public init(path: [String], coordinate: String, parentCount: Int) {
      self.path = path
      self.coordinate = coordinate
      self.parentCount = parentCount
    }
  }

  /// When the request came.
  public let began: ContinuousClock.Instant
  private let recorded = Mutex<[Step]>([])

  public init(began: ContinuousClock.Instant = .now) { self.began = began }

  /// The steps that have ended so far, in the order of their ends.
  public var steps: [Step] { recorded.withLock { $0 } }

  /// Adds a step that ends now, unless said otherwise.
  public func add(_ kind: Step.Kind, since began: ContinuousClock.Instant, until ended: ContinuousClock.Instant = .now)
  {
    recorded.withLock { $0.append(Step(kind: kind, began: began, ended: ended)) }
  }
}

extension ExecutionRecord? {
  /// Takes a step, and notes it as a stage if there is a record.
  public func step<Value, Failure>(_ stage: String, _ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    guard let self else { return try body() }
    let began = ContinuousClock.now
    defer { self.add(.stage(stage), since: began) }
    return try body()
  }
}
