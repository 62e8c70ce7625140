import GraphQLExecution
import GraphQLSyntax
import Synchronization

/// A document that passed validation, with the plans of its operations.
final class ValidatedDocument: Sendable {
  let document: Document
  /// The variables that conditions use: plans are told apart by their values.
  let conditionVariables: [String]

  private struct PlanKey: Hashable {
    let operation: NodeID
    let conditions: PlanConditions
  }

  /// A document has few operations and conditions; one that has many is planned anew now and then.
  private static let planLimit = 64
  private let plans = Mutex<[PlanKey: OperationPlan]>([:])

  init(_ document: Document) {
    self.document = document
    conditionVariables = Planner.conditionVariables(document)
  }

  func plan(
    _ operation: NodeID, conditions: PlanConditions, planner: Planner
  ) throws(GraphQLError) -> OperationPlan {
    let key = PlanKey(operation: operation, conditions: conditions)
    if let known = plans.withLock({ $0[key] }) { return known }
    let plan = try planner.plan(document, operation: operation, conditions: conditions)
    plans.withLock { plans in
      if plans.count >= Self.planLimit { plans = [:] }
      plans[key] = plan
    }
    return plan
  }
}

/// Validated documents by their bytes, bounded in bytes.
///
/// Two generations stand in for a list in order of use: what is used moves to the young one; when that is full, it
/// becomes the old one, and what was only in the old one is forgotten.
final class DocumentCache: Sendable {
  private struct State {
    var young: [[UInt8]: ValidatedDocument] = [:]
    var old: [[UInt8]: ValidatedDocument] = [:]
    var youngBytes = 0
  }

  /// The tree and the plans of a document take several times the bytes of its text.
  private static let bytesPerSourceByte = 16

  private let byteLimit: Int
  private let state = Mutex(State())

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  func find(_ source: [UInt8]) -> ValidatedDocument? {
    state.withLock { state in
      if let document = state.young[source] { return document }
      guard let document = state.old[source] else { return nil }
      add(document, to: &state)
      return document
    }
  }

  func store(_ document: ValidatedDocument) {
    state.withLock { add(document, to: &$0) }
  }

  private func add(_ document: ValidatedDocument, to state: inout State) {
    let source = document.document.source
    let bytes = source.count * Self.bytesPerSourceByte
    guard bytes <= byteLimit / 2 else { return }
    if state.youngBytes + bytes > byteLimit / 2 {
      state.old = state.young
      state.young = [:]
      state.youngBytes = 0
    }
    if state.young.updateValue(document, forKey: source) == nil { state.youngBytes += bytes }
  }
}
