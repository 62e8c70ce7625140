import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// Where one learner stands in one lab.
struct LabStatusRow: RowRecord {
  static let labID = RowColumn<Int64>("lab_id")
  static let userID = RowColumn<Int64>("user_id")
  static let state = RowColumn<API.LabState>("state")
  static let stateName = RowColumn<String>("state")
  static let attempts = RowColumn<Int>("attempts")
  static let lastResultID = RowColumn<Int64?>("last_result_id")
  static let changedAt = RowColumn<DateTime>("changed_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// What the state means for the learner; nil before the first attempt.
  var message: String? {
    switch API.LabState(rawValue: row[Self.stateName]) {
    case .passed: "You have passed this lab."
    case .failed: "You have not passed this lab yet; try again."
    case .grading: "Your solution is being graded."
    case .error: "Your last solution could not be graded."
    default: nil
    }
  }
}
