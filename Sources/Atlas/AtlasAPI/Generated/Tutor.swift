// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A talk between one learner and the tutor.
  public enum Conversation: CompositeOutput {
    public static let typeName = "Conversation"

    /// The arguments of `messages`.
    public struct MessagesArguments: ArgumentSet {
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

    /// One resolver per field of `Conversation`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Conversation" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let title: FieldResolver<Source, NoArguments, String?>
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// What it is about.
      public let subject: FieldResolver<Source, NoArguments, API.LearningItem?>
      public let startedAt: FieldResolver<Source, NoArguments, DateTime>
      /// Null while it is open.
      public let archivedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// Oldest first. Ask for the tail with last:.
      public let messages: FieldResolver<Source, MessagesArguments, API.ConversationMessageConnection>
      /// All its answers together.
      public let usage: FieldResolver<Source, NoArguments, API.TokenUsage>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        title: FieldResolver<Source, NoArguments, String?>,
        user: FieldResolver<Source, NoArguments, API.User>,
        subject: FieldResolver<Source, NoArguments, API.LearningItem?>,
        startedAt: FieldResolver<Source, NoArguments, DateTime>,
        archivedAt: FieldResolver<Source, NoArguments, DateTime?>,
        messages: FieldResolver<Source, MessagesArguments, API.ConversationMessageConnection>,
        usage: FieldResolver<Source, NoArguments, API.TokenUsage>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.title = title
        self.user = user
        self.subject = subject
        self.startedAt = startedAt
        self.archivedAt = archivedAt
        self.messages = messages
        self.usage = usage
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("startedAt", AnyFieldResolver(startedAt)))
        list.append(("archivedAt", AnyFieldResolver(archivedAt)))
        list.append(("messages", AnyFieldResolver(messages)))
        list.append(("usage", AnyFieldResolver(usage)))
        return list
      }
    }
  }

  /// Who said it.
  public enum MessageRole: String, EnumOutput, CaseIterable {
    case user = "USER"
    case assistant = "ASSISTANT"
    case system = "SYSTEM"
  }

  /// One thing said in a conversation.
  public enum ConversationMessage: CompositeOutput {
    public static let typeName = "ConversationMessage"

    /// One resolver per field of `ConversationMessage`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConversationMessage" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let role: FieldResolver<Source, NoArguments, API.MessageRole>
      public let content: FieldResolver<Source, NoArguments, String>
      public let citations: FieldResolver<Source, NoArguments, [API.Citation]>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      /// The answer this message is; null for a question.
      public let answer: FieldResolver<Source, NoArguments, API.Answer?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        role: FieldResolver<Source, NoArguments, API.MessageRole>,
        content: FieldResolver<Source, NoArguments, String>,
        citations: FieldResolver<Source, NoArguments, [API.Citation]>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        answer: FieldResolver<Source, NoArguments, API.Answer?>
      ) {
        self.id = id
        self.role = role
        self.content = content
        self.citations = citations
        self.createdAt = createdAt
        self.answer = answer
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("role", AnyFieldResolver(role)))
        list.append(("content", AnyFieldResolver(content)))
        list.append(("citations", AnyFieldResolver(citations)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("answer", AnyFieldResolver(answer)))
        return list
      }
    }
  }

  /// What the tutor says to a question.
  public enum Answer: CompositeOutput {
    public static let typeName = "Answer"

    /// One resolver per field of `Answer`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Answer" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let state: FieldResolver<Source, NoArguments, API.AnswerState>
      public let text: FieldResolver<Source, NoArguments, String>
      public let question: FieldResolver<Source, NoArguments, String>
      public let conversation: FieldResolver<Source, NoArguments, API.Conversation>
      public let citations: FieldResolver<Source, NoArguments, [API.Citation]>
      /// Hints instead of the solution, in tutor mode.
      public let hints: FieldResolver<Source, NoArguments, [String]>
      /// Questions worth asking next.
      public let followUps: FieldResolver<Source, NoArguments, [String]>
      /// True when an earlier identical question answered it (one hour).
      public let cached: FieldResolver<Source, NoArguments, Bool>
      /// True when retrieval found nothing that supports the text.
      public let ungrounded: FieldResolver<Source, NoArguments, Bool>
      /// Which model wrote it.
      public let model: FieldResolver<Source, NoArguments, String>
      public let usage: FieldResolver<Source, NoArguments, API.TokenUsage>
      public let responseTime: FieldResolver<Source, NoArguments, ISODuration>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        state: FieldResolver<Source, NoArguments, API.AnswerState>,
        text: FieldResolver<Source, NoArguments, String>,
        question: FieldResolver<Source, NoArguments, String>,
        conversation: FieldResolver<Source, NoArguments, API.Conversation>,
        citations: FieldResolver<Source, NoArguments, [API.Citation]>,
        hints: FieldResolver<Source, NoArguments, [String]>,
        followUps: FieldResolver<Source, NoArguments, [String]>,
        cached: FieldResolver<Source, NoArguments, Bool>,
        ungrounded: FieldResolver<Source, NoArguments, Bool>,
        model: FieldResolver<Source, NoArguments, String>,
        usage: FieldResolver<Source, NoArguments, API.TokenUsage>,
        responseTime: FieldResolver<Source, NoArguments, ISODuration>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.id = id
        self.state = state
        self.text = text
        self.question = question
        self.conversation = conversation
        self.citations = citations
        self.hints = hints
        self.followUps = followUps
        self.cached = cached
        self.ungrounded = ungrounded
        self.model = model
        self.usage = usage
        self.responseTime = responseTime
        self.createdAt = createdAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("state", AnyFieldResolver(state)))
        list.append(("text", AnyFieldResolver(text)))
        list.append(("question", AnyFieldResolver(question)))
        list.append(("conversation", AnyFieldResolver(conversation)))
        list.append(("citations", AnyFieldResolver(citations)))
        list.append(("hints", AnyFieldResolver(hints)))
        list.append(("followUps", AnyFieldResolver(followUps)))
        list.append(("cached", AnyFieldResolver(cached)))
        list.append(("ungrounded", AnyFieldResolver(ungrounded)))
        list.append(("model", AnyFieldResolver(model)))
        list.append(("usage", AnyFieldResolver(usage)))
        list.append(("responseTime", AnyFieldResolver(responseTime)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        return list
      }
    }
  }

  /// How far an answer has come.
  public enum AnswerState: String, EnumOutput, CaseIterable {
    case queued = "QUEUED"
    case streaming = "STREAMING"
    case done = "DONE"
    case canceled = "CANCELED"
    case failed = "FAILED"
  }

  /// Which passage of which diagram, lab or incident a statement rests on.
  public enum Citation: CompositeOutput {
    public static let typeName = "Citation"

    /// One resolver per field of `Citation`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Citation" }
      /// The number the text refers to, from 1.
      public let index: FieldResolver<Source, NoArguments, Int>
      /// Null when it is no longer there.
      public let source: FieldResolver<Source, NoArguments, API.LearningItem?>
      public let title: FieldResolver<Source, NoArguments, String>
      public let quote: FieldResolver<Source, NoArguments, String?>
      /// How well the passage fits the question, 0 to 1.
      public let score: FieldResolver<Source, NoArguments, Double>

      public init(
        index: FieldResolver<Source, NoArguments, Int>,
        source: FieldResolver<Source, NoArguments, API.LearningItem?>,
        title: FieldResolver<Source, NoArguments, String>,
        quote: FieldResolver<Source, NoArguments, String?>,
        score: FieldResolver<Source, NoArguments, Double>
      ) {
        self.index = index
        self.source = source
        self.title = title
        self.quote = quote
        self.score = score
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("index", AnyFieldResolver(index)))
        list.append(("source", AnyFieldResolver(source)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("quote", AnyFieldResolver(quote)))
        list.append(("score", AnyFieldResolver(score)))
        return list
      }
    }
  }

  /// What the model read and wrote.
  public enum TokenUsage: CompositeOutput {
    public static let typeName = "TokenUsage"

    /// One resolver per field of `TokenUsage`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "TokenUsage" }
      public let promptTokens: FieldResolver<Source, NoArguments, Int>
      public let completionTokens: FieldResolver<Source, NoArguments, Int>

      public init(
        promptTokens: FieldResolver<Source, NoArguments, Int>,
        completionTokens: FieldResolver<Source, NoArguments, Int>
      ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("promptTokens", AnyFieldResolver(promptTokens)))
        list.append(("completionTokens", AnyFieldResolver(completionTokens)))
        return list
      }
    }
  }

  /// What the tutor should know beside the question.
  public struct ContextInput: InputDecodable {
    /// Goes on with this conversation; without it a new one is begun.
    public let conversationId: ID?
    public let subject: API.TutorSubjectInput?
    /// Text the learner has selected.
    public let selection: String?
    public let mode: API.TutorMode?
    /// The language to answer in; the language of the profile by default.
    public let language: String?
    public let detail: API.DetailLevel?
    /// False forbids the one-hour answer cache.
    public let allowCached: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ContextInput") }
      conversationId = try object.decode("conversationId")
      subject = try object.decode("subject")
      selection = try object.decode("selection")
      mode = try object.decode("mode")
      language = try object.decode("language")
      detail = try object.decode("detail")
      allowCached = try object.decode("allowCached")
      given = object
    }
  }

  /// What the question is about.
  public struct TutorSubjectInput: InputDecodable {
    public let diagramId: ID?
    public let labId: ID?
    public let incidentId: ID?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("TutorSubjectInput") }
      diagramId = try object.decode("diagramId")
      labId = try object.decode("labId")
      incidentId = try object.decode("incidentId")
      given = object
    }
  }

  /// How the tutor helps.
  public enum TutorMode: String, EnumOutput, CaseIterable {
    /// Guide with questions and hints.
    case socratic = "SOCRATIC"
    /// Say it straight.
    case explain = "EXPLAIN"
    /// Look at the learner's own solution.
    case reviewSolution = "REVIEW_SOLUTION"
  }

  /// How long an answer should be.
  public enum DetailLevel: String, EnumOutput, CaseIterable {
    case brief = "BRIEF"
    case normal = "NORMAL"
    case detailed = "DETAILED"
  }

  /// A page of what was said.
  public enum ConversationMessageConnection: CompositeOutput {
    public static let typeName = "ConversationMessageConnection"

    /// One resolver per field of `ConversationMessageConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConversationMessageConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.ConversationMessageEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.ConversationMessage]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.ConversationMessageEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.ConversationMessage]>,
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
  public enum ConversationMessageEdge: CompositeOutput {
    public static let typeName = "ConversationMessageEdge"

    /// One resolver per field of `ConversationMessageEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConversationMessageEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.ConversationMessage>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.ConversationMessage>
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
