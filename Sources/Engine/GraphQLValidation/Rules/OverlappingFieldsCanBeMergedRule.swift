import GraphQLSyntax

/// Fields with the same response key can be merged (section 5.3.2, "Field Selection Merging").
///
/// Two steps, both after the walk, which has found the definitions of all fields. `MergeCheck` is linear and knows only
/// whether there may be a conflict; there is none in nearly every document. Otherwise `MergeConflicts` compares pair by
/// pair, as the reference implementation does, to name every conflict; that work has a limit.
final class OverlappingFieldsCanBeMergedRule: ValidationRule {
  static let leaves: NodeKindSet = [.document]

  init(_ context: ValidationContext) {}

  func leave(_ node: NodeID, _ context: ValidationContext) {
    var check = MergeCheck(context)
    if check.canMergeAll() { return }
    let conflicts = MergeConflicts(context)
    do throws(MergeConflicts.Exhausted) {
      try conflicts.reportAll()
    } catch {
      context.abort("The fields of this document overlap in too many ways to be compared. Validation aborted.")
    }
  }
}
