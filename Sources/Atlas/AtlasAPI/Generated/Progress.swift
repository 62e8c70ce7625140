// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSyntax

extension API {
  /// One learner's standing. One per learner, so clients can cache it by id and push updates into it.
  public enum Progress: CompositeOutput {
    public static let typeName = "Progress"

    /// The arguments of `events`.
    public struct EventsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?
      public let range: API.DateTimeRange?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        range = try arguments.decode("range")
      }
    }

    /// One resolver per field of `Progress`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Progress" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let version: FieldResolver<Source, NoArguments, Int>
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// 0 to 100: completed diagrams, labs and atoms among all that are published.
      public let overallPercent: FieldResolver<Source, NoArguments, Double>
      /// A diagram is in progress while one of its labs has been tried.
      public let diagrams: FieldResolver<Source, NoArguments, API.ProgressTally>
      /// A lab is in progress once it has been tried, until it is passed.
      public let labs: FieldResolver<Source, NoArguments, API.ProgressTally>
      /// An atom is in progress once all its prerequisites are completed, while others of its content are.
      public let atoms: FieldResolver<Source, NoArguments, API.ProgressTally>
      /// Days in a row with something completed or tried, up to today or yesterday (UTC).
      public let currentStreakDays: FieldResolver<Source, NoArguments, Int>
      /// Counted once for each item completed: the time measured, else the time estimated.
      public let timeSpent: FieldResolver<Source, NoArguments, ISODuration>
      public let lastActivityAt: FieldResolver<Source, NoArguments, DateTime?>
      /// What moved last; this is what progressUpdated is usually sent for.
      public let lastEvent: FieldResolver<Source, NoArguments, API.ProgressEvent?>
      /// Latest first.
      public let events: FieldResolver<Source, EventsArguments, API.ProgressEventConnection>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        version: FieldResolver<Source, NoArguments, Int>,
        user: FieldResolver<Source, NoArguments, API.User>,
        overallPercent: FieldResolver<Source, NoArguments, Double>,
        diagrams: FieldResolver<Source, NoArguments, API.ProgressTally>,
        labs: FieldResolver<Source, NoArguments, API.ProgressTally>,
        atoms: FieldResolver<Source, NoArguments, API.ProgressTally>,
        currentStreakDays: FieldResolver<Source, NoArguments, Int>,
        timeSpent: FieldResolver<Source, NoArguments, ISODuration>,
        lastActivityAt: FieldResolver<Source, NoArguments, DateTime?>,
        lastEvent: FieldResolver<Source, NoArguments, API.ProgressEvent?>,
        events: FieldResolver<Source, EventsArguments, API.ProgressEventConnection>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.id = id
        self.version = version
        self.user = user
        self.overallPercent = overallPercent
        self.diagrams = diagrams
        self.labs = labs
        self.atoms = atoms
        self.currentStreakDays = currentStreakDays
        self.timeSpent = timeSpent
        self.lastActivityAt = lastActivityAt
        self.lastEvent = lastEvent
        self.events = events
        self.updatedAt = updatedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("overallPercent", AnyFieldResolver(overallPercent)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("labs", AnyFieldResolver(labs)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        list.append(("currentStreakDays", AnyFieldResolver(currentStreakDays)))
        list.append(("timeSpent", AnyFieldResolver(timeSpent)))
        list.append(("lastActivityAt", AnyFieldResolver(lastActivityAt)))
        list.append(("lastEvent", AnyFieldResolver(lastEvent)))
        list.append(("events", AnyFieldResolver(events)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        return list
      }
    }
  }

  /// Counts of one kind of item.
  public enum ProgressTally: CompositeOutput {
    public static let typeName = "ProgressTally"

    /// One resolver per field of `ProgressTally`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ProgressTally" }
      public let completed: FieldResolver<Source, NoArguments, Int>
      public let inProgress: FieldResolver<Source, NoArguments, Int>
      /// All that are published.
      public let total: FieldResolver<Source, NoArguments, Int>
      /// 0 to 100: completed among total.
      public let percent: FieldResolver<Source, NoArguments, Double>

      public init(
        completed: FieldResolver<Source, NoArguments, Int>,
        inProgress: FieldResolver<Source, NoArguments, Int>,
        total: FieldResolver<Source, NoArguments, Int>,
        percent: FieldResolver<Source, NoArguments, Double>
      ) {
        self.completed = completed
        self.inProgress = inProgress
        self.total = total
        self.percent = percent
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("completed", AnyFieldResolver(completed)))
        list.append(("inProgress", AnyFieldResolver(inProgress)))
        list.append(("total", AnyFieldResolver(total)))
        list.append(("percent", AnyFieldResolver(percent)))
        return list
      }
    }
  }

  /// A step forward.
  public enum ProgressEvent: CompositeOutput {
    public static let typeName = "ProgressEvent"

    /// One resolver per field of `ProgressEvent`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ProgressEvent" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let kind: FieldResolver<Source, NoArguments, API.ProgressEventKind>
      public let subject: FieldResolver<Source, NoArguments, API.LearningItem?>
      public let at: FieldResolver<Source, NoArguments, DateTime>
      /// Points it added to overallPercent.
      public let delta: FieldResolver<Source, NoArguments, Double?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        kind: FieldResolver<Source, NoArguments, API.ProgressEventKind>,
        subject: FieldResolver<Source, NoArguments, API.LearningItem?>,
        at: FieldResolver<Source, NoArguments, DateTime>,
        delta: FieldResolver<Source, NoArguments, Double?>
      ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.at = at
        self.delta = delta
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("at", AnyFieldResolver(at)))
        list.append(("delta", AnyFieldResolver(delta)))
        return list
      }
    }
  }

  /// What a learner did.
  public enum ProgressEventKind: String, EnumOutput, CaseIterable {
    case diagramCompleted = "DIAGRAM_COMPLETED"
    case labStarted = "LAB_STARTED"
    case labCompleted = "LAB_COMPLETED"
    case atomCompleted = "ATOM_COMPLETED"
    case quizPassed = "QUIZ_PASSED"
  }

  /// A page of steps forward.
  public enum ProgressEventConnection: CompositeOutput {
    public static let typeName = "ProgressEventConnection"

    /// One resolver per field of `ProgressEventConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ProgressEventConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.ProgressEventEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.ProgressEvent]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.ProgressEventEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.ProgressEvent]>,
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
  public enum ProgressEventEdge: CompositeOutput {
    public static let typeName = "ProgressEventEdge"

    /// One resolver per field of `ProgressEventEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ProgressEventEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.ProgressEvent>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.ProgressEvent>
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
