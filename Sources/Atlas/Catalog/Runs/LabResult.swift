import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// One graded attempt at a lab.
struct LabResultRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let labID = RowColumn<Int64>("lab_id")
  static let userID = RowColumn<Int64>("user_id")
  static let attempt = RowColumn<Int>("attempt")
  /// The attempt as a keyset value.
  static let cursor = RowColumn<Int64>("attempt")
  static let state = RowColumn<API.LabState>("state")
  static let passed = RowColumn<Bool>("passed")
  static let score = RowColumn<Double>("score")
  static let feedback = RowColumn<String?>("feedback")
  static let submittedAt = RowColumn<DateTime>("submitted_at")
  static let gradedAt = RowColumn<DateTime?>("graded_at")
  static let duration = RowColumn<ISODuration?>("duration")

  let row: Row

  init(row: Row) { self.row = row }
}

/// What one check of a lab found in an attempt. The row is also a `LabCheckRow`: the check as it was then.
struct LabCheckResultRow: RowRecord {
  static let passed = RowColumn<Bool>("passed")
  static let message = RowColumn<String?>("message")

  let row: Row

  init(row: Row) { self.row = row }
}
