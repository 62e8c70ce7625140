// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSyntax

extension API {
  /// Everything that can be read.
  public enum Query: CompositeOutput {
    public static let typeName = "Query"

    /// The arguments of `userProgress`.
    public struct UserProgressArguments: ArgumentSet {
      public let userId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        userId = try arguments.decode("userId")
      }
    }

    /// The arguments of `diagram`.
    public struct DiagramArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `diagrams`.
    public struct DiagramsArguments: ArgumentSet {
      public let filter: API.DiagramFilter?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
      }
    }

    /// The arguments of `lab`.
    public struct LabArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `labs`.
    public struct LabsArguments: ArgumentSet {
      public let filter: API.LabFilter?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
      }
    }

    /// The arguments of `userMetrics`.
    public struct UserMetricsArguments: ArgumentSet {
      public let userId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        userId = try arguments.decode("userId")
      }
    }

    /// The arguments of `skillHeatmap`.
    public struct SkillHeatmapArguments: ArgumentSet {
      public let userId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        userId = try arguments.decode("userId")
      }
    }

    /// The arguments of `conversation`.
    public struct ConversationArguments: ArgumentSet {
      public let conversationId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        conversationId = try arguments.decode("conversationId")
      }
    }

    /// The arguments of `node`.
    public struct NodeArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `nodes`.
    public struct NodesArguments: ArgumentSet {
      public let ids: [ID]

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        ids = try arguments.decode("ids")
      }
    }

    /// The arguments of `diagramsConnection`.
    public struct DiagramsConnectionArguments: ArgumentSet {
      public let filter: API.DiagramFilter?
      public let orderBy: API.DiagramOrder?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        orderBy = try arguments.decode("orderBy")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `labsConnection`.
    public struct LabsConnectionArguments: ArgumentSet {
      public let filter: API.LabFilter?
      public let orderBy: API.LabOrder?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        orderBy = try arguments.decode("orderBy")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `incident`.
    public struct IncidentArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `incidents`.
    public struct IncidentsArguments: ArgumentSet {
      public let filter: API.IncidentFilter?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `content`.
    public struct ContentArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `contents`.
    public struct ContentsArguments: ArgumentSet {
      public let filter: API.ContentFilter?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `atom`.
    public struct AtomArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `atoms`.
    public struct AtomsArguments: ArgumentSet {
      public let filter: API.AtomFilter?
      public let orderBy: API.AtomOrder?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        orderBy = try arguments.decode("orderBy")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `search`.
    public struct SearchArguments: ArgumentSet {
      /// Words, "phrases", or, -not.
      public let query: String
      /// All if not given.
      public let types: [API.SearchType]?
      /// By words, by meaning, or by both.
      public let mode: API.SearchMode
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        query = try arguments.decode("query")
        types = try arguments.decode("types")
        mode = try arguments.decode("mode")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `learningPath`.
    public struct LearningPathArguments: ArgumentSet {
      public let goal: API.LearningGoalInput?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        goal = try arguments.decode("goal")
      }
    }

    /// The arguments of `dashboard`.
    public struct DashboardArguments: ArgumentSet {
      public let userId: ID?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        userId = try arguments.decode("userId")
      }
    }

    /// The arguments of `studyGroup`.
    public struct StudyGroupArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `studyGroups`.
    public struct StudyGroupsArguments: ArgumentSet {
      public let filter: API.StudyGroupFilter?
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `peerMatches`.
    public struct PeerMatchesArguments: ArgumentSet {
      public let first: Int?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
      }
    }

    /// The arguments of `conversations`.
    public struct ConversationsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?
      public let last: Int?
      public let before: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
        last = try arguments.decode("last")
        before = try arguments.decode("before")
      }
    }

    /// The arguments of `job`.
    public struct JobArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `report`.
    public struct ReportArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `rateLimit`.
    public struct RateLimitArguments: ArgumentSet {
      public let dryRun: Bool

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        dryRun = try arguments.decode("dryRun")
      }
    }

    /// The arguments of `auditLog`.
    public struct AuditLogArguments: ArgumentSet {
      public let filter: API.AuditFilter?
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        filter = try arguments.decode("filter")
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Query`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Query" }
      /// The signed-in user.
      public let currentUser: FieldResolver<Source, NoArguments, API.User>
      /// One learner's standing.
      public let userProgress: FieldResolver<Source, UserProgressArguments, API.Progress>
      /// One diagram; a NOT_FOUND error when there is none with this id.
      public let diagram: FieldResolver<Source, DiagramArguments, API.Diagram>
      /// Published diagrams by title; at most 1000.
      public let diagrams: FieldResolver<Source, DiagramsArguments, [API.Diagram]>
      /// One lab; a NOT_FOUND error when there is none with this id.
      public let lab: FieldResolver<Source, LabArguments, API.Lab>
      /// Published labs by title; at most 500.
      public let labs: FieldResolver<Source, LabsArguments, [API.Lab]>
      /// Numbers about one learner's activity.
      public let userMetrics: FieldResolver<Source, UserMetricsArguments, API.Metrics>
      /// One learner's mastery by skill and difficulty.
      public let skillHeatmap: FieldResolver<Source, SkillHeatmapArguments, API.SkillHeatmap>
      /// One conversation of the signed-in user with the tutor.
      public let conversation: FieldResolver<Source, ConversationArguments, API.Conversation>
      /// The object with this global id; null when there is none, or none that the caller may see.
      public let node: FieldResolver<Source, NodeArguments, API.Node?>
      /// The objects with these global ids, in this order, with null where there is none.
      public let nodes: FieldResolver<Source, NodesArguments, [API.Node?]>
      /// Published diagrams, page by page: by the given order, else best match first if there is a search, else by title.
      public let diagramsConnection: FieldResolver<Source, DiagramsConnectionArguments, API.DiagramConnection>
      /// Published labs, page by page.
      public let labsConnection: FieldResolver<Source, LabsConnectionArguments, API.LabConnection>
      public let incident: FieldResolver<Source, IncidentArguments, API.Incident?>
      /// Incidents, latest first, those without a day behind the others.
      public let incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>
      public let content: FieldResolver<Source, ContentArguments, API.Content?>
      /// Contents that the caller may see, latest first.
      public let contents: FieldResolver<Source, ContentsArguments, API.ContentConnection>
      public let atom: FieldResolver<Source, AtomArguments, API.Atom?>
      public let atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>
      /// Everything with these words, or of this meaning, that the caller may see, best first.
      public let search: FieldResolver<Source, SearchArguments, API.SearchConnection>
      /// What the caller might learn next on the way to a goal; null where nothing is left to learn for it.
      public let learningPath: FieldResolver<Source, LearningPathArguments, API.LearningPath?>
      /// Where a learner stands, in one piece; without userId the caller.
      public let dashboard: FieldResolver<Source, DashboardArguments, API.Dashboard>
      /// Null for a PRIVATE group whose member the caller is not, unless they are invited.
      public let studyGroup: FieldResolver<Source, StudyGroupArguments, API.StudyGroup?>
      /// Groups that the caller may see, by name.
      public let studyGroups: FieldResolver<Source, StudyGroupsArguments, API.StudyGroupConnection>
      /// Learners who work at the same things as the caller, best first. Only who can be seen in a group is named: in one of
      /// the caller's own, or in one that is not PRIVATE.
      public let peerMatches: FieldResolver<Source, PeerMatchesArguments, [API.PeerMatch]>
      /// The caller's own with the tutor, those that are not archived first, each latest first.
      public let conversations: FieldResolver<Source, ConversationsArguments, API.ConversationConnection>
      /// What the caller may still ask today.
      public let aiQuota: FieldResolver<Source, NoArguments, API.AIQuota>
      /// Like currentUser, but null for a visitor instead of an error.
      public let viewer: FieldResolver<Source, NoArguments, API.User?>
      /// A job of the caller; null when there is none with this id.
      public let job: FieldResolver<Source, JobArguments, API.Job?>
      /// A report that the caller asked for; null when there is none with this id.
      public let report: FieldResolver<Source, ReportArguments, API.Report?>
      /// What this request costs and what is left. With dryRun the operation is priced and not run: it takes no points, and `data`
      /// holds its `rateLimit` fields and nothing else, not even fields that are never null.
      public let rateLimit: FieldResolver<Source, RateLimitArguments, API.RateLimit>
      /// What happened, latest first.
      public let auditLog: FieldResolver<Source, AuditLogArguments, API.AuditEventConnection>

      public init(
        currentUser: FieldResolver<Source, NoArguments, API.User>,
        userProgress: FieldResolver<Source, UserProgressArguments, API.Progress>,
        diagram: FieldResolver<Source, DiagramArguments, API.Diagram>,
        diagrams: FieldResolver<Source, DiagramsArguments, [API.Diagram]>,
        lab: FieldResolver<Source, LabArguments, API.Lab>,
        labs: FieldResolver<Source, LabsArguments, [API.Lab]>,
        userMetrics: FieldResolver<Source, UserMetricsArguments, API.Metrics>,
        skillHeatmap: FieldResolver<Source, SkillHeatmapArguments, API.SkillHeatmap>,
        conversation: FieldResolver<Source, ConversationArguments, API.Conversation>,
        node: FieldResolver<Source, NodeArguments, API.Node?>,
        nodes: FieldResolver<Source, NodesArguments, [API.Node?]>,
        diagramsConnection: FieldResolver<Source, DiagramsConnectionArguments, API.DiagramConnection>,
        labsConnection: FieldResolver<Source, LabsConnectionArguments, API.LabConnection>,
        incident: FieldResolver<Source, IncidentArguments, API.Incident?>,
        incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>,
        content: FieldResolver<Source, ContentArguments, API.Content?>,
        contents: FieldResolver<Source, ContentsArguments, API.ContentConnection>,
        atom: FieldResolver<Source, AtomArguments, API.Atom?>,
        atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>,
        search: FieldResolver<Source, SearchArguments, API.SearchConnection>,
        learningPath: FieldResolver<Source, LearningPathArguments, API.LearningPath?>,
        dashboard: FieldResolver<Source, DashboardArguments, API.Dashboard>,
        studyGroup: FieldResolver<Source, StudyGroupArguments, API.StudyGroup?>,
        studyGroups: FieldResolver<Source, StudyGroupsArguments, API.StudyGroupConnection>,
        peerMatches: FieldResolver<Source, PeerMatchesArguments, [API.PeerMatch]>,
        conversations: FieldResolver<Source, ConversationsArguments, API.ConversationConnection>,
        aiQuota: FieldResolver<Source, NoArguments, API.AIQuota>,
        viewer: FieldResolver<Source, NoArguments, API.User?>,
        job: FieldResolver<Source, JobArguments, API.Job?>,
        report: FieldResolver<Source, ReportArguments, API.Report?>,
        rateLimit: FieldResolver<Source, RateLimitArguments, API.RateLimit>,
        auditLog: FieldResolver<Source, AuditLogArguments, API.AuditEventConnection>
      ) {
        self.currentUser = currentUser
        self.userProgress = userProgress
        self.diagram = diagram
        self.diagrams = diagrams
        self.lab = lab
        self.labs = labs
        self.userMetrics = userMetrics
        self.skillHeatmap = skillHeatmap
        self.conversation = conversation
        self.node = node
        self.nodes = nodes
        self.diagramsConnection = diagramsConnection
        self.labsConnection = labsConnection
        self.incident = incident
        self.incidents = incidents
        self.content = content
        self.contents = contents
        self.atom = atom
        self.atoms = atoms
        self.search = search
        self.learningPath = learningPath
        self.dashboard = dashboard
        self.studyGroup = studyGroup
        self.studyGroups = studyGroups
        self.peerMatches = peerMatches
        self.conversations = conversations
        self.aiQuota = aiQuota
        self.viewer = viewer
        self.job = job
        self.report = report
        self.rateLimit = rateLimit
        self.auditLog = auditLog
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("currentUser", AnyFieldResolver(currentUser)))
        list.append(("userProgress", AnyFieldResolver(userProgress)))
        list.append(("diagram", AnyFieldResolver(diagram)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("lab", AnyFieldResolver(lab)))
        list.append(("labs", AnyFieldResolver(labs)))
        list.append(("userMetrics", AnyFieldResolver(userMetrics)))
        list.append(("skillHeatmap", AnyFieldResolver(skillHeatmap)))
        list.append(("conversation", AnyFieldResolver(conversation)))
        list.append(("node", AnyFieldResolver(node)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("diagramsConnection", AnyFieldResolver(diagramsConnection)))
        list.append(("labsConnection", AnyFieldResolver(labsConnection)))
        list.append(("incident", AnyFieldResolver(incident)))
        list.append(("incidents", AnyFieldResolver(incidents)))
        list.append(("content", AnyFieldResolver(content)))
        list.append(("contents", AnyFieldResolver(contents)))
        list.append(("atom", AnyFieldResolver(atom)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        list.append(("search", AnyFieldResolver(search)))
        list.append(("learningPath", AnyFieldResolver(learningPath)))
        list.append(("dashboard", AnyFieldResolver(dashboard)))
        list.append(("studyGroup", AnyFieldResolver(studyGroup)))
        list.append(("studyGroups", AnyFieldResolver(studyGroups)))
        list.append(("peerMatches", AnyFieldResolver(peerMatches)))
        list.append(("conversations", AnyFieldResolver(conversations)))
        list.append(("aiQuota", AnyFieldResolver(aiQuota)))
        list.append(("viewer", AnyFieldResolver(viewer)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("report", AnyFieldResolver(report)))
        list.append(("rateLimit", AnyFieldResolver(rateLimit)))
        list.append(("auditLog", AnyFieldResolver(auditLog)))
        return list
      }
    }
  }

  /// Everything that changes something. Fields of one operation run one after another.
  public enum Mutation: CompositeOutput {
    public static let typeName = "Mutation"

    /// The arguments of `login`.
    public struct LoginArguments: ArgumentSet {
      public let email: String
      public let password: String

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        email = try arguments.decode("email")
        password = try arguments.decode("password")
      }
    }

    /// The arguments of `register`.
    public struct RegisterArguments: ArgumentSet {
      public let input: API.RegisterInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `completeDiagram`.
    public struct CompleteDiagramArguments: ArgumentSet {
      public let diagramId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        diagramId = try arguments.decode("diagramId")
      }
    }

    /// The arguments of `completeLab`.
    public struct CompleteLabArguments: ArgumentSet {
      public let labId: ID
      public let solution: String

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        labId = try arguments.decode("labId")
        solution = try arguments.decode("solution")
      }
    }

    /// The arguments of `askQuestion`.
    public struct AskQuestionArguments: ArgumentSet {
      public let question: String
      public let context: API.ContextInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        question = try arguments.decode("question")
        context = try arguments.decode("context")
      }
    }

    /// The arguments of `createStudyGroup`.
    public struct CreateStudyGroupArguments: ArgumentSet {
      public let input: API.StudyGroupInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `joinStudyGroup`.
    public struct JoinStudyGroupArguments: ArgumentSet {
      public let groupId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
      }
    }

    /// The arguments of `createDiagram`.
    public struct CreateDiagramArguments: ArgumentSet {
      public let input: API.CreateDiagramInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateDiagram`.
    public struct UpdateDiagramArguments: ArgumentSet {
      public let input: API.UpdateDiagramInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteDiagram`.
    public struct DeleteDiagramArguments: ArgumentSet {
      public let input: API.DeleteDiagramInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createLab`.
    public struct CreateLabArguments: ArgumentSet {
      public let input: API.CreateLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateLab`.
    public struct UpdateLabArguments: ArgumentSet {
      public let input: API.UpdateLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteLab`.
    public struct DeleteLabArguments: ArgumentSet {
      public let input: API.DeleteLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createIncident`.
    public struct CreateIncidentArguments: ArgumentSet {
      public let input: API.CreateIncidentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateIncident`.
    public struct UpdateIncidentArguments: ArgumentSet {
      public let input: API.UpdateIncidentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `startLab`.
    public struct StartLabArguments: ArgumentSet {
      public let input: API.StartLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `extendLab`.
    public struct ExtendLabArguments: ArgumentSet {
      public let input: API.ExtendLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `resetLab`.
    public struct ResetLabArguments: ArgumentSet {
      public let input: API.ResetLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `stopLab`.
    public struct StopLabArguments: ArgumentSet {
      public let input: API.StopLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `checkLab`.
    public struct CheckLabArguments: ArgumentSet {
      public let input: API.CheckLabInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `revealLabHint`.
    public struct RevealLabHintArguments: ArgumentSet {
      public let input: API.RevealLabHintInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `reportLabStatus`.
    public struct ReportLabStatusArguments: ArgumentSet {
      public let input: API.ReportLabStatusInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createUpload`.
    public struct CreateUploadArguments: ArgumentSet {
      public let input: API.CreateUploadInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createContent`.
    public struct CreateContentArguments: ArgumentSet {
      public let input: API.CreateContentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateContent`.
    public struct UpdateContentArguments: ArgumentSet {
      public let input: API.UpdateContentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteContent`.
    public struct DeleteContentArguments: ArgumentSet {
      public let input: API.DeleteContentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `atomizeContent`.
    public struct AtomizeContentArguments: ArgumentSet {
      public let input: API.AtomizeContentInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createAtom`.
    public struct CreateAtomArguments: ArgumentSet {
      public let input: API.CreateAtomInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateAtom`.
    public struct UpdateAtomArguments: ArgumentSet {
      public let input: API.UpdateAtomInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteAtom`.
    public struct DeleteAtomArguments: ArgumentSet {
      public let input: API.DeleteAtomInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `linkAtoms`.
    public struct LinkAtomsArguments: ArgumentSet {
      public let input: API.LinkAtomsInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `completeAtom`.
    public struct CompleteAtomArguments: ArgumentSet {
      public let input: API.CompleteAtomInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateStudyGroup`.
    public struct UpdateStudyGroupArguments: ArgumentSet {
      public let input: API.UpdateStudyGroupInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `leaveStudyGroup`.
    public struct LeaveStudyGroupArguments: ArgumentSet {
      public let input: API.LeaveStudyGroupInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `inviteToStudyGroup`.
    public struct InviteToStudyGroupArguments: ArgumentSet {
      public let input: API.InviteToStudyGroupInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `setGroupMemberRole`.
    public struct SetGroupMemberRoleArguments: ArgumentSet {
      public let input: API.SetGroupMemberRoleInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `removeGroupMember`.
    public struct RemoveGroupMemberArguments: ArgumentSet {
      public let input: API.RemoveGroupMemberInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `sendGroupMessage`.
    public struct SendGroupMessageArguments: ArgumentSet {
      public let input: API.SendGroupMessageInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `editGroupMessage`.
    public struct EditGroupMessageArguments: ArgumentSet {
      public let input: API.EditGroupMessageInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteGroupMessage`.
    public struct DeleteGroupMessageArguments: ArgumentSet {
      public let input: API.DeleteGroupMessageInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `reactToMessage`.
    public struct ReactToMessageArguments: ArgumentSet {
      public let input: API.ReactToMessageInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `markGroupRead`.
    public struct MarkGroupReadArguments: ArgumentSet {
      public let input: API.MarkGroupReadInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `applyWhiteboardOps`.
    public struct ApplyWhiteboardOpsArguments: ArgumentSet {
      public let input: API.ApplyWhiteboardOpsInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `moveCursor`.
    public struct MoveCursorArguments: ArgumentSet {
      public let input: API.MoveCursorInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `startConversation`.
    public struct StartConversationArguments: ArgumentSet {
      public let input: API.StartConversationInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `archiveConversation`.
    public struct ArchiveConversationArguments: ArgumentSet {
      public let input: API.ArchiveConversationInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `rateAnswer`.
    public struct RateAnswerArguments: ArgumentSet {
      public let input: API.RateAnswerInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `cancelAnswer`.
    public struct CancelAnswerArguments: ArgumentSet {
      public let input: API.CancelAnswerInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `generateQuiz`.
    public struct GenerateQuizArguments: ArgumentSet {
      public let input: API.GenerateQuizInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `submitQuiz`.
    public struct SubmitQuizArguments: ArgumentSet {
      public let input: API.SubmitQuizInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `markNotificationsRead`.
    public struct MarkNotificationsReadArguments: ArgumentSet {
      public let input: API.MarkNotificationsReadInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateNotificationPreferences`.
    public struct UpdateNotificationPreferencesArguments: ArgumentSet {
      public let input: API.UpdateNotificationPreferencesInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `registerDevice`.
    public struct RegisterDeviceArguments: ArgumentSet {
      public let input: API.RegisterDeviceInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `announce`.
    public struct AnnounceArguments: ArgumentSet {
      public let input: API.AnnounceInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `trackEvents`.
    public struct TrackEventsArguments: ArgumentSet {
      public let input: API.TrackEventsInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `requestReport`.
    public struct RequestReportArguments: ArgumentSet {
      public let input: API.RequestReportInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `cancelJob`.
    public struct CancelJobArguments: ArgumentSet {
      public let input: API.CancelJobInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `refreshToken`.
    public struct RefreshTokenArguments: ArgumentSet {
      public let input: API.RefreshTokenInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `logout`.
    public struct LogoutArguments: ArgumentSet {
      public let input: API.LogoutInput?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `revokeSession`.
    public struct RevokeSessionArguments: ArgumentSet {
      public let input: API.RevokeSessionInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `startOAuthLogin`.
    public struct StartOAuthLoginArguments: ArgumentSet {
      public let input: API.StartOAuthLoginInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `loginWithOAuth`.
    public struct LoginWithOAuthArguments: ArgumentSet {
      public let input: API.OAuthLoginInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `verifyEmail`.
    public struct VerifyEmailArguments: ArgumentSet {
      public let input: API.VerifyEmailInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `requestPasswordReset`.
    public struct RequestPasswordResetArguments: ArgumentSet {
      public let input: API.RequestPasswordResetInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `resetPassword`.
    public struct ResetPasswordArguments: ArgumentSet {
      public let input: API.ResetPasswordInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `changePassword`.
    public struct ChangePasswordArguments: ArgumentSet {
      public let input: API.ChangePasswordInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `enrollMfa`.
    public struct EnrollMfaArguments: ArgumentSet {
      public let input: API.EnrollMfaInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `confirmMfa`.
    public struct ConfirmMfaArguments: ArgumentSet {
      public let input: API.ConfirmMfaInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `disableMfa`.
    public struct DisableMfaArguments: ArgumentSet {
      public let input: API.DisableMfaInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `createApiKey`.
    public struct CreateApiKeyArguments: ArgumentSet {
      public let input: API.CreateApiKeyInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `revokeApiKey`.
    public struct RevokeApiKeyArguments: ArgumentSet {
      public let input: API.RevokeApiKeyInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updateProfile`.
    public struct UpdateProfileArguments: ArgumentSet {
      public let input: API.UpdateProfileInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `updatePreferences`.
    public struct UpdatePreferencesArguments: ArgumentSet {
      public let input: API.UpdatePreferencesInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `grantRole`.
    public struct GrantRoleArguments: ArgumentSet {
      public let input: API.GrantRoleInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `revokeRole`.
    public struct RevokeRoleArguments: ArgumentSet {
      public let input: API.RevokeRoleInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// The arguments of `deleteMyAccount`.
    public struct DeleteMyAccountArguments: ArgumentSet {
      public let input: API.DeleteMyAccountInput

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        input = try arguments.decode("input")
      }
    }

    /// One resolver per field of `Mutation`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Mutation" }
      /// Opens a session.
      public let login: FieldResolver<Source, LoginArguments, API.AuthPayload>
      /// Makes an account and opens its first session.
      public let register: FieldResolver<Source, RegisterArguments, API.AuthPayload>
      /// Marks a diagram as learned; a second time changes nothing.
      public let completeDiagram: FieldResolver<Source, CompleteDiagramArguments, API.Progress>
      /// Hands in a solution and grades it.
      public let completeLab: FieldResolver<Source, CompleteLabArguments, API.LabResult>
      /// Asks the tutor. Without context.conversationId a new conversation is begun. The error QUOTA_EXCEEDED says in
      /// `extensions.resetsAt` when the day's quota is full again.
      public let askQuestion: FieldResolver<Source, AskQuestionArguments, API.Answer>
      /// Founds a study group; the caller becomes its owner.
      public let createStudyGroup: FieldResolver<Source, CreateStudyGroupArguments, API.StudyGroup>
      /// Takes a place in a group that is public or that the caller is invited to, which uses the invitation up; for a member it
      /// changes nothing.
      public let joinStudyGroup: FieldResolver<Source, JoinStudyGroupArguments, API.StudyGroup>
      public let createDiagram: FieldResolver<Source, CreateDiagramArguments, API.CreateDiagramPayload>
      public let updateDiagram: FieldResolver<Source, UpdateDiagramArguments, API.UpdateDiagramPayload>
      public let deleteDiagram: FieldResolver<Source, DeleteDiagramArguments, API.DeleteDiagramPayload>
      public let createLab: FieldResolver<Source, CreateLabArguments, API.CreateLabPayload>
      public let updateLab: FieldResolver<Source, UpdateLabArguments, API.UpdateLabPayload>
      public let deleteLab: FieldResolver<Source, DeleteLabArguments, API.DeleteLabPayload>
      public let createIncident: FieldResolver<Source, CreateIncidentArguments, API.CreateIncidentPayload>
      public let updateIncident: FieldResolver<Source, UpdateIncidentArguments, API.UpdateIncidentPayload>
      /// Takes an environment for a limited time; a second time answers the one that runs.
      public let startLab: FieldResolver<Source, StartLabArguments, API.StartLabPayload>
      public let extendLab: FieldResolver<Source, ExtendLabArguments, API.ExtendLabPayload>
      /// Makes the environment as it was at first; attempts stay.
      public let resetLab: FieldResolver<Source, ResetLabArguments, API.ResetLabPayload>
      public let stopLab: FieldResolver<Source, StopLabArguments, API.StopLabPayload>
      public let checkLab: FieldResolver<Source, CheckLabArguments, API.CheckLabPayload>
      /// Shows a hint for its price; a second time it costs nothing.
      public let revealLabHint: FieldResolver<Source, RevealLabHintArguments, API.RevealLabHintPayload>
      /// For the service that runs environments, with its own key.
      public let reportLabStatus: FieldResolver<Source, ReportLabStatusArguments, API.ReportLabStatusPayload>
      /// Begins an upload: where to PUT the bytes.
      public let createUpload: FieldResolver<Source, CreateUploadArguments, API.CreateUploadPayload>
      public let createContent: FieldResolver<Source, CreateContentArguments, API.CreateContentPayload>
      public let updateContent: FieldResolver<Source, UpdateContentArguments, API.UpdateContentPayload>
      public let deleteContent: FieldResolver<Source, DeleteContentArguments, API.DeleteContentPayload>
      /// Cuts a content into atoms, or cuts it anew; atoms that learners have completed keep their ids while their text stays.
      public let atomizeContent: FieldResolver<Source, AtomizeContentArguments, API.AtomizeContentPayload>
      public let createAtom: FieldResolver<Source, CreateAtomArguments, API.CreateAtomPayload>
      public let updateAtom: FieldResolver<Source, UpdateAtomArguments, API.UpdateAtomPayload>
      public let deleteAtom: FieldResolver<Source, DeleteAtomArguments, API.DeleteAtomPayload>
      public let linkAtoms: FieldResolver<Source, LinkAtomsArguments, API.LinkAtomsPayload>
      /// Marks an atom as learned; a second time changes nothing.
      public let completeAtom: FieldResolver<Source, CompleteAtomArguments, API.CompleteAtomPayload>
      /// By the owner and moderators.
      public let updateStudyGroup: FieldResolver<Source, UpdateStudyGroupArguments, API.UpdateStudyGroupPayload>
      /// The owner hands the group over first; the last member takes it along.
      public let leaveStudyGroup: FieldResolver<Source, LeaveStudyGroupArguments, API.LeaveStudyGroupPayload>
      /// To a public group any member invites, to others the owner and moderators; these alone invite who was removed.
      public let inviteToStudyGroup: FieldResolver<Source, InviteToStudyGroupArguments, API.InviteToStudyGroupPayload>
      /// By the owner.
      public let setGroupMemberRole: FieldResolver<Source, SetGroupMemberRoleArguments, API.SetGroupMemberRolePayload>
      /// The owner removes anybody, a moderator removes members. Who was removed comes back only by invitation.
      public let removeGroupMember: FieldResolver<Source, RemoveGroupMemberArguments, API.RemoveGroupMemberPayload>
      public let sendGroupMessage: FieldResolver<Source, SendGroupMessageArguments, API.SendGroupMessagePayload>
      /// By its author.
      public let editGroupMessage: FieldResolver<Source, EditGroupMessageArguments, API.EditGroupMessagePayload>
      /// By its author, or by the owner or a moderator of the group.
      public let deleteGroupMessage: FieldResolver<Source, DeleteGroupMessageArguments, API.DeleteGroupMessagePayload>
      public let reactToMessage: FieldResolver<Source, ReactToMessageArguments, API.ReactToMessagePayload>
      public let markGroupRead: FieldResolver<Source, MarkGroupReadArguments, API.MarkGroupReadPayload>
      public let applyWhiteboardOps: FieldResolver<Source, ApplyWhiteboardOpsArguments, API.ApplyWhiteboardOpsPayload>
      /// Fire and forget; nothing is stored.
      public let moveCursor: FieldResolver<Source, MoveCursorArguments, API.MoveCursorPayload>
      public let startConversation: FieldResolver<Source, StartConversationArguments, API.StartConversationPayload>
      public let archiveConversation: FieldResolver<Source, ArchiveConversationArguments, API.ArchiveConversationPayload>
      public let rateAnswer: FieldResolver<Source, RateAnswerArguments, API.RateAnswerPayload>
      /// Stops an answer that is being written; the model is told to stop too.
      public let cancelAnswer: FieldResolver<Source, CancelAnswerArguments, API.CancelAnswerPayload>
      /// Makes a quiz, or answers the one that was made of the same. Where a model is asked it takes one question of the quota,
      /// which is given back when the model does not answer.
      public let generateQuiz: FieldResolver<Source, GenerateQuizArguments, API.GenerateQuizPayload>
      /// Hands in a quiz; each time counts, and the first that is passed is a step forward.
      public let submitQuiz: FieldResolver<Source, SubmitQuizArguments, API.SubmitQuizPayload>
      public let markNotificationsRead: FieldResolver<Source, MarkNotificationsReadArguments, API.MarkNotificationsReadPayload>
      public let updateNotificationPreferences: FieldResolver<Source, UpdateNotificationPreferencesArguments, API.UpdateNotificationPreferencesPayload>
      /// Has pushes sent to a device as long as the session is open in which it is registered. The same token again changes
      /// nothing but whose it is. Of more than 20 devices the one registered longest ago is forgotten.
      public let registerDevice: FieldResolver<Source, RegisterDeviceArguments, API.RegisterDevicePayload>
      /// Tells everybody something.
      public let announce: FieldResolver<Source, AnnounceArguments, API.AnnouncePayload>
      public let trackEvents: FieldResolver<Source, TrackEventsArguments, API.TrackEventsPayload>
      public let requestReport: FieldResolver<Source, RequestReportArguments, API.RequestReportPayload>
      public let cancelJob: FieldResolver<Source, CancelJobArguments, API.CancelJobPayload>
      /// Exchanges a refresh token, once, for new tokens. A token that was used before ends all sessions that grew from it.
      public let refreshToken: FieldResolver<Source, RefreshTokenArguments, API.RefreshTokenPayload>
      /// Ends this session, or all of the user's; live sockets of an ended session are closed.
      public let logout: FieldResolver<Source, LogoutArguments, API.LogoutPayload>
      /// Ends one of the caller's sessions.
      public let revokeSession: FieldResolver<Source, RevokeSessionArguments, API.RevokeSessionPayload>
      /// Begins a sign-in with another service.
      public let startOAuthLogin: FieldResolver<Source, StartOAuthLoginArguments, API.StartOAuthLoginPayload>
      /// Ends it: opens a session for the account that has this identity, or this verified address, or for a new one.
      public let loginWithOAuth: FieldResolver<Source, LoginWithOAuthArguments, API.LoginWithOAuthPayload>
      public let verifyEmail: FieldResolver<Source, VerifyEmailArguments, API.VerifyEmailPayload>
      public let resendVerificationEmail: FieldResolver<Source, NoArguments, API.ResendVerificationEmailPayload>
      public let requestPasswordReset: FieldResolver<Source, RequestPasswordResetArguments, API.RequestPasswordResetPayload>
      public let resetPassword: FieldResolver<Source, ResetPasswordArguments, API.ResetPasswordPayload>
      public let changePassword: FieldResolver<Source, ChangePasswordArguments, API.ChangePasswordPayload>
      /// Begins: answers a secret that confirmMfa makes count.
      public let enrollMfa: FieldResolver<Source, EnrollMfaArguments, API.EnrollMfaPayload>
      /// Proves the factor: ends an enrolment, or a sign-in that owes it.
      public let confirmMfa: FieldResolver<Source, ConfirmMfaArguments, API.ConfirmMfaPayload>
      public let disableMfa: FieldResolver<Source, DisableMfaArguments, API.DisableMfaPayload>
      public let createApiKey: FieldResolver<Source, CreateApiKeyArguments, API.CreateApiKeyPayload>
      public let revokeApiKey: FieldResolver<Source, RevokeApiKeyArguments, API.RevokeApiKeyPayload>
      public let updateProfile: FieldResolver<Source, UpdateProfileArguments, API.UpdateProfilePayload>
      public let updatePreferences: FieldResolver<Source, UpdatePreferencesArguments, API.UpdatePreferencesPayload>
      public let grantRole: FieldResolver<Source, GrantRoleArguments, API.GrantRolePayload>
      public let revokeRole: FieldResolver<Source, RevokeRoleArguments, API.RevokeRolePayload>
      /// Everything that is stored about the caller.
      public let exportMyData: FieldResolver<Source, NoArguments, API.ExportMyDataPayload>
      /// Closes the account at once and erases its data 14 days later.
      public let deleteMyAccount: FieldResolver<Source, DeleteMyAccountArguments, API.DeleteMyAccountPayload>

      public init(
        login: FieldResolver<Source, LoginArguments, API.AuthPayload>,
        register: FieldResolver<Source, RegisterArguments, API.AuthPayload>,
        completeDiagram: FieldResolver<Source, CompleteDiagramArguments, API.Progress>,
        completeLab: FieldResolver<Source, CompleteLabArguments, API.LabResult>,
        askQuestion: FieldResolver<Source, AskQuestionArguments, API.Answer>,
        createStudyGroup: FieldResolver<Source, CreateStudyGroupArguments, API.StudyGroup>,
        joinStudyGroup: FieldResolver<Source, JoinStudyGroupArguments, API.StudyGroup>,
        createDiagram: FieldResolver<Source, CreateDiagramArguments, API.CreateDiagramPayload>,
        updateDiagram: FieldResolver<Source, UpdateDiagramArguments, API.UpdateDiagramPayload>,
        deleteDiagram: FieldResolver<Source, DeleteDiagramArguments, API.DeleteDiagramPayload>,
        createLab: FieldResolver<Source, CreateLabArguments, API.CreateLabPayload>,
        updateLab: FieldResolver<Source, UpdateLabArguments, API.UpdateLabPayload>,
        deleteLab: FieldResolver<Source, DeleteLabArguments, API.DeleteLabPayload>,
        createIncident: FieldResolver<Source, CreateIncidentArguments, API.CreateIncidentPayload>,
        updateIncident: FieldResolver<Source, UpdateIncidentArguments, API.UpdateIncidentPayload>,
        startLab: FieldResolver<Source, StartLabArguments, API.StartLabPayload>,
        extendLab: FieldResolver<Source, ExtendLabArguments, API.ExtendLabPayload>,
        resetLab: FieldResolver<Source, ResetLabArguments, API.ResetLabPayload>,
        stopLab: FieldResolver<Source, StopLabArguments, API.StopLabPayload>,
        checkLab: FieldResolver<Source, CheckLabArguments, API.CheckLabPayload>,
        revealLabHint: FieldResolver<Source, RevealLabHintArguments, API.RevealLabHintPayload>,
        reportLabStatus: FieldResolver<Source, ReportLabStatusArguments, API.ReportLabStatusPayload>,
        createUpload: FieldResolver<Source, CreateUploadArguments, API.CreateUploadPayload>,
        createContent: FieldResolver<Source, CreateContentArguments, API.CreateContentPayload>,
        updateContent: FieldResolver<Source, UpdateContentArguments, API.UpdateContentPayload>,
        deleteContent: FieldResolver<Source, DeleteContentArguments, API.DeleteContentPayload>,
        atomizeContent: FieldResolver<Source, AtomizeContentArguments, API.AtomizeContentPayload>,
        createAtom: FieldResolver<Source, CreateAtomArguments, API.CreateAtomPayload>,
        updateAtom: FieldResolver<Source, UpdateAtomArguments, API.UpdateAtomPayload>,
        deleteAtom: FieldResolver<Source, DeleteAtomArguments, API.DeleteAtomPayload>,
        linkAtoms: FieldResolver<Source, LinkAtomsArguments, API.LinkAtomsPayload>,
        completeAtom: FieldResolver<Source, CompleteAtomArguments, API.CompleteAtomPayload>,
        updateStudyGroup: FieldResolver<Source, UpdateStudyGroupArguments, API.UpdateStudyGroupPayload>,
        leaveStudyGroup: FieldResolver<Source, LeaveStudyGroupArguments, API.LeaveStudyGroupPayload>,
        inviteToStudyGroup: FieldResolver<Source, InviteToStudyGroupArguments, API.InviteToStudyGroupPayload>,
        setGroupMemberRole: FieldResolver<Source, SetGroupMemberRoleArguments, API.SetGroupMemberRolePayload>,
        removeGroupMember: FieldResolver<Source, RemoveGroupMemberArguments, API.RemoveGroupMemberPayload>,
        sendGroupMessage: FieldResolver<Source, SendGroupMessageArguments, API.SendGroupMessagePayload>,
        editGroupMessage: FieldResolver<Source, EditGroupMessageArguments, API.EditGroupMessagePayload>,
        deleteGroupMessage: FieldResolver<Source, DeleteGroupMessageArguments, API.DeleteGroupMessagePayload>,
        reactToMessage: FieldResolver<Source, ReactToMessageArguments, API.ReactToMessagePayload>,
        markGroupRead: FieldResolver<Source, MarkGroupReadArguments, API.MarkGroupReadPayload>,
        applyWhiteboardOps: FieldResolver<Source, ApplyWhiteboardOpsArguments, API.ApplyWhiteboardOpsPayload>,
        moveCursor: FieldResolver<Source, MoveCursorArguments, API.MoveCursorPayload>,
        startConversation: FieldResolver<Source, StartConversationArguments, API.StartConversationPayload>,
        archiveConversation: FieldResolver<Source, ArchiveConversationArguments, API.ArchiveConversationPayload>,
        rateAnswer: FieldResolver<Source, RateAnswerArguments, API.RateAnswerPayload>,
        cancelAnswer: FieldResolver<Source, CancelAnswerArguments, API.CancelAnswerPayload>,
        generateQuiz: FieldResolver<Source, GenerateQuizArguments, API.GenerateQuizPayload>,
        submitQuiz: FieldResolver<Source, SubmitQuizArguments, API.SubmitQuizPayload>,
        markNotificationsRead: FieldResolver<Source, MarkNotificationsReadArguments, API.MarkNotificationsReadPayload>,
        updateNotificationPreferences: FieldResolver<Source, UpdateNotificationPreferencesArguments, API.UpdateNotificationPreferencesPayload>,
        registerDevice: FieldResolver<Source, RegisterDeviceArguments, API.RegisterDevicePayload>,
        announce: FieldResolver<Source, AnnounceArguments, API.AnnouncePayload>,
        trackEvents: FieldResolver<Source, TrackEventsArguments, API.TrackEventsPayload>,
        requestReport: FieldResolver<Source, RequestReportArguments, API.RequestReportPayload>,
        cancelJob: FieldResolver<Source, CancelJobArguments, API.CancelJobPayload>,
        refreshToken: FieldResolver<Source, RefreshTokenArguments, API.RefreshTokenPayload>,
        logout: FieldResolver<Source, LogoutArguments, API.LogoutPayload>,
        revokeSession: FieldResolver<Source, RevokeSessionArguments, API.RevokeSessionPayload>,
        startOAuthLogin: FieldResolver<Source, StartOAuthLoginArguments, API.StartOAuthLoginPayload>,
        loginWithOAuth: FieldResolver<Source, LoginWithOAuthArguments, API.LoginWithOAuthPayload>,
        verifyEmail: FieldResolver<Source, VerifyEmailArguments, API.VerifyEmailPayload>,
        resendVerificationEmail: FieldResolver<Source, NoArguments, API.ResendVerificationEmailPayload>,
        requestPasswordReset: FieldResolver<Source, RequestPasswordResetArguments, API.RequestPasswordResetPayload>,
        resetPassword: FieldResolver<Source, ResetPasswordArguments, API.ResetPasswordPayload>,
        changePassword: FieldResolver<Source, ChangePasswordArguments, API.ChangePasswordPayload>,
        enrollMfa: FieldResolver<Source, EnrollMfaArguments, API.EnrollMfaPayload>,
        confirmMfa: FieldResolver<Source, ConfirmMfaArguments, API.ConfirmMfaPayload>,
        disableMfa: FieldResolver<Source, DisableMfaArguments, API.DisableMfaPayload>,
        createApiKey: FieldResolver<Source, CreateApiKeyArguments, API.CreateApiKeyPayload>,
        revokeApiKey: FieldResolver<Source, RevokeApiKeyArguments, API.RevokeApiKeyPayload>,
        updateProfile: FieldResolver<Source, UpdateProfileArguments, API.UpdateProfilePayload>,
        updatePreferences: FieldResolver<Source, UpdatePreferencesArguments, API.UpdatePreferencesPayload>,
        grantRole: FieldResolver<Source, GrantRoleArguments, API.GrantRolePayload>,
        revokeRole: FieldResolver<Source, RevokeRoleArguments, API.RevokeRolePayload>,
        exportMyData: FieldResolver<Source, NoArguments, API.ExportMyDataPayload>,
        deleteMyAccount: FieldResolver<Source, DeleteMyAccountArguments, API.DeleteMyAccountPayload>
      ) {
        self.login = login
        self.register = register
        self.completeDiagram = completeDiagram
        self.completeLab = completeLab
        self.askQuestion = askQuestion
        self.createStudyGroup = createStudyGroup
        self.joinStudyGroup = joinStudyGroup
        self.createDiagram = createDiagram
        self.updateDiagram = updateDiagram
        self.deleteDiagram = deleteDiagram
        self.createLab = createLab
        self.updateLab = updateLab
        self.deleteLab = deleteLab
        self.createIncident = createIncident
        self.updateIncident = updateIncident
        self.startLab = startLab
        self.extendLab = extendLab
        self.resetLab = resetLab
        self.stopLab = stopLab
        self.checkLab = checkLab
        self.revealLabHint = revealLabHint
        self.reportLabStatus = reportLabStatus
        self.createUpload = createUpload
        self.createContent = createContent
        self.updateContent = updateContent
        self.deleteContent = deleteContent
        self.atomizeContent = atomizeContent
        self.createAtom = createAtom
        self.updateAtom = updateAtom
        self.deleteAtom = deleteAtom
        self.linkAtoms = linkAtoms
        self.completeAtom = completeAtom
        self.updateStudyGroup = updateStudyGroup
        self.leaveStudyGroup = leaveStudyGroup
        self.inviteToStudyGroup = inviteToStudyGroup
        self.setGroupMemberRole = setGroupMemberRole
        self.removeGroupMember = removeGroupMember
        self.sendGroupMessage = sendGroupMessage
        self.editGroupMessage = editGroupMessage
        self.deleteGroupMessage = deleteGroupMessage
        self.reactToMessage = reactToMessage
        self.markGroupRead = markGroupRead
        self.applyWhiteboardOps = applyWhiteboardOps
        self.moveCursor = moveCursor
        self.startConversation = startConversation
        self.archiveConversation = archiveConversation
        self.rateAnswer = rateAnswer
        self.cancelAnswer = cancelAnswer
        self.generateQuiz = generateQuiz
        self.submitQuiz = submitQuiz
        self.markNotificationsRead = markNotificationsRead
        self.updateNotificationPreferences = updateNotificationPreferences
        self.registerDevice = registerDevice
        self.announce = announce
        self.trackEvents = trackEvents
        self.requestReport = requestReport
        self.cancelJob = cancelJob
        self.refreshToken = refreshToken
        self.logout = logout
        self.revokeSession = revokeSession
        self.startOAuthLogin = startOAuthLogin
        self.loginWithOAuth = loginWithOAuth
        self.verifyEmail = verifyEmail
        self.resendVerificationEmail = resendVerificationEmail
        self.requestPasswordReset = requestPasswordReset
        self.resetPassword = resetPassword
        self.changePassword = changePassword
        self.enrollMfa = enrollMfa
        self.confirmMfa = confirmMfa
        self.disableMfa = disableMfa
        self.createApiKey = createApiKey
        self.revokeApiKey = revokeApiKey
        self.updateProfile = updateProfile
        self.updatePreferences = updatePreferences
        self.grantRole = grantRole
        self.revokeRole = revokeRole
        self.exportMyData = exportMyData
        self.deleteMyAccount = deleteMyAccount
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("login", AnyFieldResolver(login)))
        list.append(("register", AnyFieldResolver(register)))
        list.append(("completeDiagram", AnyFieldResolver(completeDiagram)))
        list.append(("completeLab", AnyFieldResolver(completeLab)))
        list.append(("askQuestion", AnyFieldResolver(askQuestion)))
        list.append(("createStudyGroup", AnyFieldResolver(createStudyGroup)))
        list.append(("joinStudyGroup", AnyFieldResolver(joinStudyGroup)))
        list.append(("createDiagram", AnyFieldResolver(createDiagram)))
        list.append(("updateDiagram", AnyFieldResolver(updateDiagram)))
        list.append(("deleteDiagram", AnyFieldResolver(deleteDiagram)))
        list.append(("createLab", AnyFieldResolver(createLab)))
        list.append(("updateLab", AnyFieldResolver(updateLab)))
        list.append(("deleteLab", AnyFieldResolver(deleteLab)))
        list.append(("createIncident", AnyFieldResolver(createIncident)))
        list.append(("updateIncident", AnyFieldResolver(updateIncident)))
        list.append(("startLab", AnyFieldResolver(startLab)))
        list.append(("extendLab", AnyFieldResolver(extendLab)))
        list.append(("resetLab", AnyFieldResolver(resetLab)))
        list.append(("stopLab", AnyFieldResolver(stopLab)))
        list.append(("checkLab", AnyFieldResolver(checkLab)))
        list.append(("revealLabHint", AnyFieldResolver(revealLabHint)))
        list.append(("reportLabStatus", AnyFieldResolver(reportLabStatus)))
        list.append(("createUpload", AnyFieldResolver(createUpload)))
        list.append(("createContent", AnyFieldResolver(createContent)))
        list.append(("updateContent", AnyFieldResolver(updateContent)))
        list.append(("deleteContent", AnyFieldResolver(deleteContent)))
        list.append(("atomizeContent", AnyFieldResolver(atomizeContent)))
        list.append(("createAtom", AnyFieldResolver(createAtom)))
        list.append(("updateAtom", AnyFieldResolver(updateAtom)))
        list.append(("deleteAtom", AnyFieldResolver(deleteAtom)))
        list.append(("linkAtoms", AnyFieldResolver(linkAtoms)))
        list.append(("completeAtom", AnyFieldResolver(completeAtom)))
        list.append(("updateStudyGroup", AnyFieldResolver(updateStudyGroup)))
        list.append(("leaveStudyGroup", AnyFieldResolver(leaveStudyGroup)))
        list.append(("inviteToStudyGroup", AnyFieldResolver(inviteToStudyGroup)))
        list.append(("setGroupMemberRole", AnyFieldResolver(setGroupMemberRole)))
        list.append(("removeGroupMember", AnyFieldResolver(removeGroupMember)))
        list.append(("sendGroupMessage", AnyFieldResolver(sendGroupMessage)))
        list.append(("editGroupMessage", AnyFieldResolver(editGroupMessage)))
        list.append(("deleteGroupMessage", AnyFieldResolver(deleteGroupMessage)))
        list.append(("reactToMessage", AnyFieldResolver(reactToMessage)))
        list.append(("markGroupRead", AnyFieldResolver(markGroupRead)))
        list.append(("applyWhiteboardOps", AnyFieldResolver(applyWhiteboardOps)))
        list.append(("moveCursor", AnyFieldResolver(moveCursor)))
        list.append(("startConversation", AnyFieldResolver(startConversation)))
        list.append(("archiveConversation", AnyFieldResolver(archiveConversation)))
        list.append(("rateAnswer", AnyFieldResolver(rateAnswer)))
        list.append(("cancelAnswer", AnyFieldResolver(cancelAnswer)))
        list.append(("generateQuiz", AnyFieldResolver(generateQuiz)))
        list.append(("submitQuiz", AnyFieldResolver(submitQuiz)))
        list.append(("markNotificationsRead", AnyFieldResolver(markNotificationsRead)))
        list.append(("updateNotificationPreferences", AnyFieldResolver(updateNotificationPreferences)))
        list.append(("registerDevice", AnyFieldResolver(registerDevice)))
        list.append(("announce", AnyFieldResolver(announce)))
        list.append(("trackEvents", AnyFieldResolver(trackEvents)))
        list.append(("requestReport", AnyFieldResolver(requestReport)))
        list.append(("cancelJob", AnyFieldResolver(cancelJob)))
        list.append(("refreshToken", AnyFieldResolver(refreshToken)))
        list.append(("logout", AnyFieldResolver(logout)))
        list.append(("revokeSession", AnyFieldResolver(revokeSession)))
        list.append(("startOAuthLogin", AnyFieldResolver(startOAuthLogin)))
        list.append(("loginWithOAuth", AnyFieldResolver(loginWithOAuth)))
        list.append(("verifyEmail", AnyFieldResolver(verifyEmail)))
        list.append(("resendVerificationEmail", AnyFieldResolver(resendVerificationEmail)))
        list.append(("requestPasswordReset", AnyFieldResolver(requestPasswordReset)))
        list.append(("resetPassword", AnyFieldResolver(resetPassword)))
        list.append(("changePassword", AnyFieldResolver(changePassword)))
        list.append(("enrollMfa", AnyFieldResolver(enrollMfa)))
        list.append(("confirmMfa", AnyFieldResolver(confirmMfa)))
        list.append(("disableMfa", AnyFieldResolver(disableMfa)))
        list.append(("createApiKey", AnyFieldResolver(createApiKey)))
        list.append(("revokeApiKey", AnyFieldResolver(revokeApiKey)))
        list.append(("updateProfile", AnyFieldResolver(updateProfile)))
        list.append(("updatePreferences", AnyFieldResolver(updatePreferences)))
        list.append(("grantRole", AnyFieldResolver(grantRole)))
        list.append(("revokeRole", AnyFieldResolver(revokeRole)))
        list.append(("exportMyData", AnyFieldResolver(exportMyData)))
        list.append(("deleteMyAccount", AnyFieldResolver(deleteMyAccount)))
        return list
      }
    }
  }

  /// Everything that is sent as it happens. Each event carries its position in `extensions.eventId`.
  public enum Subscription: CompositeOutput {
    public static let typeName = "Subscription"

    /// The arguments of `progressUpdated`.
    public struct ProgressUpdatedArguments: ArgumentSet {
      public let userId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        userId = try arguments.decode("userId")
      }
    }

    /// The arguments of `groupMessageReceived`.
    public struct GroupMessageReceivedArguments: ArgumentSet {
      public let groupId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
      }
    }

    /// The arguments of `labStatusChanged`.
    public struct LabStatusChangedArguments: ArgumentSet {
      public let labId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        labId = try arguments.decode("labId")
      }
    }

    /// The arguments of `whiteboardChanged`.
    public struct WhiteboardChangedArguments: ArgumentSet {
      public let groupId: ID
      public let sinceRevision: Int?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
        sinceRevision = try arguments.decode("sinceRevision")
      }
    }

    /// The arguments of `peerCursorMoved`.
    public struct PeerCursorMovedArguments: ArgumentSet {
      public let diagramId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        diagramId = try arguments.decode("diagramId")
      }
    }

    /// The arguments of `groupPresenceChanged`.
    public struct GroupPresenceChangedArguments: ArgumentSet {
      public let groupId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
      }
    }

    /// The arguments of `groupUpdated`.
    public struct GroupUpdatedArguments: ArgumentSet {
      public let groupId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
      }
    }

    /// The arguments of `answerStreamed`.
    public struct AnswerStreamedArguments: ArgumentSet {
      public let conversationId: ID
      public let answerId: ID?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        conversationId = try arguments.decode("conversationId")
        answerId = try arguments.decode("answerId")
      }
    }

    /// The arguments of `jobUpdated`.
    public struct JobUpdatedArguments: ArgumentSet {
      public let jobId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        jobId = try arguments.decode("jobId")
      }
    }

    /// The arguments of `contentUpdated`.
    public struct ContentUpdatedArguments: ArgumentSet {
      public let contentId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        contentId = try arguments.decode("contentId")
      }
    }

    /// The arguments of `diagramUpdated`.
    public struct DiagramUpdatedArguments: ArgumentSet {
      public let diagramId: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        diagramId = try arguments.decode("diagramId")
      }
    }

    /// One resolver per field of `Subscription`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Subscription" }
      /// The learner's standing, each time it moves.
      public let progressUpdated: FieldResolver<Source, ProgressUpdatedArguments, API.Progress>
      /// Each new message of a group.
      public let groupMessageReceived: FieldResolver<Source, GroupMessageReceivedArguments, API.Message>
      /// The caller's own status in a lab, each time it moves.
      public let labStatusChanged: FieldResolver<Source, LabStatusChangedArguments, API.LabStatus>
      /// Operations of a whiteboard in order: those behind sinceRevision first, or a snapshot where that is too far back.
      public let whiteboardChanged: FieldResolver<Source, WhiteboardChangedArguments, API.WhiteboardEvent>
      /// Where peers point in a diagram; only the newest of each.
      public let peerCursorMoved: FieldResolver<Source, PeerCursorMovedArguments, API.PeerCursor>
      /// The caller's own, each as it comes.
      public let notificationReceived: FieldResolver<Source, NoArguments, API.Notification>
      /// Who comes and goes; first those who are there.
      public let groupPresenceChanged: FieldResolver<Source, GroupPresenceChangedArguments, API.GroupPresence>
      /// A group, each time it or its members change.
      public let groupUpdated: FieldResolver<Source, GroupUpdatedArguments, API.StudyGroup>
      /// Those in force, then each as it begins.
      public let announcement: FieldResolver<Source, NoArguments, API.Announcement>
      /// An answer as it is written: what was written before, then text, citations, and the finished answer. Without answerId
      /// all answers of a conversation from now on; with it the stream ends with the answer.
      public let answerStreamed: FieldResolver<Source, AnswerStreamedArguments, API.AnswerEvent>
      /// A job of the caller, each time it moves; the stream ends with the job.
      public let jobUpdated: FieldResolver<Source, JobUpdatedArguments, API.Job>
      /// A content, each time it or its atoms change.
      public let contentUpdated: FieldResolver<Source, ContentUpdatedArguments, API.Content>
      /// A diagram, each time it is edited; NOT_FOUND errors when it is deleted or no longer for the caller.
      public let diagramUpdated: FieldResolver<Source, DiagramUpdatedArguments, API.Diagram>

      public init(
        progressUpdated: FieldResolver<Source, ProgressUpdatedArguments, API.Progress>,
        groupMessageReceived: FieldResolver<Source, GroupMessageReceivedArguments, API.Message>,
        labStatusChanged: FieldResolver<Source, LabStatusChangedArguments, API.LabStatus>,
        whiteboardChanged: FieldResolver<Source, WhiteboardChangedArguments, API.WhiteboardEvent>,
        peerCursorMoved: FieldResolver<Source, PeerCursorMovedArguments, API.PeerCursor>,
        notificationReceived: FieldResolver<Source, NoArguments, API.Notification>,
        groupPresenceChanged: FieldResolver<Source, GroupPresenceChangedArguments, API.GroupPresence>,
        groupUpdated: FieldResolver<Source, GroupUpdatedArguments, API.StudyGroup>,
        announcement: FieldResolver<Source, NoArguments, API.Announcement>,
        answerStreamed: FieldResolver<Source, AnswerStreamedArguments, API.AnswerEvent>,
        jobUpdated: FieldResolver<Source, JobUpdatedArguments, API.Job>,
        contentUpdated: FieldResolver<Source, ContentUpdatedArguments, API.Content>,
        diagramUpdated: FieldResolver<Source, DiagramUpdatedArguments, API.Diagram>
      ) {
        self.progressUpdated = progressUpdated
        self.groupMessageReceived = groupMessageReceived
        self.labStatusChanged = labStatusChanged
        self.whiteboardChanged = whiteboardChanged
        self.peerCursorMoved = peerCursorMoved
        self.notificationReceived = notificationReceived
        self.groupPresenceChanged = groupPresenceChanged
        self.groupUpdated = groupUpdated
        self.announcement = announcement
        self.answerStreamed = answerStreamed
        self.jobUpdated = jobUpdated
        self.contentUpdated = contentUpdated
        self.diagramUpdated = diagramUpdated
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("progressUpdated", AnyFieldResolver(progressUpdated)))
        list.append(("groupMessageReceived", AnyFieldResolver(groupMessageReceived)))
        list.append(("labStatusChanged", AnyFieldResolver(labStatusChanged)))
        list.append(("whiteboardChanged", AnyFieldResolver(whiteboardChanged)))
        list.append(("peerCursorMoved", AnyFieldResolver(peerCursorMoved)))
        list.append(("notificationReceived", AnyFieldResolver(notificationReceived)))
        list.append(("groupPresenceChanged", AnyFieldResolver(groupPresenceChanged)))
        list.append(("groupUpdated", AnyFieldResolver(groupUpdated)))
        list.append(("announcement", AnyFieldResolver(announcement)))
        list.append(("answerStreamed", AnyFieldResolver(answerStreamed)))
        list.append(("jobUpdated", AnyFieldResolver(jobUpdated)))
        list.append(("contentUpdated", AnyFieldResolver(contentUpdated)))
        list.append(("diagramUpdated", AnyFieldResolver(diagramUpdated)))
        return list
      }
    }
  }
}
