import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A skill as statements answer it. The skill it is part of stands in `wider_id`, since lists of skills have their
/// owner in `parent_id`.
struct SkillRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let name = RowColumn<String>("name")
  static let widerID = RowColumn<Int64?>("wider_id")

  let row: Row

  init(row: Row) { self.row = row }
}
