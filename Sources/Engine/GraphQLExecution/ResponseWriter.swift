import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Synchronization

/// Turns columns into response bytes, depth first (`CompleteValue`, specification section 6.4.3).
///
/// Null propagation needs no pass of its own: where a non-null position is null, what the nullable ancestor has written
/// so far is cut off, and `null` takes its place. Paths are built along the way and used only when something failed.
struct ResponseWriter: ~Copyable {
  var json: JSONWriter
  var errors: [GraphQLError] = []
  /// The places of which something follows later.
  var encounters: [Encounter] = []
  var scope: DeferScope
  var path: [PathStep] = []
  /// Where in the response this part of it stands.
  let basePath: [PathElement]

  /// A field, or an index where there is none.
  @safe
  struct PathStep {
    let field: Unmanaged<FieldPlan>?
    let index: Int
  }

  /// How far the response was written at some moment.
  struct Mark {
    let bytes: Int
    let encounters: Int
  }

  init(capacity: Int, at path: [PathElement] = [], scope: DeferScope = DeferScope()) {
    json = JSONWriter(capacity: capacity)
    basePath = path
    self.scope = scope
  }

  /// - Parameters:
  ///   - extensions: tells, when the data is written, what the response's `extensions` hold, given whether all of it is
  ///     in this response.
  ///   - close: writes what stands behind them, given the places of which something follows.
  static func write(
    _ root: SelectionState, of plan: OperationPlan, record: ExecutionRecord?,
    extensions: (_ isWhole: Bool) -> JSONObject, close: ([Encounter], inout JSONWriter) -> Void = { _, _ in }
  ) -> ExecutionResult {
    let began = record.moment
    let layout = SelectionLayout(root)
    let expected = plan.responseBytes.load(ordering: .relaxed)
    var writer = ResponseWriter(capacity: expected + expected / 8 + 512)
    writer.json.raw("{\"data\":")
    let start = writer.mark
    let fault = root.failure ?? root.plan.fault
    if let fault { writer.errors.append(fault) }
    let isNull = fault != nil || !writer.writeObject(layout, 0)
    if isNull {
      writer.cut(to: start)
      writer.json.null()
    }
    if let record, let began { record.add(.stage("write"), since: began) }
    let extensions = extensions(writer.encounters.isEmpty)
    if !extensions.isEmpty {
      writer.json.raw(",\"extensions\":")
      writer.json.object(extensions)
    }
    close(writer.encounters, &writer.json)
    writer.json.byte(UInt8(ascii: "}"))
    plan.responseBytes.store(min(writer.json.count, 1 << 20), ordering: .relaxed)
    return writer.finish(isDataNull: isNull)
  }

  var mark: Mark { Mark(bytes: json.count, encounters: encounters.count) }

  /// Takes back what was written since then.
  mutating func cut(to mark: Mark) {
    json.truncate(to: mark.bytes)
    if encounters.count > mark.encounters { encounters.removeLast(encounters.count - mark.encounters) }
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

  // MARK: The usual way, by layout

  /// Answers false where the object must become null.
  mutating func writeObject(_ layout: SelectionLayout, _ row: Int) -> Bool {
    guard layout.isDeferring else { return writeFields(layout, row) }
    let known = scope.count
    defer { scope.truncate(to: known) }
    let plan = layout.state.plan
    let path = pathElements
    scope.add(plan.usages, at: path)
    if !plan.deferred.isEmpty {
      encounters.append(Encounter(part: .fields(layout.state, row: row), path: path, scope: scope))
    }
    return writeFields(layout, row)
  }

  @inline(__always)
  private mutating func writeFields(_ layout: SelectionLayout, _ row: Int) -> Bool {
    precondition(row >= 0 && row < layout.rowCount, "a field refers to an object that is not in its batch")
    json.byte(UInt8(ascii: "{"))
    for index in 0..<layout.fieldCount {
      // Safe: `index` is a field's position, and the layout lives as long as the call.
      let field = unsafe layout.fields + index
      // Without its comma for the first field.
      unsafe json.short(index == 0 ? UnsafeBufferPointer(rebasing: field.pointee.key[1...]) : field.pointee.key)
      let isWritten =
        switch unsafe field.pointee.kind {
        case .general: writeGeneral(layout, index, row)
        case .typename: writeTypename(layout, index)
        case .value where unsafe field.pointee.offsets == nil:
          unsafe field.pointee.values.unsafelyUnwrapped._withUnsafeGuaranteedRef { $0.write(row, &json) }
            || writeNullItem(field, layout, index)
        default:
          unsafe field.pointee.offsets == nil
            ? writeItem(field, layout, index, row) : writeItems(field, layout, index, row)
        }
      if !isWritten { return false }
    }
    json.byte(UInt8(ascii: "}"))
    return true
  }

  /// One value: a cell or an object.
  @inline(__always)
  private mutating func writeItem(
    _ field: UnsafePointer<FieldLayout>, _ layout: SelectionLayout, _ index: Int, _ position: Int
  ) -> Bool {
    guard unsafe field.pointee.kind != .object else { return unsafe writeChild(field, layout, index, position) }
    if unsafe field.pointee.kind == .value {
      return unsafe field.pointee.values.unsafelyUnwrapped._withUnsafeGuaranteedRef { $0.write(position, &json) }
        || writeNullItem(field, layout, index)
    }
    // Safe: the layout was made only if the column has a cell for each position.
    let cell = unsafe field.pointee.cells.unsafelyUnwrapped[position]
    guard let start = unsafe cell.start else { return unsafe writeNullItem(field, layout, index) }
    let bytes = unsafe UnsafeBufferPointer(start: start, count: cell.count)
    switch unsafe field.pointee.kind {
    case .string: unsafe json.string(bytes)
    case .json: unsafe json.short(bytes)
    case .boolean: json.boolean(unsafe start.pointee == UInt8(ascii: "t"))
    default:
      let isWritten = unsafe field.pointee.column.unsafelyUnwrapped._withUnsafeGuaranteedRef { column in
        json.cell(cell, column.form)
      }
      if !isWritten { return unsafe writeNullItem(field, layout, index) }
    }
    return true
  }

  /// A list of cells or objects.
  private mutating func writeItems(
    _ field: UnsafePointer<FieldLayout>, _ layout: SelectionLayout, _ index: Int, _ position: Int
  ) -> Bool {
    // Safe: the layout was made only if there is an offset for each position and one more.
    let offsets = unsafe field.pointee.offsets.unsafelyUnwrapped
    let (start, end) = unsafe (Int(offsets[position]), Int(offsets[position + 1]))
    let mark = mark
    json.byte(UInt8(ascii: "["))
    push(layout.state.plan.fields[index])
    unsafe path.append(PathStep(field: nil, index: 0))
    defer { path.removeLast(2) }
    for item in start..<end {
      if item > start { json.byte(UInt8(ascii: ",")) }
      unsafe path[path.count - 1] = PathStep(field: nil, index: item - start)
      if unsafe !writeItem(field, layout, index, item) {
        cut(to: mark)
        guard unsafe field.pointee.isNullable else { return false }
        json.null()
        return true
      }
    }
    json.byte(UInt8(ascii: "]"))
    return true
  }

  private mutating func writeChild(
    _ field: UnsafePointer<FieldLayout>, _ layout: SelectionLayout, _ index: Int, _ position: Int
  ) -> Bool {
    // Safe: the layout was made only if there is a row for each position.
    let row = unsafe field.pointee.rows.map { unsafe Int($0[position]) } ?? position
    if row < 0 { return unsafe writeNullItem(field, layout, index) }
    let isItem = unsafe field.pointee.offsets != nil
    if !isItem { push(layout.state.plan.fields[index]) }
    defer { if !isItem { path.removeLast() } }
    let mark = mark
    let isWritten = unsafe field.pointee.child.unsafelyUnwrapped._withUnsafeGuaranteedRef { writeObject($0, row) }
    if isWritten { return true }
    cut(to: mark)
    guard unsafe field.pointee.isItemNullable else { return false }
    json.null()
    return true
  }

  private mutating func writeNullItem(
    _ field: UnsafePointer<FieldLayout>, _ layout: SelectionLayout, _ index: Int
  ) -> Bool {
    if unsafe field.pointee.isItemNullable {
      json.null()
      return true
    }
    let plan = layout.state.plan.fields[index]
    let isItem = unsafe field.pointee.offsets != nil
    if !isItem { push(plan) }
    recordNull(plan)
    if !isItem { path.removeLast() }
    return false
  }

  private mutating func writeTypename(_ layout: SelectionLayout, _ index: Int) -> Bool {
    if case .typename(let name) = layout.state.plan.fields[index].action { json.raw(name) }
    return true
  }

  // MARK: The general way

  mutating func writeGeneral(_ layout: SelectionLayout, _ index: Int, _ row: Int) -> Bool {
    guard let column = layout.state.columns[index] else {
      preconditionFailure("a field was written before it was resolved")
    }
    if case .leaf(let leaf) = column.content, column.errors.isEmpty {
      if leaf.write(row, &json) { return true }
    }
    let field = layout.state.plan.fields[index]
    push(field)
    defer { path.removeLast() }
    if let rest = layout.state.streams[index] { return writeStreamed(column, row, rest, layout, index) }
    return writeValue(column, row, field, layout.children[index], level: 0)
  }

  /// A list of which more items may follow.
  private mutating func writeStreamed(
    _ column: Column, _ position: Int, _ rest: StreamRest, _ layout: SelectionLayout, _ index: Int
  ) -> Bool {
    let field = layout.state.plan.fields[index]
    let start = json.count
    guard writeValue(column, position, field, layout.children[index], level: 0) else { return false }
    // A list that is null, for whatever reason, has no further items.
    if rest.hasMore(position), json.byte(at: start) == UInt8(ascii: "[") {
      let part = Encounter.Part.items(layout.state, field: index, position: position)
      encounters.append(Encounter(part: part, path: pathElements, scope: scope))
    }
    return true
  }

  private mutating func writeValue(
    _ column: Column, _ position: Int, _ field: FieldPlan, _ children: [SelectionLayout], level: Int
  ) -> Bool {
    if !column.errors.isEmpty, let error = column.errors[position] { return fail(error, field, level) }
    switch column.content {
    case .leaf(let leaf):
      return leaf.write(position, &json) || writeNull(field, level)
    case .objects(let objects):
      let row = objects.row(position)
      if row < 0 { return writeNull(field, level) }
      let child = children[objects.group(position)]
      if let fault = child.state.plan.fault { return fail(fault, field, level) }
      let mark = mark
      if writeObject(child, row) { return true }
      return propagateNull(field, level, mark)
    case .list(let list): return writeList(list, position, field, children, level)
    case .finished(let outcome): return writeFinished(outcome)
    case .failure(let error): return fail(error, field, level)
    }
  }

  private mutating func writeList(
    _ list: ListColumn, _ position: Int, _ field: FieldPlan, _ children: [SelectionLayout], _ level: Int
  ) -> Bool {
    if let nulls = list.nulls, nulls.contains(position) { return writeNull(field, level) }
    let mark = mark
    let start = Int(list.offsets[position])
    let end = Int(list.offsets[position + 1])
    json.byte(UInt8(ascii: "["))
    for item in start..<end {
      if item > start { json.byte(UInt8(ascii: ",")) }
      if !writeItem(list.inner, item, field, children, level: level + 1, index: item - start) {
        return propagateNull(field, level, mark)
      }
    }
    json.byte(UInt8(ascii: "]"))
    return true
  }

  /// - Parameters:
  ///   - level: how many lists are around it.
  ///   - index: its place in the innermost of these.
  mutating func writeItem(
    _ column: Column, _ position: Int, _ field: FieldPlan, _ children: [SelectionLayout], level: Int, index: Int
  ) -> Bool {
    unsafe path.append(PathStep(field: nil, index: index))
    defer { path.removeLast() }
    return writeValue(column, position, field, children, level: level)
  }
}
