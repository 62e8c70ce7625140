// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
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
      /// The stretch that values cover in ISO 8601: a duration up to calculatedAt (P30D) or, where a range was given, an interval
      /// in which .. is an open end.
      public let range: FieldResolver<Source, NoArguments, String>
      /// All metrics of the range.
      public let values: FieldResolver<Source, NoArguments, [API.Metric]>
      /// One of values by name; null for an unknown name.
      public let metric: FieldResolver<Source, MetricArguments, API.Metric?>
      /// One metric over time, oldest first, at most 400 points; empty for a name without a series, which lab_pass_rate and
      /// active_days are. Default range: 30 days.
      public let series: FieldResolver<Source, SeriesArguments, [API.MetricPoint]>
      /// What may be expected if the learner goes on as before; null where there is too little to go by. How each is computed
      /// stands in its method.
      public let predictions: FieldResolver<Source, NoArguments, [API.Prediction]?>
      public let calculatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        range: FieldResolver<Source, NoArguments, String>,
        values: FieldResolver<Source, NoArguments, [API.Metric]>,
        metric: FieldResolver<Source, MetricArguments, API.Metric?>,
        series: FieldResolver<Source, SeriesArguments, [API.MetricPoint]>,
        predictions: FieldResolver<Source, NoArguments, [API.Prediction]?>,
        calculatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.user = user
        self.range = range
        self.values = values
        self.metric = metric
        self.series = series
        self.predictions = predictions
        self.calculatedAt = calculatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("range", AnyFieldResolver(range)))
        list.append(("values", AnyFieldResolver(values)))
        list.append(("metric", AnyFieldResolver(metric)))
        list.append(("series", AnyFieldResolver(series)))
        list.append(("predictions", AnyFieldResolver(predictions)))
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

  /// An expectation.
  public enum Prediction: CompositeOutput {
    public static let typeName = "Prediction"

    /// One resolver per field of `Prediction`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Prediction" }
      /// For example items_completed_next_7_days, lab_pass_chance, days_to_complete_all.
      public let name: FieldResolver<Source, NoArguments, String>
      public let value: FieldResolver<Source, NoArguments, Double>
      /// 0 to 1: how much there was to go by.
      public let confidence: FieldResolver<Source, NoArguments, Double>
      /// How it is computed, in a sentence.
      public let method: FieldResolver<Source, NoArguments, String>
      public let validUntil: FieldResolver<Source, NoArguments, DateTime>

      public init(
        name: FieldResolver<Source, NoArguments, String>,
        value: FieldResolver<Source, NoArguments, Double>,
        confidence: FieldResolver<Source, NoArguments, Double>,
        method: FieldResolver<Source, NoArguments, String>,
        validUntil: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.name = name
        self.value = value
        self.confidence = confidence
        self.method = method
        self.validUntil = validUntil
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("name", AnyFieldResolver(name)))
        list.append(("value", AnyFieldResolver(value)))
        list.append(("confidence", AnyFieldResolver(confidence)))
        list.append(("method", AnyFieldResolver(method)))
        list.append(("validUntil", AnyFieldResolver(validUntil)))
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
      /// Chance of recalling it today, 0 to 1, by the forgetting curve of FSRS-5: (1 + 19/81 t/S)^(-1/2), t days after the last
      /// success. The stability S is estimated: 3.173 days after the first day with something completed or passed, and 2.5 times
      /// as many after each further such day; 0.40255 days from the last try where nothing was passed yet. Null without practice.
      public let retrievability: FieldResolver<Source, NoArguments, Double?>
      /// How many items the learner completed or tried.
      public let samples: FieldResolver<Source, NoArguments, Int>
      public let lastPracticedAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        skill: FieldResolver<Source, NoArguments, API.Skill>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        mastery: FieldResolver<Source, NoArguments, Double>,
        retrievability: FieldResolver<Source, NoArguments, Double?>,
        samples: FieldResolver<Source, NoArguments, Int>,
        lastPracticedAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.skill = skill
        self.difficulty = difficulty
        self.mastery = mastery
        self.retrievability = retrievability
        self.samples = samples
        self.lastPracticedAt = lastPracticedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("skill", AnyFieldResolver(skill)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("mastery", AnyFieldResolver(mastery)))
        list.append(("retrievability", AnyFieldResolver(retrievability)))
        list.append(("samples", AnyFieldResolver(samples)))
        list.append(("lastPracticedAt", AnyFieldResolver(lastPracticedAt)))
        return list
      }
    }
  }

  /// Where a learner stands, in one piece.
  public enum Dashboard: CompositeOutput {
    public static let typeName = "Dashboard"

    /// One resolver per field of `Dashboard`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Dashboard" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let progress: FieldResolver<Source, NoArguments, API.Progress>
      public let metrics: FieldResolver<Source, NoArguments, API.Metrics>
      /// What to do next, best first: begun things, then what follows from what is completed.
      public let nextUp: FieldResolver<Source, NoArguments, [API.LearningItem]>
      /// Latest first; the caller's own alone.
      public let recentConversations: FieldResolver<Source, NoArguments, [API.Conversation]>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        progress: FieldResolver<Source, NoArguments, API.Progress>,
        metrics: FieldResolver<Source, NoArguments, API.Metrics>,
        nextUp: FieldResolver<Source, NoArguments, [API.LearningItem]>,
        recentConversations: FieldResolver<Source, NoArguments, [API.Conversation]>
      ) {
        self.user = user
        self.progress = progress
        self.metrics = metrics
        self.nextUp = nextUp
        self.recentConversations = recentConversations
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("progress", AnyFieldResolver(progress)))
        list.append(("metrics", AnyFieldResolver(metrics)))
        list.append(("nextUp", AnyFieldResolver(nextUp)))
        list.append(("recentConversations", AnyFieldResolver(recentConversations)))
        return list
      }
    }
  }

  /// Numbers for those who teach, computed by a job.
  public enum Report: CompositeOutput {
    public static let typeName = "Report"

    /// One resolver per field of `Report`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Report" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let kind: FieldResolver<Source, NoArguments, API.ReportKind>
      /// The stretch of time that it covers.
      public let from: FieldResolver<Source, NoArguments, DateTime>
      public let to: FieldResolver<Source, NoArguments, DateTime>
      public let job: FieldResolver<Source, NoArguments, API.Job>
      /// A list of objects; null until the job is done.
      public let rows: FieldResolver<Source, NoArguments, JSONValue?>
      /// The same as CSV, for a short time: ask anew instead of keeping it.
      public let downloadUrl: FieldResolver<Source, NoArguments, String?>
      /// When the report is deleted.
      public let expiresAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        kind: FieldResolver<Source, NoArguments, API.ReportKind>,
        from: FieldResolver<Source, NoArguments, DateTime>,
        to: FieldResolver<Source, NoArguments, DateTime>,
        job: FieldResolver<Source, NoArguments, API.Job>,
        rows: FieldResolver<Source, NoArguments, JSONValue?>,
        downloadUrl: FieldResolver<Source, NoArguments, String?>,
        expiresAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.kind = kind
        self.from = from
        self.to = to
        self.job = job
        self.rows = rows
        self.downloadUrl = downloadUrl
        self.expiresAt = expiresAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("from", AnyFieldResolver(from)))
        list.append(("to", AnyFieldResolver(to)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("rows", AnyFieldResolver(rows)))
        list.append(("downloadUrl", AnyFieldResolver(downloadUrl)))
        list.append(("expiresAt", AnyFieldResolver(expiresAt)))
        return list
      }
    }
  }

  /// What reports there are.
  public enum ReportKind: String, EnumOutput, CaseIterable {
    /// One row for each lab.
    case labOutcomes = "LAB_OUTCOMES"
    /// One row for each day.
    case engagement = "ENGAGEMENT"
    /// One row for each day.
    case aiUsage = "AI_USAGE"
  }

  public struct RequestReportInput: InputDecodable {
    public let kind: API.ReportKind
    /// Only the members of this group, which the caller owns or moderates; admins may name any. Without it the members of all
    /// such groups, for admins everybody.
    public let groupId: ID?
    /// The last 30 days if not given; at most a year.
    public let range: API.DateTimeRange?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RequestReportInput") }
      kind = try object.decode("kind")
      groupId = try object.decode("groupId")
      range = try object.decode("range")
      given = object
    }
  }

  public enum RequestReportPayload: CompositeOutput {
    public static let typeName = "RequestReportPayload"

    /// One resolver per field of `RequestReportPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RequestReportPayload" }
      public let report: FieldResolver<Source, NoArguments, API.Report?>
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        report: FieldResolver<Source, NoArguments, API.Report?>,
        job: FieldResolver<Source, NoArguments, API.Job?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.report = report
        self.job = job
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("report", AnyFieldResolver(report)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Something that happened in a client.
  public struct TrackEventInput: InputDecodable {
    public let name: String
    /// What it was about: a global id.
    public let subjectId: ID?
    /// At most a week ago and a minute ahead.
    public let at: DateTime
    /// At most 4 KB.
    public let data: JSONValue?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("TrackEventInput") }
      name = try object.decode("name")
      subjectId = try object.decode("subjectId")
      at = try object.decode("at")
      data = try object.decode("data")
      given = object
    }
  }

  public struct TrackEventsInput: InputDecodable {
    public let events: [API.TrackEventInput]
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("TrackEventsInput") }
      events = try object.decode("events")
      given = object
    }
  }

  public enum TrackEventsPayload: CompositeOutput {
    public static let typeName = "TrackEventsPayload"

    /// One resolver per field of `TrackEventsPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "TrackEventsPayload" }
      /// How many were stored: all, or none where there are user errors.
      public let accepted: FieldResolver<Source, NoArguments, Int>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        accepted: FieldResolver<Source, NoArguments, Int>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.accepted = accepted
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("accepted", AnyFieldResolver(accepted)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
