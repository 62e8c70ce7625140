// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension API {
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
      /// What the learner needs beside the instructions.
      public let files: FieldResolver<Source, NoArguments, [API.FileAsset]>
      public let hints: FieldResolver<Source, NoArguments, [API.LabHint]>
      public let checks: FieldResolver<Source, NoArguments, [API.LabCheck]>
      /// What it trains.
      public let skills: FieldResolver<Source, NoArguments, [API.Skill]>
      /// Published diagrams it belongs to.
      public let diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>
      /// What to know before, in the author's order.
      public let prerequisites: FieldResolver<Source, NoArguments, [API.LearningItem]>
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
        files: FieldResolver<Source, NoArguments, [API.FileAsset]>,
        hints: FieldResolver<Source, NoArguments, [API.LabHint]>,
        checks: FieldResolver<Source, NoArguments, [API.LabCheck]>,
        skills: FieldResolver<Source, NoArguments, [API.Skill]>,
        diagrams: FieldResolver<Source, DiagramsArguments, API.DiagramConnection>,
        prerequisites: FieldResolver<Source, NoArguments, [API.LearningItem]>,
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
        self.files = files
        self.hints = hints
        self.checks = checks
        self.skills = skills
        self.diagrams = diagrams
        self.prerequisites = prerequisites
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
        list.append(("files", AnyFieldResolver(files)))
        list.append(("hints", AnyFieldResolver(hints)))
        list.append(("checks", AnyFieldResolver(checks)))
        list.append(("skills", AnyFieldResolver(skills)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("prerequisites", AnyFieldResolver(prerequisites)))
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
    /// Most rows to answer; at most 500. Not for connections, whose pages are cut by first and last.
    public let limit: Int?
    /// Rows to leave out. Not for connections.
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

  /// The order of a list of labs; equal ones follow by age.
  public struct LabOrder: InputDecodable {
    public let field: API.LabOrderField
    public let direction: API.OrderDirection
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LabOrder") }
      field = try object.decode("field")
      direction = try object.decode("direction")
      given = object
    }
  }

  /// What labs are ordered by.
  public enum LabOrderField: String, EnumOutput, CaseIterable {
    case title = "TITLE"
    case difficulty = "DIFFICULTY"
    case createdAt = "CREATED_AT"
    case updatedAt = "UPDATED_AT"
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
      /// Null until the caller has revealed it; its author and admins always see it.
      public let text: FieldResolver<Source, NoArguments, String?>

      public init(
        index: FieldResolver<Source, NoArguments, Int>,
        penalty: FieldResolver<Source, NoArguments, Double>,
        text: FieldResolver<Source, NoArguments, String?>
      ) {
        self.index = index
        self.penalty = penalty
        self.text = text
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("index", AnyFieldResolver(index)))
        list.append(("penalty", AnyFieldResolver(penalty)))
        list.append(("text", AnyFieldResolver(text)))
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
      /// What the lab runs in; null while it does not.
      public let environment: FieldResolver<Source, NoArguments, API.LabEnvironment?>
      /// The hints that the learner has revealed.
      public let revealedHints: FieldResolver<Source, NoArguments, [API.LabHint]>
      public let lastResult: FieldResolver<Source, NoArguments, API.LabResult?>
      public let message: FieldResolver<Source, NoArguments, String?>
      public let changedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        lab: FieldResolver<Source, NoArguments, API.Lab>,
        user: FieldResolver<Source, NoArguments, API.User>,
        state: FieldResolver<Source, NoArguments, API.LabState>,
        attempts: FieldResolver<Source, NoArguments, Int>,
        environment: FieldResolver<Source, NoArguments, API.LabEnvironment?>,
        revealedHints: FieldResolver<Source, NoArguments, [API.LabHint]>,
        lastResult: FieldResolver<Source, NoArguments, API.LabResult?>,
        message: FieldResolver<Source, NoArguments, String?>,
        changedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.lab = lab
        self.user = user
        self.state = state
        self.attempts = attempts
        self.environment = environment
        self.revealedHints = revealedHints
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
        list.append(("environment", AnyFieldResolver(environment)))
        list.append(("revealedHints", AnyFieldResolver(revealedHints)))
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

  /// What a lab runs in, for one learner and a limited time.
  public enum LabEnvironment: CompositeOutput {
    public static let typeName = "LabEnvironment"

    /// One resolver per field of `LabEnvironment`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LabEnvironment" }
      public let id: FieldResolver<Source, NoArguments, ID>
      /// Where to work in it; null where it is worked in through checkLab alone.
      public let terminalUrl: FieldResolver<Source, NoArguments, String?>
      public let region: FieldResolver<Source, NoArguments, String?>
      public let startedAt: FieldResolver<Source, NoArguments, DateTime>
      public let expiresAt: FieldResolver<Source, NoArguments, DateTime>
      /// How often it may still be extended.
      public let extensionsLeft: FieldResolver<Source, NoArguments, Int>
      /// As last reported; null where nothing reports it.
      public let cpuPercent: FieldResolver<Source, NoArguments, Double?>
      public let memoryBytes: FieldResolver<Source, NoArguments, Int64?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        terminalUrl: FieldResolver<Source, NoArguments, String?>,
        region: FieldResolver<Source, NoArguments, String?>,
        startedAt: FieldResolver<Source, NoArguments, DateTime>,
        expiresAt: FieldResolver<Source, NoArguments, DateTime>,
        extensionsLeft: FieldResolver<Source, NoArguments, Int>,
        cpuPercent: FieldResolver<Source, NoArguments, Double?>,
        memoryBytes: FieldResolver<Source, NoArguments, Int64?>
      ) {
        self.id = id
        self.terminalUrl = terminalUrl
        self.region = region
        self.startedAt = startedAt
        self.expiresAt = expiresAt
        self.extensionsLeft = extensionsLeft
        self.cpuPercent = cpuPercent
        self.memoryBytes = memoryBytes
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("terminalUrl", AnyFieldResolver(terminalUrl)))
        list.append(("region", AnyFieldResolver(region)))
        list.append(("startedAt", AnyFieldResolver(startedAt)))
        list.append(("expiresAt", AnyFieldResolver(expiresAt)))
        list.append(("extensionsLeft", AnyFieldResolver(extensionsLeft)))
        list.append(("cpuPercent", AnyFieldResolver(cpuPercent)))
        list.append(("memoryBytes", AnyFieldResolver(memoryBytes)))
        return list
      }
    }
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

  public struct CreateLabInput: InputDecodable {
    public let title: String
    public let summary: String?
    public let difficulty: API.Difficulty
    public let category: String?
    public let tags: [String]?
    public let instructions: String
    public let estimatedTime: ISODuration?
    public let timeLimit: ISODuration?
    public let diagramIds: [ID]?
    public let skillIds: [ID]?
    /// Diagrams, labs, incidents and atoms, by their global ids.
    public let prerequisiteIds: [ID]?
    /// Uploads of the caller.
    public let fileUploadIds: [ID]?
    public let hints: [API.LabHintInput]?
    public let checks: [API.LabCheckInput]?
    /// What it runs in; without one, solutions are checked as texts.
    public let environment: API.LabEnvironmentInput?
    /// DRAFT if not given.
    public let status: API.PublishStatus?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateLabInput") }
      title = try object.decode("title")
      summary = try object.decode("summary")
      difficulty = try object.decode("difficulty")
      category = try object.decode("category")
      tags = try object.decode("tags")
      instructions = try object.decode("instructions")
      estimatedTime = try object.decode("estimatedTime")
      timeLimit = try object.decode("timeLimit")
      diagramIds = try object.decode("diagramIds")
      skillIds = try object.decode("skillIds")
      prerequisiteIds = try object.decode("prerequisiteIds")
      fileUploadIds = try object.decode("fileUploadIds")
      hints = try object.decode("hints")
      checks = try object.decode("checks")
      environment = try object.decode("environment")
      status = try object.decode("status")
      given = object
    }
  }

  public enum CreateLabPayload: CompositeOutput {
    public static let typeName = "CreateLabPayload"

    /// One resolver per field of `CreateLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateLabPayload" }
      public let lab: FieldResolver<Source, NoArguments, API.Lab?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        lab: FieldResolver<Source, NoArguments, API.Lab?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.lab = lab
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("lab", AnyFieldResolver(lab)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is given replaces what is there; lists replace whole lists. Null empties what may be empty.
  public struct UpdateLabInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    public let title: String?
    public let summary: String?
    public let difficulty: API.Difficulty?
    public let category: String?
    public let tags: [String]?
    public let instructions: String?
    public let estimatedTime: ISODuration?
    public let timeLimit: ISODuration?
    public let diagramIds: [ID]?
    public let skillIds: [ID]?
    /// Diagrams, labs, incidents and atoms, by their global ids.
    public let prerequisiteIds: [ID]?
    /// Uploads of the caller; files that stay are named by fileIds.
    public let fileUploadIds: [ID]?
    /// Those of its files that stay; all if not given.
    public let fileIds: [ID]?
    public let hints: [API.LabHintInput]?
    public let checks: [API.LabCheckInput]?
    public let environment: API.LabEnvironmentInput?
    /// What learners have worked at does not become a draft again: STATE.
    public let status: API.PublishStatus?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateLabInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      title = try object.decode("title")
      summary = try object.decode("summary")
      difficulty = try object.decode("difficulty")
      category = try object.decode("category")
      tags = try object.decode("tags")
      instructions = try object.decode("instructions")
      estimatedTime = try object.decode("estimatedTime")
      timeLimit = try object.decode("timeLimit")
      diagramIds = try object.decode("diagramIds")
      skillIds = try object.decode("skillIds")
      prerequisiteIds = try object.decode("prerequisiteIds")
      fileUploadIds = try object.decode("fileUploadIds")
      fileIds = try object.decode("fileIds")
      hints = try object.decode("hints")
      checks = try object.decode("checks")
      environment = try object.decode("environment")
      status = try object.decode("status")
      given = object
    }
  }

  public enum UpdateLabPayload: CompositeOutput {
    public static let typeName = "UpdateLabPayload"

    /// One resolver per field of `UpdateLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateLabPayload" }
      public let lab: FieldResolver<Source, NoArguments, API.Lab?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        lab: FieldResolver<Source, NoArguments, API.Lab?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.lab = lab
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("lab", AnyFieldResolver(lab)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct DeleteLabInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteLabInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      given = object
    }
  }

  public enum DeleteLabPayload: CompositeOutput {
    public static let typeName = "DeleteLabPayload"

    /// One resolver per field of `DeleteLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteLabPayload" }
      /// Null with a STATE error where learners have worked at it: archive it instead.
      public let deletedId: FieldResolver<Source, NoArguments, ID?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        deletedId: FieldResolver<Source, NoArguments, ID?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.deletedId = deletedId
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("deletedId", AnyFieldResolver(deletedId)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct LabHintInput: InputDecodable {
    public let text: String
    /// Points taken off the score, 0 to 100.
    public let penalty: Double?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LabHintInput") }
      text = try object.decode("text")
      penalty = try object.decode("penalty")
      given = object
    }
  }

  public struct LabCheckInput: InputDecodable {
    /// Unique within the lab.
    public let key: String
    public let title: String
    public let weight: Double?
    /// An object with a kind: text, regex, JSON, number or SQL rules (Documentation/clients.md lists them).
    public let rule: JSONValue
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LabCheckInput") }
      key = try object.decode("key")
      title = try object.decode("title")
      weight = try object.decode("weight")
      rule = try object.decode("rule")
      given = object
    }
  }

  /// What a lab runs in: one of these.
  public struct LabEnvironmentInput: InputDecodable {
    /// An SQL database of its own for each run, made by these statements.
    public let sqlSetup: String?
    /// A container of this image for each run, where the server can start containers.
    public let image: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LabEnvironmentInput") }
      sqlSetup = try object.decode("sqlSetup")
      image = try object.decode("image")
      given = object
    }
  }

  public struct StartLabInput: InputDecodable {
    public let labId: ID
    public let region: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StartLabInput") }
      labId = try object.decode("labId")
      region = try object.decode("region")
      given = object
    }
  }

  public enum StartLabPayload: CompositeOutput {
    public static let typeName = "StartLabPayload"

    /// One resolver per field of `StartLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StartLabPayload" }
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      /// Makes the environment; null where none has to be made.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        job: FieldResolver<Source, NoArguments, API.Job?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.status = status
        self.job = job
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("status", AnyFieldResolver(status)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ExtendLabInput: InputDecodable {
    public let labId: ID
    /// At most the lab's own time limit.
    public let by: ISODuration
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ExtendLabInput") }
      labId = try object.decode("labId")
      by = try object.decode("by")
      given = object
    }
  }

  public enum ExtendLabPayload: CompositeOutput {
    public static let typeName = "ExtendLabPayload"

    /// One resolver per field of `ExtendLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ExtendLabPayload" }
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.status = status
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("status", AnyFieldResolver(status)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ResetLabInput: InputDecodable {
    public let labId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ResetLabInput") }
      labId = try object.decode("labId")
      given = object
    }
  }

  public enum ResetLabPayload: CompositeOutput {
    public static let typeName = "ResetLabPayload"

    /// One resolver per field of `ResetLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ResetLabPayload" }
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      /// Makes the environment anew; null where none has to be made.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        job: FieldResolver<Source, NoArguments, API.Job?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.status = status
        self.job = job
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("status", AnyFieldResolver(status)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct StopLabInput: InputDecodable {
    public let labId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StopLabInput") }
      labId = try object.decode("labId")
      given = object
    }
  }

  public enum StopLabPayload: CompositeOutput {
    public static let typeName = "StopLabPayload"

    /// One resolver per field of `StopLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StopLabPayload" }
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.status = status
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("status", AnyFieldResolver(status)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct CheckLabInput: InputDecodable {
    public let labId: ID
    /// What to check; without it, what is there in the running environment.
    public let solution: String?
    /// All if not given.
    public let checkKeys: [String]?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CheckLabInput") }
      labId = try object.decode("labId")
      solution = try object.decode("solution")
      checkKeys = try object.decode("checkKeys")
      given = object
    }
  }

  /// Tells how a solution stands without handing it in: it counts as no attempt.
  public enum CheckLabPayload: CompositeOutput {
    public static let typeName = "CheckLabPayload"

    /// One resolver per field of `CheckLabPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CheckLabPayload" }
      public let results: FieldResolver<Source, NoArguments, [API.LabCheckResult]?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        results: FieldResolver<Source, NoArguments, [API.LabCheckResult]?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.results = results
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("results", AnyFieldResolver(results)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RevealLabHintInput: InputDecodable {
    public let labId: ID
    public let index: Int
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RevealLabHintInput") }
      labId = try object.decode("labId")
      index = try object.decode("index")
      given = object
    }
  }

  public enum RevealLabHintPayload: CompositeOutput {
    public static let typeName = "RevealLabHintPayload"

    /// One resolver per field of `RevealLabHintPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RevealLabHintPayload" }
      public let hint: FieldResolver<Source, NoArguments, API.LabHint?>
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        hint: FieldResolver<Source, NoArguments, API.LabHint?>,
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.hint = hint
        self.status = status
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("hint", AnyFieldResolver(hint)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What the service that runs environments tells about one.
  public struct ReportLabStatusInput: InputDecodable {
    public let labId: ID
    public let userId: ID
    public let state: API.LabState
    public let message: String?
    public let terminalUrl: String?
    public let expiresAt: DateTime?
    public let cpuPercent: Double?
    public let memoryBytes: Int64?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ReportLabStatusInput") }
      labId = try object.decode("labId")
      userId = try object.decode("userId")
      state = try object.decode("state")
      message = try object.decode("message")
      terminalUrl = try object.decode("terminalUrl")
      expiresAt = try object.decode("expiresAt")
      cpuPercent = try object.decode("cpuPercent")
      memoryBytes = try object.decode("memoryBytes")
      given = object
    }
  }

  public enum ReportLabStatusPayload: CompositeOutput {
    public static let typeName = "ReportLabStatusPayload"

    /// One resolver per field of `ReportLabStatusPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ReportLabStatusPayload" }
      public let status: FieldResolver<Source, NoArguments, API.LabStatus?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        status: FieldResolver<Source, NoArguments, API.LabStatus?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.status = status
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("status", AnyFieldResolver(status)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
