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
  public let operationType: OperationType
  public let document: Document
  public let operation: NodeID
  public let executable: ExecutableSchema
  public let root: SelectionPlan
  /// Whether the operation asks about the schema alone and has no variables, so that its answer is always the same.
  public let isConstant: Bool
  /// The values of the variables used by `@skip` and `@include`.
  let conditions: PlanConditions
  private let selectedOfType = Mutex<[TypeID: Selected]>([:])
  /// The size of the last response, in bytes: the next one is likely to be as long.
  let responseBytes = Atomic<Int>(0)

  init(
    executable: ExecutableSchema, document: Document, operation: NodeID, rootType: TypeID, conditions: PlanConditions
  ) {
    self.executable = executable
    self.document = document
    self.operation = operation
    self.conditions = conditions
    operationType = document.operationType(operation)
    let compiler = SelectionCompiler(executable: executable, document: document, conditions: conditions)
    root = compiler.compile(type: rootType, selectionSets: document.selectionSet(operation).map { [$0] } ?? [])
    isConstant =
      operationType == .query && document.variableDefinitions(operation).isEmpty && root.fault == nil
      && root.fields.allSatisfy { $0.definition.name.hasPrefix("__") }
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

  public init(_ values: [String: Bool] = [:]) { self.values = values }
}

/// The fields of one object type in one place of the operation, in the order of the response.
public final class SelectionPlan: Sendable {
  public let type: TypeID
  public let fields: [FieldPlan]
  /// Why the objects of the selection fail: a condition without a value. There are no fields then.
  let fault: GraphQLError?

  init(type: TypeID, fields: [FieldPlan] = [], fault: GraphQLError? = nil) {
    self.type = type
    self.fields = fields
    self.fault = fault
  }
}

/// One field of a selection, all its occurrences merged (`CollectFields`, section 6.3.2).
@safe
public final class FieldPlan: Sendable {
  enum Action: Sendable {
    /// `__typename`: the name of the concrete type as a JSON string.
    case typename([UInt8])
    case resolve(AnyFieldResolver, FieldGuard?)
  }

  enum Arguments: Sendable {
    /// Without variables: coerced once. The typed form and what guards look at.
    case constant(any Sendable, InputArguments)
    /// With variables: coerced in each execution.
    case dynamic
    /// The constant arguments do not fit; validation excludes this.
    case invalid(GraphQLError)
  }

  public let responseKey: String
  /// `,"key":`, ready to be written. Safe to share: it is never changed, and lives as long as the plan.
  nonisolated(unsafe) let encodedKey: UnsafeBufferPointer<UInt8>
  public let parentType: TypeID
  public let definition: FieldDefinition
  /// The occurrences of the field in the document.
  let nodes: [NodeID]
  let action: Action
  let arguments: Arguments
  let nullability: Nullability
  /// The field's named type.
  let namedType: TypeID
  private let compiler: SelectionCompiler
  private let selections = Mutex<[SelectionPlan]>([])
  private let knownSelected = Mutex<Selected?>(nil)

  init(
    compiler: SelectionCompiler, responseKey: String, parentType: TypeID, definition: FieldDefinition,
    nodes: [NodeID], action: Action, arguments: Arguments
  ) {
    self.compiler = compiler
    self.responseKey = responseKey
    self.parentType = parentType
    self.definition = definition
    self.nodes = nodes
    self.action = action
    self.arguments = arguments
    unsafe encodedKey = Self.encode(responseKey)
    nullability = Nullability(definition.type)
    namedType = definition.type.namedType
  }

  deinit {
    // Safe: the pointer is ours alone.
    unsafe encodedKey.deallocate()
  }

  private static func encode(_ responseKey: String) -> UnsafeBufferPointer<UInt8> {
    var writer = JSONWriter(capacity: responseKey.utf8.count + 8)
    writer.byte(UInt8(ascii: ","))
    writer.string(responseKey)
    writer.byte(UInt8(ascii: ":"))
    return unsafe writer.withBytes { bytes in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = unsafe copy.initialize(from: bytes)
      return UnsafeBufferPointer(copy)
    }
  }

  /// The selection on objects of a concrete type; compiled on first use.
  func selection(on type: TypeID) -> SelectionPlan {
    selections.withLock { selections in
      if let known = selections.first(where: { $0.type == type }) { return known }
      let compiled = compiler.compile(
        type: type, selectionSets: nodes.compactMap { compiler.document.selectionSet($0) })
      selections.append(compiled)
      return compiled
    }
  }

  /// What is selected of the field's objects; computed on first use.
  var selected: Selected {
    if let known = knownSelected.withLock({ $0 }) { return known }
    let selected = computeSelected(compiler.executable.schema)
    knownSelected.withLock { $0 = selected }
    return selected
  }

  /// The places of the field in the document, for errors.
  var locations: [SourceLocation] { nodes.map { compiler.document.location($0) } }

  /// `Type.field`, as messages name it.
  var coordinate: String { "\(compiler.executable.schema[parentType].name).\(definition.name)" }

  /// The arguments under these variable values (`CoerceArgumentValues`, section 6.4.1).
  func coerceArguments(
    _ variables: VariableValues
  ) throws(GraphQLError) -> (typed: any Sendable, values: InputArguments) {
    switch arguments {
    case .constant(let typed, let values): return (typed, values)
    case .invalid(let error): throw error
    case .dynamic: return try compiler.coerceArguments(definition, nodes[0], action, variables)
    }
  }
}

/// Which levels of a field's type are non-null: level 0 is the field, each list adds one.
struct Nullability: Sendable {
  private var bits: UInt64 = 0

  init(_ type: TypeReference) {
    var level: UInt64 = 0
    var current = type
    while true {
      switch current {
      case .nonNull(let inner):
        bits |= 1 << min(level, 63)
        current = inner
      case .list(let inner):
        level += 1
        current = inner
      case .named: return
      }
    }
  }

  @inline(__always)
  func isNonNull(_ level: Int) -> Bool { bits & (1 << UInt64(min(level, 63))) != 0 }
}
