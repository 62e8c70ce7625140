/// One selection during an execution: its batch of parents, and the columns of its fields as they come in.
///
/// Confined to the task that executes the operation.
final class SelectionState {
  let plan: SelectionPlan
  let batch: any AnyBatch
  /// How many fields are above it.
  let depth: Int
  /// By field position; nil until resolved.
  var columns: [Column?]
  /// By field position: the selections on the groups of the field's objects, in group order.
  var children: [[SelectionState]]

  init(plan: SelectionPlan, batch: any AnyBatch, depth: Int = 0) {
    self.plan = plan
    self.batch = batch
    self.depth = depth
    columns = [Column?](repeating: nil, count: plan.fields.count)
    children = [[SelectionState]](repeating: [], count: plan.fields.count)
  }
}
