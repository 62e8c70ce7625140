import GraphQLPostgres

/// How far a learner has come in a skill, level by level. Weights are those of mastery (`MasteryStatements`).
struct SkillStanding: Sendable, Equatable {
  /// A level of which something is published.
  struct Level: Sendable, Equatable {
    /// The weight of all that is published.
    let total: Double
    /// The part of it that is mastered; never more.
    private(set) var mastered: Double

    init(total: Double, mastered: Double) {
      self.total = total
      self.mastered = min(mastered, total)
    }

    /// Whether three quarters are mastered.
    var isMastered: Bool { mastered >= 0.75 * total }

    mutating func add(_ weight: Double) { mastered = min(mastered + weight, total) }
  }

  let id: Int64
  let name: String
  private var levels: [Int: Level]

  init(id: Int64, name: String, levels: [Int: Level]) {
    self.id = id
    self.name = name
    self.levels = levels
  }

  /// Whether anything is published.
  var isTaught: Bool { !levels.isEmpty }

  /// Mastery, 0 to 100; 0 where nothing is published.
  var score: Double {
    let total = levels.values.reduce(0) { $0 + $1.total }
    return total > 0 ? 100 * levels.values.reduce(0) { $0 + $1.mastered } / total : 0
  }

  /// The highest level that is mastered; what is at or below it needs no learning. 0 for none.
  var masteredLevel: Int { levels.filter(\.value.isMastered).keys.max() ?? 0 }

  /// The standing after a diagram or lab of a level, which weighs as much as its level.
  mutating func complete(level: Int) { levels[level]?.add(Double(level)) }
}

extension SkillStanding {
  static let skillID = RowColumn<Int64>("skill_id")
  static let name = RowColumn<String>("name")
  static let level = RowColumn<Int>("level")
  static let total = RowColumn<Double>("total")
  static let mastered = RowColumn<Double>("mastered")

  /// The skills of rows of levels, which are together by skill; the weakest first.
  static func list(_ rows: [Row]) -> [SkillStanding] {
    var skills: [SkillStanding] = []
    for row in rows {
      if skills.last?.id != row[skillID] {
        skills.append(SkillStanding(id: row[skillID], name: row[name], levels: [:]))
      }
      guard row[level] > 0 else { continue }
      skills[skills.count - 1].levels[row[level]] = Level(total: row[total], mastered: row[mastered])
    }
    return skills.sorted { ($0.score, $0.id) < ($1.score, $1.id) }
  }
}
