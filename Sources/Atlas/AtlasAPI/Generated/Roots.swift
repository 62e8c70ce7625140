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
      /// Like currentUser, but null for a visitor instead of an error.
      public let viewer: FieldResolver<Source, NoArguments, API.User?>

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
        viewer: FieldResolver<Source, NoArguments, API.User?>
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
        self.viewer = viewer
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
        list.append(("viewer", AnyFieldResolver(viewer)))
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
      /// Asks the tutor. Without context.conversationId a new conversation is begun.
      public let askQuestion: FieldResolver<Source, AskQuestionArguments, API.Answer>
      /// Founds a study group; the caller becomes its owner.
      public let createStudyGroup: FieldResolver<Source, CreateStudyGroupArguments, API.StudyGroup>
      /// Takes a place in a public group; for a member it changes nothing.
      public let joinStudyGroup: FieldResolver<Source, JoinStudyGroupArguments, API.StudyGroup>

      public init(
        login: FieldResolver<Source, LoginArguments, API.AuthPayload>,
        register: FieldResolver<Source, RegisterArguments, API.AuthPayload>,
        completeDiagram: FieldResolver<Source, CompleteDiagramArguments, API.Progress>,
        completeLab: FieldResolver<Source, CompleteLabArguments, API.LabResult>,
        askQuestion: FieldResolver<Source, AskQuestionArguments, API.Answer>,
        createStudyGroup: FieldResolver<Source, CreateStudyGroupArguments, API.StudyGroup>,
        joinStudyGroup: FieldResolver<Source, JoinStudyGroupArguments, API.StudyGroup>
      ) {
        self.login = login
        self.register = register
        self.completeDiagram = completeDiagram
        self.completeLab = completeLab
        self.askQuestion = askQuestion
        self.createStudyGroup = createStudyGroup
        self.joinStudyGroup = joinStudyGroup
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

    /// One resolver per field of `Subscription`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Subscription" }
      /// The learner's standing, each time it moves.
      public let progressUpdated: FieldResolver<Source, ProgressUpdatedArguments, API.Progress>
      /// Each new message of a group.
      public let groupMessageReceived: FieldResolver<Source, GroupMessageReceivedArguments, API.Message>
      /// The caller's own status in a lab, each time it moves.
      public let labStatusChanged: FieldResolver<Source, LabStatusChangedArguments, API.LabStatus>

      public init(
        progressUpdated: FieldResolver<Source, ProgressUpdatedArguments, API.Progress>,
        groupMessageReceived: FieldResolver<Source, GroupMessageReceivedArguments, API.Message>,
        labStatusChanged: FieldResolver<Source, LabStatusChangedArguments, API.LabStatus>
      ) {
        self.progressUpdated = progressUpdated
        self.groupMessageReceived = groupMessageReceived
        self.labStatusChanged = labStatusChanged
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("progressUpdated", AnyFieldResolver(progressUpdated)))
        list.append(("groupMessageReceived", AnyFieldResolver(groupMessageReceived)))
        list.append(("labStatusChanged", AnyFieldResolver(labStatusChanged)))
        return list
      }
    }
  }
}
