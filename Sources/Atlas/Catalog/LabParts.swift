import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A hint of a lab, without its text.
struct LabHintRow: RowRecord {
  static let labID = RowColumn<Int64>("parent_id")
  static let index = RowColumn<Int>("index")
  static let penalty = RowColumn<Double>("penalty")

  let row: Row

  init(row: Row) { self.row = row }
}

/// A check of a lab, without its rule: that is for the grader alone.
struct LabCheckRow: RowRecord {
  static let labID = RowColumn<Int64>("parent_id")
  static let key = RowColumn<String>("key")
  static let title = RowColumn<String>("title")
  static let weight = RowColumn<Double>("weight")

  let row: Row

  init(row: Row) { self.row = row }
}
