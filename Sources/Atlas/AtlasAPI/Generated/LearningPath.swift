// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// Steps from where a learner stands to a goal, in an order in which each is prepared by those before it: weak skills
  /// first, easy before hard, what a step needs always before it. Only what is published is a step.
  ///
  /// A level of a skill is mastered with three quarters of what is published there: what is at or below it is left out unless
  /// something else needs it. Incidents count as read with a diagram that they belong to.
  public enum LearningPath: CompositeOutput {
    public static let typeName = "LearningPath"

    /// One resolver per field of `LearningPath`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LearningPath" }
      /// The goal in words; null without one.
      public let goal: FieldResolver<Source, NoArguments, String?>
      /// At most 30: first up to three that were completed last, as far as they belong to the goal; then those to come. Empty
      /// where the first of them takes longer than there is time.
      public let steps: FieldResolver<Source, NoArguments, [API.LearningPathStep]>
      /// What the steps that are not completed take together. Without an estimate a diagram takes 15 minutes, a lab 30, and an
      /// incident 10.
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration>
      public let generatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        goal: FieldResolver<Source, NoArguments, String?>,
        steps: FieldResolver<Source, NoArguments, [API.LearningPathStep]>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration>,
        generatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.goal = goal
        self.steps = steps
        self.estimatedTime = estimatedTime
        self.generatedAt = generatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("goal", AnyFieldResolver(goal)))
        list.append(("steps", AnyFieldResolver(steps)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("generatedAt", AnyFieldResolver(generatedAt)))
        return list
      }
    }
  }

  public enum LearningPathStep: CompositeOutput {
    public static let typeName = "LearningPathStep"

    /// One resolver per field of `LearningPathStep`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LearningPathStep" }
      /// From 1.
      public let position: FieldResolver<Source, NoArguments, Int>
      public let item: FieldResolver<Source, NoArguments, API.LearningItem>
      /// Why it stands here, in a sentence.
      public let reason: FieldResolver<Source, NoArguments, String>
      public let completed: FieldResolver<Source, NoArguments, Bool>

      public init(
        position: FieldResolver<Source, NoArguments, Int>,
        item: FieldResolver<Source, NoArguments, API.LearningItem>,
        reason: FieldResolver<Source, NoArguments, String>,
        completed: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.position = position
        self.item = item
        self.reason = reason
        self.completed = completed
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("position", AnyFieldResolver(position)))
        list.append(("item", AnyFieldResolver(item)))
        list.append(("reason", AnyFieldResolver(reason)))
        list.append(("completed", AnyFieldResolver(completed)))
        return list
      }
    }
  }

  public struct LearningGoalInput: InputDecodable {
    /// With the skills below them. All skills if not given, or empty.
    public let skillIds: [ID]?
    /// Nothing harder, apart from what other steps need.
    public let targetLevel: API.Difficulty?
    public let minutesPerDay: Int?
    /// The last day, in UTC; not in the past. With minutesPerDay the path is cut to what fits until then.
    public let deadline: LocalDate?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LearningGoalInput") }
      skillIds = try object.decode("skillIds")
      targetLevel = try object.decode("targetLevel")
      minutesPerDay = try object.decode("minutesPerDay")
      deadline = try object.decode("deadline")
      given = object
    }
  }
}
