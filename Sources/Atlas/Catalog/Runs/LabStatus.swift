import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// Where one learner stands in one lab. While a run lives, the row is also a `LabEnvironmentRow`.
struct LabStatusRow: RowRecord {
  static let labID = RowColumn<Int64>("lab_id")
  static let userID = RowColumn<Int64>("user_id")
  static let state = RowColumn<API.LabState>("state")
  static let stateName = RowColumn<String>("state")
  static let attempts = RowColumn<Int>("attempts")
  static let lastResultID = RowColumn<Int64?>("last_result_id")
  static let runMessage = RowColumn<String?>("run_message")
  static let runID = RowColumn<Int64?>("run_id")
  static let changedAt = RowColumn<DateTime>("changed_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// Whether there is something to work in, or is about to be.
  var hasEnvironment: Bool {
    row[Self.runID] != nil && API.LabState(rawValue: row[Self.stateName]).map { LabRunState($0).isLive } ?? false
  }

  /// What the state means for the learner, unless the run says more; nil before the first attempt.
  var message: String? {
    if let message = row[Self.runMessage] { return message }
    return switch API.LabState(rawValue: row[Self.stateName]) {
    case .queued: "The lab waits to be prepared."
    case .provisioning: "The lab is being prepared."
    case .ready: "The lab is ready."
    case .inProgress: "The lab is running."
    case .passed: "You have passed this lab."
    case .failed: "You have not passed this lab yet; try again."
    case .grading: "Your solution is being graded."
    case .expired: "The time of this lab is over; start it again."
    case .stopped: "The lab was stopped."
    case .error: "Your last solution could not be graded."
    case .notStarted, nil: nil
    }
  }
}
