import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// One learner's standing. The id of a learner's progress is the learner's.
struct ProgressRow: RowRecord {
  static let userID = RowColumn<Int64>("user_id")
  static let version = RowColumn<Int>("version")
  static let overallPercent = RowColumn<Double>("overall_percent")
  static let currentStreakDays = RowColumn<Int>("current_streak_days")
  static let timeSpent = RowColumn<ISODuration>("time_spent")
  static let lastActivityAt = RowColumn<DateTime?>("last_activity_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  /// The last event; its columns stand in the same row, so that the row is also a `ProgressEventRow`.
  static let lastEventID = RowColumn<Int64?>("id")

  let row: Row

  init(row: Row) { self.row = row }

  var diagrams: ProgressTally {
    ProgressTally(
      completed: row[RowColumn("diagrams_completed")], inProgress: row[RowColumn("diagrams_in_progress")],
      total: row[RowColumn("diagrams_total")], percent: row[RowColumn("diagrams_percent")])
  }

  var labs: ProgressTally {
    ProgressTally(
      completed: row[RowColumn("labs_completed")], inProgress: row[RowColumn("labs_in_progress")],
      total: row[RowColumn("labs_total")], percent: row[RowColumn("labs_percent")])
  }

  var atoms: ProgressTally {
    ProgressTally(
      completed: row[RowColumn("atoms_completed")], inProgress: row[RowColumn("atoms_in_progress")],
      total: row[RowColumn("atoms_total")], percent: row[RowColumn("atoms_percent")])
  }
}

/// Counts of one kind of item.
struct ProgressTally: ObjectSource {
  let completed: Int
  let inProgress: Int
  let total: Int
  let percent: Double
}
