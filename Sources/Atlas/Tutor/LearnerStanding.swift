import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// Where a learner stands in what a question is about: what an answer may be fitted to. It holds numbers alone, neither
/// names nor texts of anybody.
struct LearnerStanding: RowBacked {
  let row: Row

  static let level = RowColumn<String?>("level")
  static let mastery = RowColumn<Double?>("mastery")
  static let isCompleted = RowColumn<Bool>("is_completed")
  static let prerequisites = RowColumn<Int>("prerequisites")
  static let openPrerequisites = RowColumn<Int>("open_prerequisites")

  init(row: Row) { self.row = row }

  /// - Parameter rows: what `read` answers; nil where there is no such learner.
  init?(_ rows: Rows) {
    guard rows.count == 1 else { return nil }
    self.init(row: Row(rows: rows, index: 0))
  }

  /// In the skills of the subject; in all skills where it has none, or where there is no subject. Nil where nothing is
  /// published. Coarse, so that answers for one level may serve others of the same.
  var level: API.Difficulty? { row[Self.level].flatMap { API.Difficulty(rawValue: $0) } }

  /// For the instructions of a language model, in plain words: it says what the level is, how much of the subject's skills
  /// is mastered, to the tenth, and what is completed and what is not.
  var sentence: String {
    var parts: [String] = []
    if let level { parts.append("The learner's level here is \(level.rawValue).") }
    if let mastery = row[Self.mastery], mastery.isFinite {
      let tenths = Int((min(1, max(0, mastery)) * 10).rounded())
      parts.append("They have mastered about \(tenths * 10) % of the skills that this is about.")
    }
    if row[Self.isCompleted] { parts.append("They have completed what they ask about.") }
    let (all, open) = (row[Self.prerequisites], row[Self.openPrerequisites])
    if all > 0 {
      parts.append(
        open == 0
          ? "They have completed all that should be known before it."
          : "Of \(all) things that should be known before it they have not completed \(open).")
    }
    return parts.joined(separator: " ")
  }
}
