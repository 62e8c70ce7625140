// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A picture of how some system works, as Mermaid source.
  public enum Diagram: CompositeOutput {
    public static let typeName = "Diagram"

    /// The arguments of `labs`.
    public struct LabsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `incidents`.
    public struct IncidentsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Diagram`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Diagram" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      /// Unique name for addresses, in lower case.
      public let slug: FieldResolver<Source, NoArguments, String>
      public let title: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String?>
      public let category: FieldResolver<Source, NoArguments, String>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty>
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>
      public let mermaidSource: FieldResolver<Source, NoArguments, String>
      public let status: FieldResolver<Source, NoArguments, API.PublishStatus>
      /// Null when the account is gone.
      public let author: FieldResolver<Source, NoArguments, API.User?>
      /// What it teaches.
      public let skills: FieldResolver<Source, NoArguments, [API.Skill]>
      /// Published labs that practise it, in the author's order.
      public let labs: FieldResolver<Source, LabsArguments, API.LabConnection>
      /// Real failures it explains, in the author's order.
      public let incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>
      /// When the caller completed it; null if not yet.
      public let viewerCompletedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// How many learners have completed it.
      public let completionCount: FieldResolver<Source, NoArguments, Int>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        slug: FieldResolver<Source, NoArguments, String>,
        title: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String?>,
        category: FieldResolver<Source, NoArguments, String>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>,
        mermaidSource: FieldResolver<Source, NoArguments, String>,
        status: FieldResolver<Source, NoArguments, API.PublishStatus>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        skills: FieldResolver<Source, NoArguments, [API.Skill]>,
        labs: FieldResolver<Source, LabsArguments, API.LabConnection>,
        incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>,
        viewerCompletedAt: FieldResolver<Source, NoArguments, DateTime?>,
        completionCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.slug = slug
        self.title = title
        self.description = description
        self.category = category
        self.tags = tags
        self.difficulty = difficulty
        self.estimatedTime = estimatedTime
        self.mermaidSource = mermaidSource
        self.status = status
        self.author = author
        self.skills = skills
        self.labs = labs
        self.incidents = incidents
        self.viewerCompletedAt = viewerCompletedAt
        self.completionCount = completionCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("slug", AnyFieldResolver(slug)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("category", AnyFieldResolver(category)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("mermaidSource", AnyFieldResolver(mermaidSource)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("skills", AnyFieldResolver(skills)))
        list.append(("labs", AnyFieldResolver(labs)))
        list.append(("incidents", AnyFieldResolver(incidents)))
        list.append(("viewerCompletedAt", AnyFieldResolver(viewerCompletedAt)))
        list.append(("completionCount", AnyFieldResolver(completionCount)))
        return list
      }
    }
  }

  /// Only what is published is listed and counted.
  public enum PublishStatus: String, EnumOutput, CaseIterable {
    case draft = "DRAFT"
    case published = "PUBLISHED"
    case archived = "ARCHIVED"
  }

  /// Narrows a list of diagrams: every member given must hold.
  public struct DiagramFilter: InputDecodable {
    public let ids: [ID]?
    public let category: String?
    /// Any of these.
    public let categories: [String]?
    /// All of these.
    public let tags: [String]?
    public let difficulty: API.Difficulty?
    /// Completed by the caller, or not; for a visitor nothing is completed.
    public let completed: Bool?
    /// Linked to this incident.
    public let incidentId: ID?
    /// Words, "phrases", or, -not; over title, tags, category and description.
    public let search: String?
    public let updatedAfter: DateTime?
    /// Most rows to answer; at most 1000.
    public let limit: Int?
    public let offset: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DiagramFilter") }
      ids = try object.decode("ids")
      category = try object.decode("category")
      categories = try object.decode("categories")
      tags = try object.decode("tags")
      difficulty = try object.decode("difficulty")
      completed = try object.decode("completed")
      incidentId = try object.decode("incidentId")
      search = try object.decode("search")
      updatedAfter = try object.decode("updatedAfter")
      limit = try object.decode("limit")
      offset = try object.decode("offset")
      given = object
    }
  }

  /// A task to solve with one's own hands, graded by checks.
  public enum Lab: CompositeOutput {
    public static let typeName = "Lab"

    /// The arguments of `diagrams`.
    public struct DiagramsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `viewerAttempts`.
    public struct ViewerAttemptsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Lab`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Lab" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      /// Unique name for addresses, in lower case.
      public let slug: FieldResolver<Source, NoArguments, String>
      public let title: FieldResolver<Source, NoArguments, String>
      public let summary: FieldResolver<Source, NoArguments, String?>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty>
      public let category: FieldResolver<Source, NoArguments, String?>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      public let instructions: FieldResolver<Source, NoArguments, String>
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>
      public let timeLimit: FieldResolver<Source, NoArguments, ISODuration?>
      public let status: FieldResolver<Source, NoArguments, API.PublishStatus>
      /// Null when the account is gone.
      public let author: FieldResolver<Source, NoArguments, API.User?>
      public let hints: FieldResolver<Source, NoArguments, [API.LabHint]>
      public let checks: FieldResolver<Source, NoArguments, [API.LabCheck]>
      /// What it trains.
      public let skills: FieldResolver<Source, NoArguments, [API.Skill]>
      /// Published diagrams it belongs to.
      public let diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>
      /// How far the caller has come.
      public let viewerStatus: FieldResolver<Source, NoArguments, API.LabStatus?>
      /// The caller's attempts, latest first.
      public let viewerAttempts: FieldResolver<Source, ViewerAttemptsArguments, API.LabResultConnection>
      /// 0 to 1: learners who passed among those who tried; null when nobody has.
      public let passRate: FieldResolver<Source, NoArguments, Double?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        slug: FieldResolver<Source, NoArguments, String>,
        title: FieldResolver<Source, NoArguments, String>,
        summary: FieldResolver<Source, NoArguments, String?>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        category: FieldResolver<Source, NoArguments, String?>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        instructions: FieldResolver<Source, NoArguments, String>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>,
        timeLimit: FieldResolver<Source, NoArguments, ISODuration?>,
        status: FieldResolver<Source, NoArguments, API.PublishStatus>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        hints: FieldResolver<Source, NoArguments, [API.LabHint]>,
        checks: FieldResolver<Source, NoArguments, [API.LabCheck]>,
        skills: FieldResolver<Source, NoArguments, [API.Skill]>,
        diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>,
        viewerStatus: FieldResolver<Source, NoArguments, API.LabStatus?>,
        viewerAttempts: FieldResolver<Source, ViewerAttemptsArguments, API.LabResultConnection>,
        passRate: FieldResolver<Source, NoArguments, Double?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.slug = slug
        self.title = title
        self.summary = summary
        self.difficulty = difficulty
        self.category = category
        self.tags = tags
        self.instructions = instructions
        self.estimatedTime = estimatedTime
        self.timeLimit = timeLimit
        self.status = status
        self.author = author
        self.hints = hints
        self.checks = checks
        self.skills = skills
        self.diagrams = diagrams
        self.viewerStatus = viewerStatus
        self.viewerAttempts = viewerAttempts
        self.passRate = passRate
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("slug", AnyFieldResolver(slug)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("summary", AnyFieldResolver(summary)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("category", AnyFieldResolver(category)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("instructions", AnyFieldResolver(instructions)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("timeLimit", AnyFieldResolver(timeLimit)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("hints", AnyFieldResolver(hints)))
        list.append(("checks", AnyFieldResolver(checks)))
        list.append(("skills", AnyFieldResolver(skills)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("viewerStatus", AnyFieldResolver(viewerStatus)))
        list.append(("viewerAttempts", AnyFieldResolver(viewerAttempts)))
        list.append(("passRate", AnyFieldResolver(passRate)))
        return list
      }
    }
  }

  /// Narrows a list of labs: every member given must hold.
  public struct LabFilter: InputDecodable {
    public let ids: [ID]?
    public let difficulty: API.Difficulty?
    /// Any of these.
    public let difficulties: [API.Difficulty]?
    public let category: String?
    /// All of these.
    public let tags: [String]?
    /// The caller's state in the lab; for a visitor every lab is NOT_STARTED.
    public let state: API.LabState?
    /// Linked to this diagram.
    public let diagramId: ID?
    /// Words, "phrases", or, -not; over title, tags, summary and instructions.
    public let search: String?
    /// Most rows to answer; at most 500.
    public let limit: Int?
    public let offset: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LabFilter") }
      ids = try object.decode("ids")
      difficulty = try object.decode("difficulty")
      difficulties = try object.decode("difficulties")
      category = try object.decode("category")
      tags = try object.decode("tags")
      state = try object.decode("state")
      diagramId = try object.decode("diagramId")
      search = try object.decode("search")
      limit = try object.decode("limit")
      offset = try object.decode("offset")
      given = object
    }
  }

  /// A hint of a lab; looking at it costs points.
  public enum LabHint: CompositeOutput {
    public static let typeName = "LabHint"

    /// One resolver per field of `LabHint`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabHint" }
      /// From 0, in the order to reveal them.
      public let index: FieldResolver<Source, NoArguments, Int>
      /// Points taken off the score, 0 to 100.
      public let penalty: FieldResolver<Source, NoArguments, Double>

      public init(
        index: FieldResolver<Source, NoArguments, Int>,
        penalty: FieldResolver<Source, NoArguments, Double>
      ) {
        self.index = index
        self.penalty = penalty
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("index", AnyFieldResolver(index)))
        list.append(("penalty", AnyFieldResolver(penalty)))
        return list
      }
    }
  }

  /// One thing a solution is graded by.
  public enum LabCheck: CompositeOutput {
    public static let typeName = "LabCheck"

    /// One resolver per field of `LabCheck`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabCheck" }
      /// Unique within the lab.
      public let key: FieldResolver<Source, NoArguments, String>
      public let title: FieldResolver<Source, NoArguments, String>
      /// Its share of the score, relative to the lab's other checks.
      public let weight: FieldResolver<Source, NoArguments, Double>

      public init(
        key: FieldResolver<Source, NoArguments, String>,
        title: FieldResolver<Source, NoArguments, String>,
        weight: FieldResolver<Source, NoArguments, Double>
      ) {
        self.key = key
        self.title = title
        self.weight = weight
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("key", AnyFieldResolver(key)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("weight", AnyFieldResolver(weight)))
        return list
      }
    }
  }

  /// An object rather than an enum: subscribers need to know which lab and which run moved, and an enum could never grow.
  public enum LabStatus: CompositeOutput {
    public static let typeName = "LabStatus"

    /// One resolver per field of `LabStatus`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabStatus" }
      public let lab: FieldResolver<Source, NoArguments, API.Lab>
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let state: FieldResolver<Source, NoArguments, API.LabState>
      public let attempts: FieldResolver<Source, NoArguments, Int>
      public let lastResult: FieldResolver<Source, NoArguments, API.LabResult?>
      public let message: FieldResolver<Source, NoArguments, String?>
      public let changedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        lab: FieldResolver<Source, NoArguments, API.Lab>,
        user: FieldResolver<Source, NoArguments, API.User>,
        state: FieldResolver<Source, NoArguments, API.LabState>,
        attempts: FieldResolver<Source, NoArguments, Int>,
        lastResult: FieldResolver<Source, NoArguments, API.LabResult?>,
        message: FieldResolver<Source, NoArguments, String?>,
        changedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.lab = lab
        self.user = user
        self.state = state
        self.attempts = attempts
        self.lastResult = lastResult
        self.message = message
        self.changedAt = changedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("lab", AnyFieldResolver(lab)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("attempts", AnyFieldResolver(attempts)))
        list.append(("lastResult", AnyFieldResolver(lastResult)))
        list.append(("message", AnyFieldResolver(message)))
        list.append(("changedAt", AnyFieldResolver(changedAt)))
        return list
      }
    }
  }

  /// Where a learner stands in a lab.
  public enum LabState: String, EnumOutput, CaseIterable {
    case notStarted = "NOT_STARTED"
    case queued = "QUEUED"
    case provisioning = "PROVISIONING"
    case ready = "READY"
    case inProgress = "IN_PROGRESS"
    case grading = "GRADING"
    case passed = "PASSED"
    case failed = "FAILED"
    case expired = "EXPIRED"
    case stopped = "STOPPED"
    case error = "ERROR"
  }

  /// One attempt at a lab.
  public enum LabResult: CompositeOutput {
    public static let typeName = "LabResult"

    /// One resolver per field of `LabResult`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabResult" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let lab: FieldResolver<Source, NoArguments, API.Lab>
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// From 1, for each learner and lab.
      public let attempt: FieldResolver<Source, NoArguments, Int>
      public let state: FieldResolver<Source, NoArguments, API.LabState>
      public let passed: FieldResolver<Source, NoArguments, Bool>
      /// 0 to 100.
      public let score: FieldResolver<Source, NoArguments, Double>
      public let checks: FieldResolver<Source, NoArguments, [API.LabCheckResult]>
      public let feedback: FieldResolver<Source, NoArguments, String?>
      public let submittedAt: FieldResolver<Source, NoArguments, DateTime>
      /// Null while it is being graded.
      public let gradedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// Time worked on it, when known.
      public let duration: FieldResolver<Source, NoArguments, ISODuration?>
      /// The learner's standing after it.
      public let progress: FieldResolver<Source, NoArguments, API.Progress>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        lab: FieldResolver<Source, NoArguments, API.Lab>,
        user: FieldResolver<Source, NoArguments, API.User>,
        attempt: FieldResolver<Source, NoArguments, Int>,
        state: FieldResolver<Source, NoArguments, API.LabState>,
        passed: FieldResolver<Source, NoArguments, Bool>,
        score: FieldResolver<Source, NoArguments, Double>,
        checks: FieldResolver<Source, NoArguments, [API.LabCheckResult]>,
        feedback: FieldResolver<Source, NoArguments, String?>,
        submittedAt: FieldResolver<Source, NoArguments, DateTime>,
        gradedAt: FieldResolver<Source, NoArguments, DateTime?>,
        duration: FieldResolver<Source, NoArguments, ISODuration?>,
        progress: FieldResolver<Source, NoArguments, API.Progress>
      ) {
        self.id = id
        self.lab = lab
        self.user = user
        self.attempt = attempt
        self.state = state
        self.passed = passed
        self.score = score
        self.checks = checks
        self.feedback = feedback
        self.submittedAt = submittedAt
        self.gradedAt = gradedAt
        self.duration = duration
        self.progress = progress
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("lab", AnyFieldResolver(lab)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("attempt", AnyFieldResolver(attempt)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("passed", AnyFieldResolver(passed)))
        list.append(("score", AnyFieldResolver(score)))
        list.append(("checks", AnyFieldResolver(checks)))
        list.append(("feedback", AnyFieldResolver(feedback)))
        list.append(("submittedAt", AnyFieldResolver(submittedAt)))
        list.append(("gradedAt", AnyFieldResolver(gradedAt)))
        list.append(("duration", AnyFieldResolver(duration)))
        list.append(("progress", AnyFieldResolver(progress)))
        return list
      }
    }
  }

  /// What one check found.
  public enum LabCheckResult: CompositeOutput {
    public static let typeName = "LabCheckResult"

    /// One resolver per field of `LabCheckResult`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabCheckResult" }
      public let check: FieldResolver<Source, NoArguments, API.LabCheck>
      public let passed: FieldResolver<Source, NoArguments, Bool>
      public let message: FieldResolver<Source, NoArguments, String?>

      public init(
        check: FieldResolver<Source, NoArguments, API.LabCheck>,
        passed: FieldResolver<Source, NoArguments, Bool>,
        message: FieldResolver<Source, NoArguments, String?>
      ) {
        self.check = check
        self.passed = passed
        self.message = message
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("check", AnyFieldResolver(check)))
        list.append(("passed", AnyFieldResolver(passed)))
        list.append(("message", AnyFieldResolver(message)))
        return list
      }
    }
  }

  /// A real failure of a real system, and what it taught.
  public enum Incident: CompositeOutput {
    public static let typeName = "Incident"

    /// The arguments of `diagrams`.
    public struct DiagramsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `labs`.
    public struct LabsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Incident`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Incident" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      public let company: FieldResolver<Source, NoArguments, String>
      public let title: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String>
      public let occurredOn: FieldResolver<Source, NoArguments, LocalDate?>
      public let severity: FieldResolver<Source, NoArguments, API.IncidentSeverity?>
      public let rootCause: FieldResolver<Source, NoArguments, String?>
      public let lessons: FieldResolver<Source, NoArguments, String?>
      /// Where it was reported.
      public let sourceUrl: FieldResolver<Source, NoArguments, String?>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      /// Published diagrams that explain it.
      public let diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>
      /// Published labs of those diagrams.
      public let labs: FieldResolver<Source, LabsArguments, API.LabConnection>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        company: FieldResolver<Source, NoArguments, String>,
        title: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String>,
        occurredOn: FieldResolver<Source, NoArguments, LocalDate?>,
        severity: FieldResolver<Source, NoArguments, API.IncidentSeverity?>,
        rootCause: FieldResolver<Source, NoArguments, String?>,
        lessons: FieldResolver<Source, NoArguments, String?>,
        sourceUrl: FieldResolver<Source, NoArguments, String?>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>,
        labs: FieldResolver<Source, LabsArguments, API.LabConnection>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.company = company
        self.title = title
        self.description = description
        self.occurredOn = occurredOn
        self.severity = severity
        self.rootCause = rootCause
        self.lessons = lessons
        self.sourceUrl = sourceUrl
        self.tags = tags
        self.diagrams = diagrams
        self.labs = labs
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("company", AnyFieldResolver(company)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("occurredOn", AnyFieldResolver(occurredOn)))
        list.append(("severity", AnyFieldResolver(severity)))
        list.append(("rootCause", AnyFieldResolver(rootCause)))
        list.append(("lessons", AnyFieldResolver(lessons)))
        list.append(("sourceUrl", AnyFieldResolver(sourceUrl)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("labs", AnyFieldResolver(labs)))
        return list
      }
    }
  }

  /// How bad it was for its users.
  public enum IncidentSeverity: String, EnumOutput, CaseIterable {
    case minor = "MINOR"
    case major = "MAJOR"
    case critical = "CRITICAL"
  }

  /// A page of diagrams.
  public enum DiagramConnection: CompositeOutput {
    public static let typeName = "DiagramConnection"

    /// One resolver per field of `DiagramConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.DiagramEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Diagram]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.DiagramEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Diagram]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum DiagramEdge: CompositeOutput {
    public static let typeName = "DiagramEdge"

    /// One resolver per field of `DiagramEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Diagram>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Diagram>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }

  /// A page of labs.
  public enum LabConnection: CompositeOutput {
    public static let typeName = "LabConnection"

    /// One resolver per field of `LabConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.LabEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Lab]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.LabEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Lab]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum LabEdge: CompositeOutput {
    public static let typeName = "LabEdge"

    /// One resolver per field of `LabEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Lab>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Lab>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }

  /// A page of incidents.
  public enum IncidentConnection: CompositeOutput {
    public static let typeName = "IncidentConnection"

    /// One resolver per field of `IncidentConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "IncidentConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.IncidentEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Incident]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.IncidentEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Incident]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum IncidentEdge: CompositeOutput {
    public static let typeName = "IncidentEdge"

    /// One resolver per field of `IncidentEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "IncidentEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Incident>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Incident>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }

  /// A page of attempts at a lab.
  public enum LabResultConnection: CompositeOutput {
    public static let typeName = "LabResultConnection"

    /// One resolver per field of `LabResultConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabResultConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.LabResultEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.LabResult]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.LabResultEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.LabResult]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum LabResultEdge: CompositeOutput {
    public static let typeName = "LabResultEdge"

    /// One resolver per field of `LabResultEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabResultEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.LabResult>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.LabResult>
      ) {
        self.cursor = cursor
        self.node = node
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        return list
      }
    }
  }
}
