import GraphQLSyntax

/// One selection during an execution: its batch of parents, and the columns of its fields as they come in.
///
/// Confined to the task that executes the operation.
final class SelectionState {
  let plan: SelectionPlan
  let batch: any AnyBatch
  /// How many fields are above it.
  let depth: Int
  /// Their response keys, for the record; none where there is no record.
  let path: [String]
  /// By field position; nil until resolved.
  var columns: [Column?]
  /// By field position: the selections on the groups of the field's objects, in group order.
  var children: [[SelectionState]]
  /// By field position: what follows of streamed lists.
  var streams: [Int: StreamRest] = [:]
  /// Why nothing of it may be answered, whatever its columns hold.
  var failure: GraphQLError?

  init(plan: SelectionPlan, batch: any AnyBatch, depth: Int = 0, path: [String] = []) {
    self.plan = plan
    self.batch = batch
    self.depth = depth
    self.path = path
    let count = plan.fields.count
    // Not `Array(repeating:count:)`, which looks up its type at run time.
    var columns: [Column?] = []
    var children: [[SelectionState]] = []
    columns.reserveCapacity(count)
    children.reserveCapacity(count)
    for _ in 0..<count {
      columns.append(nil)
      children.append([])
    }
    self.columns = columns
    self.children = children
  }
}
