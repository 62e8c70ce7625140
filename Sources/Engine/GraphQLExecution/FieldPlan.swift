import GraphQLJSON
public import GraphQLSchema
import GraphQLSyntax
import Synchronization

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

  /// The field's name in the response: its alias, or its name.
  public let responseKey: String
  /// `,"key":`, ready to be written. Safe to share: it is never changed, and lives as long as the plan.
  nonisolated(unsafe) let encodedKey: UnsafeBufferPointer<UInt8>
  /// The type that the field is selected on.
  public let parentType: TypeID
  /// The field in the schema.
  public let definition: FieldDefinition
  let occurrences: [Occurrence]
  /// The deferred fragments that the field is delivered with.
  private let part: [DeferUsage]
  let action: Action
  let arguments: Arguments
  let nullability: Nullability
  /// The field's named type.
  let namedType: TypeID
  /// Set where `@stream` is to be honoured.
  let stream: StreamUsage?
  let compiler: SelectionCompiler
  private let selections = Mutex<[SelectionPlan]>([])
  private let knownSelected = Mutex<Selected?>(nil)
  private let knownItems = Mutex<FieldPlan?>(nil)

  init(
    compiler: SelectionCompiler, parentType: TypeID, definition: FieldDefinition, occurrences: [Occurrence],
    part: [DeferUsage], action: Action, arguments: Arguments
  ) {
    self.compiler = compiler
    responseKey = compiler.document.responseKey(occurrences[0].node)
    self.parentType = parentType
    self.definition = definition
    self.occurrences = occurrences
    self.part = part
    stream = StreamUsage(of: occurrences[0].node, definition.type, compiler)
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
      let sets = occurrences.compactMap { occurrence in
        compiler.document.selectionSet(occurrence.node).map { Occurrence(node: $0, usage: occurrence.usage) }
      }
      let compiled = compiler.compile(type: type, selectionSets: sets, part: part)
      selections.append(compiled)
      return compiled
    }
  }

  /// The same field for the items of its list that follow later. They are parts of their own, so that fragments around
  /// the field no longer matter.
  var streamedItems: FieldPlan {
    guard !part.isEmpty || occurrences.contains(where: { $0.usage != nil }) else { return self }
    return knownItems.withLock { known in
      if let known { return known }
      let items = FieldPlan(
        compiler: compiler, parentType: parentType, definition: definition,
        occurrences: occurrences.map { Occurrence(node: $0.node) }, part: [], action: action, arguments: arguments)
      known = items
      return items
    }
  }

  /// What is selected of the field's objects; computed on first use.
  var selected: Selected {
    if let known = knownSelected.withLock({ $0 }) { return known }
    let selected = computeSelected(compiler.executable.schema)
    knownSelected.withLock { $0 = selected }
    return selected
  }

  /// The places of the field in the document, for errors. A fragment that is spread twice has its fields in one place.
  var locations: [SourceLocation] {
    occurrences.enumerated().compactMap { index, occurrence in
      let isKnown = occurrences[..<index].contains { $0.node == occurrence.node }
      return isKnown ? nil : compiler.document.location(occurrence.node)
    }
  }

  /// `Type.field`, as messages name it.
  var coordinate: String { "\(compiler.executable.schema[parentType].name).\(definition.name)" }

  /// The arguments as guards see them; nil where they cannot be coerced.
  public func argumentValues(_ variables: VariableValues) -> InputArguments? {
    try? coerceArguments(variables).values
  }

  /// The arguments under these variable values (`CoerceArgumentValues`, section 6.4.1).
  func coerceArguments(
    _ variables: VariableValues
  ) throws(GraphQLError) -> (typed: any Sendable, values: InputArguments) {
    switch arguments {
    case .constant(let typed, let values): return (typed, values)
    case .invalid(let error): throw error
    case .dynamic: return try compiler.coerceArguments(definition, occurrences[0].node, action, variables)
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
