import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax
import Synchronization

/// One operation, compiled: which fields of which types, under which response keys, by which resolvers.
///
/// A plan knows everything but values. It is specialised for the values of the variables that `@skip` and `@include`
/// use, so that execution has no conditions, and it grows lazily: the selection of a concrete type is compiled when an
/// object of that type first appears.
public final class OperationPlan: Sendable {
  /// Whether it is a query, a mutation or a subscription.
  public let operationType: OperationType
  /// The document that the operation stands in.
  public let document: Document
  /// The operation in its document.
  public let operation: NodeID
  /// The schema and resolvers that it was planned for.
  public let executable: ExecutableSchema
  /// What is selected on the root type.
  public let root: SelectionPlan
  /// How parts that `@defer` and `@stream` name are delivered.
  public let delivery: IncrementalDelivery
  /// Whether the operation asks about the schema alone and has no variables, so that its answer is always the same.
  public let isConstant: Bool
  /// The values of the variables used by `@skip` and `@include`.
  let conditions: PlanConditions
  private let selectedOfType = Mutex<[TypeID: Selected]>([:])
  /// The size of the last response, in bytes: the next one is likely to be as long.
  let responseBytes = Atomic<Int>(0)

  init(
    executable: ExecutableSchema, document: Document, operation: NodeID, rootType: TypeID, conditions: PlanConditions,
    delivery: IncrementalDelivery
  ) {
    self.executable = executable
    self.document = document
    self.operation = operation
    self.conditions = conditions
    operationType = document.operationType(operation)
    self.delivery = delivery
    let compiler = SelectionCompiler(
      executable: executable, document: document, conditions: conditions, delivery: delivery)
    root = compiler.compile(
      type: rootType, selectionSets: document.selectionSet(operation).map { [Occurrence(node: $0)] } ?? [])
    isConstant =
      operationType == .query && delivery == .none && root.fault == nil
      && document.variableDefinitions(operation).isEmpty
      && root.fields.allSatisfy { $0.definition.name.hasPrefix("__") }
  }

  /// - Parameter root: which of the root fields are kept.
  private init(_ whole: OperationPlan, root: SelectionPlan) {
    executable = whole.executable
    document = whole.document
    operation = whole.operation
    conditions = whole.conditions
    operationType = whole.operationType
    delivery = whole.delivery
    isConstant = false
    self.root = root
  }

  /// Whether all root fields are one field, whatever their aliases and arguments are.
  public func hasOnlyRootFields(named name: String) -> Bool { root.fields.allSatisfy { $0.definition.name == name } }

  /// The same operation with some of its root fields only; deferred ones are left out.
  public func keepingRootFields(_ isKept: (FieldPlan) -> Bool) -> OperationPlan {
    OperationPlan(
      self, root: SelectionPlan(type: root.type, fields: root.fields.filter(isKept), fault: root.fault))
  }

  /// The same operation with nothing put off until later.
  var undivided: OperationPlan {
    if delivery == .none { return self }
    return OperationPlan(
      executable: executable, document: document, operation: operation, rootType: root.type, conditions: conditions,
      delivery: .none)
  }

  /// What all selections of the operation read of the objects of a type; computed on first use.
  func selected(ofType type: TypeID) -> Selected {
    if let known = selectedOfType.withLock({ $0[type] }) { return known }
    let selected = computeSelected(ofType: type)
    selectedOfType.withLock { $0[type] = selected }
    return selected
  }
}

/// The values of the condition variables that a plan was specialised for.
public struct PlanConditions: Hashable, Sendable {
  var values: [String: Bool]

  /// The values of Boolean variables by their names.
  public init(_ values: [String: Bool] = [:]) { self.values = values }
}

/// The fields of one object type in one place of the operation, in the order of the response.
public final class SelectionPlan: Sendable {
  /// The object type that is selected on.
  public let type: TypeID
  /// The merged fields in the order of the response.
  public let fields: [FieldPlan]
  /// The `@defer` that stand directly in the selection, outer before inner.
  let usages: [DeferUsage]
  /// Fields of the same objects that follow later.
  let deferred: [DeferredSelection]
  /// Why the objects of the selection fail: a condition without a value. There are no fields then.
  let fault: GraphQLError?

  init(
    type: TypeID, fields: [FieldPlan] = [], usages: [DeferUsage] = [], deferred: [DeferredSelection] = [],
    fault: GraphQLError? = nil
  ) {
    self.type = type
    self.fields = fields
    self.usages = usages
    self.deferred = deferred
    self.fault = fault
  }
}
