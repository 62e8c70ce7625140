public import GraphQLCaching
import GraphQLExecution
import GraphQLSyntax
import Synchronization

/// A document that passed validation, with the plans of its operations.
final class ValidatedDocument: Sendable {
  let document: Document
  /// The variables that conditions use: plans are told apart by their values.
  let conditionVariables: [String]
  /// Whether it has a `@defer` or `@stream`.
  private let isIncremental: Bool

  private struct PlanKey: Hashable {
    let operation: NodeID
    let conditions: PlanConditions
    let delivery: IncrementalDelivery
  }

  /// A document has few operations and conditions; one that has many is planned anew now and then.
  private static let planLimit = 64
  private let plans = Mutex<[PlanKey: PlannedOperation]>([:])

  init(_ document: Document) {
    self.document = document
    conditionVariables = Planner.conditionVariables(document)
    isIncremental = Planner.isIncremental(document)
  }

  func plan(
    _ operation: NodeID, _ variables: VariableValues, _ delivery: IncrementalDelivery, planner: Planner,
    record: ExecutionRecord?, makeChecks: (Document, NodeID, VariableValues) -> PlanChecks
  ) throws(GraphQLError) -> PlannedOperation {
    let conditions = Planner.conditions(conditionVariables, variables)
    let delivery = isIncremental && document.operationType(operation) != .subscription ? delivery : .none
    let key = PlanKey(operation: operation, conditions: conditions, delivery: delivery)
    let began = record.moment
    if let known = plans.withLock({ $0[key] }) {
      if let began { record?.add(.stage("plan"), since: began, isCached: true) }
      return known
    }
    let planned = try record.step("plan") { () throws(GraphQLError) in
      PlannedOperation(
        plan: try planner.plan(document, operation: operation, conditions: conditions, delivery: delivery),
        checks: makeChecks(document, operation, variables))
    }
    return plans.withLock { plans in
      // Two requests may plan at the same time; one plan must have one policy.
      if let known = plans[key] { return known }
      if plans.count >= Self.planLimit { plans = [:] }
      plans[key] = planned
      return planned
    }
  }
}

/// A plan, and what is known of it.
struct PlannedOperation: Sendable {
  let plan: OperationPlan
  let checks: PlanChecks
}

extension Engine {
  /// How often a document was known, and how often it had to be parsed and validated.
  public var documentCounts: CacheCounts { documents.counts }
}

/// Validated documents by their bytes, bounded in bytes.
final class DocumentCache: Sendable {
  private struct Key: Hashable {
    let source: [UInt8]

    func hash(into hasher: inout Hasher) { hasher.combine(words: source) }
  }

  /// The tree and the plans of a document take several times the bytes of its text.
  private static let bytesPerSourceByte = 16

  private struct State {
    var documents: GenerationalCache<Key, ValidatedDocument>
    var counts = CacheCounts()
  }

  private let state: Mutex<State>

  init(byteLimit: Int) { state = Mutex(State(documents: GenerationalCache(byteLimit: byteLimit))) }

  var counts: CacheCounts { state.withLock { $0.counts } }

  func find(_ source: [UInt8]) -> ValidatedDocument? {
    state.withLock { state in
      let found = state.documents.find(Key(source: source))
      if found == nil { state.counts.misses += 1 } else { state.counts.hits += 1 }
      return found
    }
  }

  func store(_ document: ValidatedDocument) {
    let source = document.document.source
    state.withLock {
      $0.documents.insert(document, for: Key(source: source), bytes: source.count * Self.bytesPerSourceByte)
    }
  }
}
