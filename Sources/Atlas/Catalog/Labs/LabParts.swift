import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A hint of a lab; its text is null until the viewer may see it.
struct LabHintRow: RowRecord {
  static let labID = RowColumn<Int64>("parent_id")
  static let index = RowColumn<Int>("index")
  static let penalty = RowColumn<Double>("penalty")
  static let text = RowColumn<String?>("text")

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
