// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSyntax

extension API {
  /// Numbers about one learner's activity.
  public enum Metrics: CompositeOutput {
    public static let typeName = "Metrics"

    /// The arguments of `metric`.
    public struct MetricArguments: ArgumentSet {
      public let name: String

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        name = try arguments.decode("name")
      }
    }

    /// The arguments of `series`.
    public struct SeriesArguments: ArgumentSet {
      public let name: String
      public let bucket: API.TimeBucket
      public let range: API.DateTimeRange?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        name = try arguments.decode("name")
        bucket = try arguments.decode("bucket")
        range = try arguments.decode("range")
      }
    }

    /// One resolver per field of `Metrics`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Metrics" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// The stretch that values cover, up to calculatedAt, as an ISO 8601 duration: P30D.
      public let range: FieldResolver<Source, NoArguments, String>
      /// All metrics of the range.
      public let values: FieldResolver<Source, NoArguments, [API.Metric]>
      /// One of values by name; null for an unknown name.
      public let metric: FieldResolver<Source, MetricArguments, API.Metric?>
      /// One metric over time, oldest first, at most 400 points; empty for a name without a series. Default range: 30 days.
      public let series: FieldResolver<Source, SeriesArguments, [API.MetricPoint]>
      public let calculatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        range: FieldResolver<Source, NoArguments, String>,
        values: FieldResolver<Source, NoArguments, [API.Metric]>,
        metric: FieldResolver<Source, MetricArguments, API.Metric?>,
        series: FieldResolver<Source, SeriesArguments, [API.MetricPoint]>,
        calculatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.user = user
        self.range = range
        self.values = values
        self.metric = metric
        self.series = series
        self.calculatedAt = calculatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("range", AnyFieldResolver(range)))
        list.append(("values", AnyFieldResolver(values)))
        list.append(("metric", AnyFieldResolver(metric)))
        list.append(("series", AnyFieldResolver(series)))
        list.append(("calculatedAt", AnyFieldResolver(calculatedAt)))
        return list
      }
    }
  }

  /// One number.
  public enum Metric: CompositeOutput {
    public static let typeName = "Metric"

    /// One resolver per field of `Metric`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Metric" }
      /// For example diagrams_completed, lab_attempts, lab_pass_rate.
      public let name: FieldResolver<Source, NoArguments, String>
      public let value: FieldResolver<Source, NoArguments, Double>
      /// For example items, percent, seconds; null for a bare number.
      public let unit: FieldResolver<Source, NoArguments, String?>
      public let calculatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        name: FieldResolver<Source, NoArguments, String>,
        value: FieldResolver<Source, NoArguments, Double>,
        unit: FieldResolver<Source, NoArguments, String?>,
        calculatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.calculatedAt = calculatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("name", AnyFieldResolver(name)))
        list.append(("value", AnyFieldResolver(value)))
        list.append(("unit", AnyFieldResolver(unit)))
        list.append(("calculatedAt", AnyFieldResolver(calculatedAt)))
        return list
      }
    }
  }

  /// A metric's value in one bucket.
  public enum MetricPoint: CompositeOutput {
    public static let typeName = "MetricPoint"

    /// One resolver per field of `MetricPoint`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MetricPoint" }
      /// Where the bucket begins (UTC).
      public let at: FieldResolver<Source, NoArguments, DateTime>
      public let value: FieldResolver<Source, NoArguments, Double>

      public init(
        at: FieldResolver<Source, NoArguments, DateTime>,
        value: FieldResolver<Source, NoArguments, Double>
      ) {
        self.at = at
        self.value = value
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("at", AnyFieldResolver(at)))
        list.append(("value", AnyFieldResolver(value)))
        return list
      }
    }
  }

  /// How wide the buckets of a series are. Weeks begin on Monday.
  public enum TimeBucket: String, EnumOutput, CaseIterable {
    case hour = "HOUR"
    case day = "DAY"
    case week = "WEEK"
    case month = "MONTH"
  }

  /// One learner's mastery by skill and difficulty.
  public enum SkillHeatmap: CompositeOutput {
    public static let typeName = "SkillHeatmap"

    /// One resolver per field of `SkillHeatmap`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SkillHeatmap" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// One for each skill and difficulty that has something published.
      public let cells: FieldResolver<Source, NoArguments, [API.SkillCell]>
      /// The skills of cells, each once.
      public let skills: FieldResolver<Source, NoArguments, [API.Skill]>
      public let calculatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        cells: FieldResolver<Source, NoArguments, [API.SkillCell]>,
        skills: FieldResolver<Source, NoArguments, [API.Skill]>,
        calculatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.user = user
        self.cells = cells
        self.skills = skills
        self.calculatedAt = calculatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("cells", AnyFieldResolver(cells)))
        list.append(("skills", AnyFieldResolver(skills)))
        list.append(("calculatedAt", AnyFieldResolver(calculatedAt)))
        return list
      }
    }
  }

  /// Something one can get better at.
  public enum Skill: CompositeOutput {
    public static let typeName = "Skill"

    /// One resolver per field of `Skill`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Skill" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let name: FieldResolver<Source, NoArguments, String>
      /// The wider skill it is part of.
      public let parent: FieldResolver<Source, NoArguments, API.Skill?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        name: FieldResolver<Source, NoArguments, String>,
        parent: FieldResolver<Source, NoArguments, API.Skill?>
      ) {
        self.id = id
        self.name = name
        self.parent = parent
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("name", AnyFieldResolver(name)))
        list.append(("parent", AnyFieldResolver(parent)))
        return list
      }
    }
  }

  /// Mastery of one skill at one difficulty.
  public enum SkillCell: CompositeOutput {
    public static let typeName = "SkillCell"

    /// One resolver per field of `SkillCell`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SkillCell" }
      public let skill: FieldResolver<Source, NoArguments, API.Skill>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty>
      /// 0 to 1.
      public let mastery: FieldResolver<Source, NoArguments, Double>
      /// How many items the learner completed or tried.
      public let samples: FieldResolver<Source, NoArguments, Int>
      public let lastPracticedAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        skill: FieldResolver<Source, NoArguments, API.Skill>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        mastery: FieldResolver<Source, NoArguments, Double>,
        samples: FieldResolver<Source, NoArguments, Int>,
        lastPracticedAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.skill = skill
        self.difficulty = difficulty
        self.mastery = mastery
        self.samples = samples
        self.lastPracticedAt = lastPracticedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("skill", AnyFieldResolver(skill)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("mastery", AnyFieldResolver(mastery)))
        list.append(("samples", AnyFieldResolver(samples)))
        list.append(("lastPracticedAt", AnyFieldResolver(lastPracticedAt)))
        return list
      }
    }
  }
}
