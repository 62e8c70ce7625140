import GraphQLJSON
import GraphQLSchema
public import GraphQLSyntax

/// What an execution answers (specification, section 7.1).
public struct ExecutionResult: Sendable {
  /// The response map as JSON, `errors` before `data`.
  public let body: [UInt8]
  public let errors: [GraphQLError]
  /// Whether `data` is null because an error reached the root.
  public let isDataNull: Bool
}

/// Turns columns into response bytes, depth first (`CompleteValue`, specification section 6.4.3).
///
/// Null propagation needs no pass of its own: where a non-null position is null, what the nullable ancestor has written
/// so far is cut off, and `null` takes its place. Paths are built along the way and used only when something failed.
struct ResponseWriter: ~Copyable {
  private var json: JSONWriter
  private var errors: [GraphQLError] = []
  private var path: [PathElement] = []

  private init(json: consuming JSONWriter) { self.json = json }

  static func write(_ root: SelectionState, extensions: JSONObject) -> ExecutionResult {
    var writer = ResponseWriter(json: JSONWriter(capacity: 4096))
    writer.json.raw("{\"data\":")
    let start = writer.json.count
    if let fault = root.plan.fault { writer.errors.append(fault) }
    let isNull = root.plan.fault != nil || !writer.writeObject(root, 0)
    if isNull {
      writer.json.truncate(to: start)
      writer.json.null()
    }
    if !extensions.isEmpty {
      writer.json.raw(",\"extensions\":")
      writer.json.object(extensions)
    }
    writer.json.byte(UInt8(ascii: "}"))
    return writer.finish(isDataNull: isNull)
  }

  private consuming func finish(isDataNull: Bool) -> ExecutionResult {
    let errors = errors
    let data = json.finish()
    if errors.isEmpty { return ExecutionResult(body: data, errors: [], isDataNull: isDataNull) }
    var whole = JSONWriter(capacity: data.count + errors.count * 128)
    whole.raw("{\"errors\":")
    whole.errors(errors)
    whole.byte(UInt8(ascii: ","))
    whole.raw(data.span.extracting(droppingFirst: 1))
    return ExecutionResult(body: whole.finish(), errors: errors, isDataNull: isDataNull)
  }

  /// Answers false where the object must become null.
  private mutating func writeObject(_ state: SelectionState, _ row: Int) -> Bool {
    json.byte(UInt8(ascii: "{"))
    let fields = state.plan.fields
    for index in fields.indices {
      let field = fields[index]
      if index > 0 { json.byte(UInt8(ascii: ",")) }
      json.raw(field.encodedKey)
      switch field.action {
      case .typename(let name): json.raw(name)
      case .resolve:
        guard let column = state.columns[index] else {
          preconditionFailure("a field was written before it was resolved")
        }
        if !writeField(column, row, field, state.children[index]) { return false }
      }
    }
    json.byte(UInt8(ascii: "}"))
    return true
  }

  private mutating func writeField(
    _ column: Column, _ position: Int, _ field: FieldPlan, _ children: [SelectionState]
  ) -> Bool {
    if case .leaf(let leaf) = column.content, column.errors.isEmpty {
      if leaf.write(position, &json) { return true }
    }
    path.append(.key(field.responseKey))
    defer { path.removeLast() }
    return writeValue(column, position, field, children, level: 0)
  }

  private mutating func writeValue(
    _ column: Column, _ position: Int, _ field: FieldPlan, _ children: [SelectionState], level: Int
  ) -> Bool {
    if !column.errors.isEmpty, let error = column.errors[position] { return fail(error, field, level) }
    switch column.content {
    case .leaf(let leaf):
      return leaf.write(position, &json) || writeNull(field, level)
    case .objects(let objects):
      let row = objects.row(position)
      if row < 0 { return writeNull(field, level) }
      let child = children[objects.group(position)]
      if let fault = child.plan.fault { return fail(fault, field, level) }
      let mark = json.count
      if writeObject(child, row) { return true }
      return propagateNull(field, level, mark)
    case .list(let list): return writeList(list, position, field, children, level)
    case .failure(let error): return fail(error, field, level)
    }
  }

  private mutating func writeList(
    _ list: ListColumn, _ position: Int, _ field: FieldPlan, _ children: [SelectionState], _ level: Int
  ) -> Bool {
    if let nulls = list.nulls, nulls.contains(position) { return writeNull(field, level) }
    let mark = json.count
    let start = Int(list.offsets[position])
    let end = Int(list.offsets[position + 1])
    json.byte(UInt8(ascii: "["))
    path.append(.index(0))
    defer { path.removeLast() }
    for item in start..<end {
      if item > start { json.byte(UInt8(ascii: ",")) }
      path[path.count - 1] = .index(item - start)
      if !writeValue(list.inner, item, field, children, level: level + 1) {
        return propagateNull(field, level, mark)
      }
    }
    json.byte(UInt8(ascii: "]"))
    return true
  }

  // MARK: Nulls and errors (section 6.4.4)

  /// A null at a position: fine, or an error that goes up.
  private mutating func writeNull(_ field: FieldPlan, _ level: Int) -> Bool {
    if field.nullability.isNonNull(level) {
      record(GraphQLError("Cannot return null for non-nullable field \(field.coordinate)."), field)
      return false
    }
    json.null()
    return true
  }

  private mutating func fail(_ error: GraphQLError, _ field: FieldPlan, _ level: Int) -> Bool {
    record(error, field)
    if field.nullability.isNonNull(level) { return false }
    json.null()
    return true
  }

  /// Something below became null although it must not be: this position takes the null, or hands it on.
  private mutating func propagateNull(_ field: FieldPlan, _ level: Int, _ mark: Int) -> Bool {
    json.truncate(to: mark)
    if field.nullability.isNonNull(level) { return false }
    json.null()
    return true
  }

  private mutating func record(_ error: GraphQLError, _ field: FieldPlan) {
    var error = error
    if error.locations.isEmpty { error.locations = field.locations }
    if error.path == nil { error.path = path }
    errors.append(error)
  }
}
