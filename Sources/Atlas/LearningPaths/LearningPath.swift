import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

/// A step of a plan.
struct PathStep: Sendable, Equatable {
  let candidate: PathCandidate
  let reason: StepReason
}

/// The source of `LearningPath`.
struct LearningPath: ObjectSource {
  let goal: String?
  /// Completed steps first.
  let steps: [PathStep]
  let generatedAt: DateTime

  static let longest = 30

  /// The path of a learner; nil where nothing is left to learn.
  ///
  /// - Throws: `NOT_FOUND` for an unknown skill, `VALIDATION_ERROR` for a deadline that is over.
  static func make(_ goal: LearningGoal, user: Int64, _ context: ExecutionContext) async throws -> LearningPath? {
    let facts = list(try await context.read(LearningPathStatements.standing(goal, user: user)))
    let skills = SkillStanding.list(facts)
    let names = try names(of: goal, skills)
    guard let moment = facts.first else { return nil }
    let days = moment[RowColumn<Int?>("days")]
    if let days, days < 1 { throw GraphQLError.validation("goal.deadline must not be in the past.") }
    let standing = skills.filter(\.isTaught)
    let rows = list(
      try await context.read(LearningPathStatements.candidates(goal, standing, user: user)))
    let candidates = rows.compactMap(PathCandidate.init)
    let completed = candidates.filter(\.isCompleted).map { PathStep(candidate: $0, reason: .completed) }
    let open = PathPlanner.steps(
      candidates, standing: standing, targetLevel: goal.targetLevel, limit: longest - completed.count)
    guard !open.isEmpty else { return nil }
    let fitting = open.fitting(seconds: goal.secondsAvailable(days: days))
    return LearningPath(
      goal: goal.words(names: names, cut: open.count - fitting.count), steps: completed + fitting,
      generatedAt: moment[RowColumn<DateTime>("generated_at")])
  }

  private static func list(_ rows: Rows) -> [Row] { (0..<rows.count).map { Row(rows: rows, index: $0) } }

  private static func names(of goal: LearningGoal, _ standing: [SkillStanding]) throws(GraphQLError) -> [String] {
    var names: [String] = []
    for key in goal.skills {
      guard let skill = standing.first(where: { $0.id == key }) else { throw .notFound("skill") }
      names.append(skill.name)
    }
    return names
  }

  /// Of what is not completed.
  var estimatedTime: ISODuration {
    let seconds = steps.lazy.filter { !$0.candidate.isCompleted }.reduce(0) { $0 + $1.candidate.seconds }
    return ISODuration(seconds: seconds)
  }
}

extension [PathStep] {
  /// As many steps from the beginning as a time is enough for.
  func fitting(seconds: Int?) -> [PathStep] {
    guard let seconds else { return self }
    var sum = 0
    return Array(
      prefix { step in
        sum += step.candidate.seconds
        return sum <= seconds
      })
  }
}

/// The source of `LearningPathStep`.
struct LearningPathStep: ObjectSource {
  let position: Int
  let step: PathStep
}

extension LearningPath {
  /// The resolvers of `LearningPath`.
  static let fields = API.LearningPath.Fields<LearningPath>(
    goal: .value { $0.goal },
    steps: .batch { paths, _, _ in
      .lists(paths.map { $0.steps.enumerated().map { LearningPathStep(position: $0.offset + 1, step: $0.element) } })
    },
    estimatedTime: .value { $0.estimatedTime },
    generatedAt: .value { $0.generatedAt })
}

extension LearningPathStep {
  /// The resolvers of `LearningPathStep`.
  static let fields = API.LearningPathStep.Fields<LearningPathStep>(
    position: .value { $0.position },
    item: FieldResolver { steps, _, _ in
      .loading(LoadRequest(steps.map { ($0.step.candidate.item.kind.typeName, $0.step.candidate.item.key) }))
    },
    reason: .value { $0.step.reason.text($0.step.candidate) },
    completed: .value { $0.step.candidate.isCompleted })
}
