import GraphQLJSON

/// A selection laid out for writing: everything that a row needs, in one block, without a reference to count.
///
/// Executing knows columns and batches; writing visits each of thousands of positions. What does not fit in here, such as
/// failed positions, several concrete types or lists of lists, is left to the general way.
///
/// Safety: pointers lead into memory that `state` keeps alive (keys of the plan, cells of columns) or that this object
/// has allocated. `rowCount` and the counts of the fields bound every access, checked when the layout is made or, where
/// data decides, when a row is written.
@safe
final class SelectionLayout {
  let state: SelectionState
  /// How many objects there are.
  let rowCount: Int
  let fieldCount: Int
  /// Whether something of the objects follows later, or of objects below them by their name.
  let isDeferring: Bool
  let fields: UnsafeMutablePointer<FieldLayout>
  /// By field position, in group order.
  let children: [[SelectionLayout]]
  private var copies: [UnsafeMutablePointer<Int32>] = unsafe []

  init(_ state: SelectionState) {
    self.state = state
    rowCount = state.batch.count
    fieldCount = state.plan.fields.count
    isDeferring = !(state.plan.usages.isEmpty && state.plan.deferred.isEmpty)
    unsafe fields = .allocate(capacity: max(fieldCount, 1))
    children = state.children.map { $0.map { SelectionLayout($0) } }
    for index in 0..<fieldCount { unsafe (fields + index).initialize(to: makeField(index)) }
  }

  deinit {
    // Safe: nobody else holds the pointers, and fields need no destruction.
    unsafe fields.deallocate()
    for index in unsafe copies.indices { unsafe copies[index].deallocate() }
  }

  private func makeField(_ index: Int) -> FieldLayout {
    let plan = state.plan.fields[index]
    var field = unsafe FieldLayout(key: plan.encodedKey)
    if case .typename = plan.action {
      field.kind = .typename
    } else if let column = state.columns[index], column.errors.isEmpty, state.streams[index] == nil {
      lay(column, plan, children[index], into: &field)
    }
    return field
  }

  private func lay(_ column: Column, _ plan: FieldPlan, _ groups: [SelectionLayout], into field: inout FieldLayout) {
    field.isNullable = !plan.nullability.isNonNull(0)
    switch column.content {
    case .list(let list):
      guard list.nulls == nil, list.inner.errors.isEmpty, isRising(list.offsets) else { return }
      layItems(list.inner.content, groups, count: Int(list.offsets[rowCount]), into: &field)
      guard field.kind != .general else { return }
      unsafe field.offsets = UnsafePointer(copy(list.offsets))
      field.isItemNullable = !plan.nullability.isNonNull(1)
    case let content:
      layItems(content, groups, count: rowCount, into: &field)
      field.isItemNullable = field.isNullable
    }
  }

  /// Whether the offsets are ranges of each row, none of them behind that of the last row.
  private func isRising(_ offsets: [Int32]) -> Bool {
    guard offsets.count > rowCount, offsets[0] >= 0 else { return false }
    for row in 0..<rowCount where offsets[row] > offsets[row + 1] { return false }
    return true
  }

  /// Leaves the kind at `general` for everything that has no layout, or not enough positions.
  private func layItems(
    _ content: Column.Content, _ groups: [SelectionLayout], count: Int, into field: inout FieldLayout
  ) {
    switch content {
    case .leaf(let leaf):
      if let cells = leaf.cells {
        if cells.count >= count { lay(cells, into: &field) }
      } else if let values = leaf.values {
        field.kind = .value
        unsafe field.values = Unmanaged.passUnretained(values)
      }
    case .objects(let objects):
      guard groups.count == 1, groups[0].state.plan.fault == nil else { return }
      if let rows = objects.rows {
        guard rows.count >= count else { return }
        unsafe field.rows = UnsafePointer(copy(rows))
      }
      field.kind = .object
      unsafe field.child = Unmanaged.passUnretained(groups[0])
    case .list, .finished, .failure: return
    }
  }

  private func lay(_ cells: CellColumn, into field: inout FieldLayout) {
    switch cells.form {
    case .string: field.kind = .string
    case .json: field.kind = .json
    case .boolean: field.kind = .boolean
    case .quoted: field.kind = .quoted
    case .custom: field.kind = .custom
    }
    unsafe field.cells = UnsafePointer(cells.cells)
    unsafe field.column = Unmanaged.passUnretained(cells)
  }

  private func copy(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
    let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(values.count, 1))
    for index in values.indices { unsafe (copy + index).initialize(to: values[index]) }
    unsafe copies.append(copy)
    return unsafe copy
  }
}

/// What the writer does with one field of a selection.
@safe
struct FieldLayout {
  enum Kind {
    /// The general way: `state.columns` says all.
    case general
    case typename
    /// An object of the only group.
    case object
    case string
    case quoted
    case json
    case boolean
    case custom
    case value
  }

  /// `,"key":`
  let key: UnsafeBufferPointer<UInt8>
  var kind = Kind.general
  var isNullable = true
  /// Whether the items of a list may be null; without a list the same as `isNullable`.
  var isItemNullable = true
  /// The items of each position; nil where the field is no list.
  var offsets: UnsafePointer<Int32>?
  var cells: UnsafePointer<Cell>?
  var column: Unmanaged<CellColumn>?
  var values: Unmanaged<ValueColumn>?
  /// The row of each object, -1 for null; nil where position and row are the same.
  var rows: UnsafePointer<Int32>?
  var child: Unmanaged<SelectionLayout>?

  init(key: UnsafeBufferPointer<UInt8>) { unsafe self.key = key }
}
