import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// One learner's heat map: the first row of a result whose rows are its cells. An empty map has one row without a cell.
struct SkillHeatmapRow: RowRecord {
  static let userID = RowColumn<Int64>("user_id")
  static let calculatedAt = RowColumn<DateTime>("calculated_at")

  let row: Row

  init(row: Row) { self.row = row }

  /// The rows of the cells, by skill.
  var cells: RowStorage<SkillCellRow> {
    let isEmpty = row[RowColumn<Int64?>(SkillCellRow.skillID.name)] == nil
    return isEmpty ? RowStorage() : RowStorage(row.rows)
  }
}

/// Mastery of one skill at one difficulty.
struct SkillCellRow: RowRecord {
  static let skillID = RowColumn<Int64>("skill_id")
  static let difficulty = RowColumn<API.Difficulty>("difficulty")
  static let mastery = RowColumn<Double>("mastery")
  static let retrievability = RowColumn<Double?>("retrievability")
  static let samples = RowColumn<Int>("samples")
  static let lastPracticedAt = RowColumn<DateTime?>("last_practiced_at")

  let row: Row

  init(row: Row) { self.row = row }
}
