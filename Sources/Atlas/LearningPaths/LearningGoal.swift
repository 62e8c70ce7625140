import AtlasAPI
import AtlasKernel
import GraphQLSyntax

/// What a path leads to.
struct LearningGoal: Sendable, Equatable {
  /// Row keys of skills, each once, in the order in which they were named; empty for all skills.
  let skills: [Int64]
  /// No harder than this, apart from what is needed before.
  let target: API.Difficulty?
  let minutesPerDay: Int?
  /// The last day, in UTC.
  let deadline: LocalDate?

  init(
    skills: [Int64] = [], target: API.Difficulty? = nil, minutesPerDay: Int? = nil, deadline: LocalDate? = nil
  ) {
    self.skills = skills
    self.target = target
    self.minutesPerDay = minutesPerDay
    self.deadline = deadline
  }

  /// - Throws: `NOT_FOUND` for what is no id of a skill.
  init(_ input: API.LearningGoalInput?) throws(GraphQLError) {
    var skills: [Int64] = []
    for id in input?.skillIds ?? [] {
      guard let key = id.key(.skill) else { throw .notFound("skill") }
      if !skills.contains(key) { skills.append(key) }
    }
    self.init(
      skills: skills, target: input?.targetLevel, minutesPerDay: input?.minutesPerDay, deadline: input?.deadline)
  }

  /// 1 to 4.
  var targetLevel: Int { target.map(PathLevel.number) ?? PathLevel.highest }

  /// How many seconds there are until the deadline; nil without an end.
  ///
  /// - Parameter days: from today to the deadline, both counted.
  func secondsAvailable(days: Int?) -> Int? {
    guard let minutesPerDay, let days else { return nil }
    return minutesPerDay * 60 * days
  }

  /// The goal in a sentence without its full stop; nil where nothing was wished for.
  ///
  /// - Parameters:
  ///   - names: of the skills of the goal, in their order.
  ///   - cut: how many steps did not fit before the deadline.
  func words(names: [String], cut: Int) -> String? {
    guard self != LearningGoal() else { return nil }
    var words = skills.isEmpty ? "All skills" : Self.list(names)
    if let target { words += " at \(target.rawValue)" }
    if let deadline { words += " by \(deadline.text)" }
    if let minutesPerDay { words += ", \(minutesPerDay) minutes a day" }
    if cut > 0 { words += "; \(cut) more \(cut == 1 ? "step does" : "steps do") not fit before the deadline" }
    return words
  }

  /// At most three names.
  private static func list(_ names: [String]) -> String {
    guard names.count > 3 else {
      return names.count < 2
        ? names.joined() : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    }
    return "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more skill\(names.count == 4 ? "" : "s")"
  }
}

/// Difficulties as the numbers that statements make of them: 1 for the easiest.
enum PathLevel {
  static let highest = API.Difficulty.allCases.count

  static func number(_ difficulty: API.Difficulty) -> Int {
    (API.Difficulty.allCases.firstIndex(of: difficulty) ?? 0) + 1
  }

  /// The name of a level; numbers out of range have that of the nearest.
  static func name(_ number: Int) -> String {
    API.Difficulty.allCases[min(max(number, 1), highest) - 1].rawValue
  }
}
