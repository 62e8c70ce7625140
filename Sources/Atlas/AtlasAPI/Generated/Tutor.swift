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
      /// As it was given, else the beginning of the first question; null before one was asked.
      public let title: FieldResolver<Source, NoArguments, String?>
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// What it is about. Null for a content, which is no learning item, and for what is gone or not for the caller any more.
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
      /// True when an earlier identical question answered it (one hour). It takes nothing of the daily quota.
      public let cached: FieldResolver<Source, NoArguments, Bool>
      /// True when retrieval found nothing that supports the text.
      public let ungrounded: FieldResolver<Source, NoArguments, Bool>
      /// Why the tutor did not help as usual; null for nearly all answers.
      public let moderation: FieldResolver<Source, NoArguments, API.ModerationFlag?>
      /// Which model wrote it.
      public let model: FieldResolver<Source, NoArguments, String>
      public let usage: FieldResolver<Source, NoArguments, API.TokenUsage>
      public let responseTime: FieldResolver<Source, NoArguments, ISODuration>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      /// What the caller thinks of it: -1, 0 or 1; null before they said.
      public let viewerRating: FieldResolver<Source, NoArguments, Int?>

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
        moderation: FieldResolver<Source, NoArguments, API.ModerationFlag?>,
        model: FieldResolver<Source, NoArguments, String>,
        usage: FieldResolver<Source, NoArguments, API.TokenUsage>,
        responseTime: FieldResolver<Source, NoArguments, ISODuration>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        viewerRating: FieldResolver<Source, NoArguments, Int?>
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
        self.moderation = moderation
        self.model = model
        self.usage = usage
        self.responseTime = responseTime
        self.createdAt = createdAt
        self.viewerRating = viewerRating
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
        list.append(("moderation", AnyFieldResolver(moderation)))
        list.append(("model", AnyFieldResolver(model)))
        list.append(("usage", AnyFieldResolver(usage)))
        list.append(("responseTime", AnyFieldResolver(responseTime)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("viewerRating", AnyFieldResolver(viewerRating)))
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

  /// Which passage of which diagram, lab, incident or atom a statement rests on.
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
      /// Where the source's text came from, when that is a public address.
      public let url: FieldResolver<Source, NoArguments, String?>
      /// How well the passage fits the question, 0 to 1.
      public let score: FieldResolver<Source, NoArguments, Double>

      public init(
        index: FieldResolver<Source, NoArguments, Int>,
        source: FieldResolver<Source, NoArguments, API.LearningItem?>,
        title: FieldResolver<Source, NoArguments, String>,
        quote: FieldResolver<Source, NoArguments, String?>,
        url: FieldResolver<Source, NoArguments, String?>,
        score: FieldResolver<Source, NoArguments, Double>
      ) {
        self.index = index
        self.source = source
        self.title = title
        self.quote = quote
        self.url = url
        self.score = score
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("index", AnyFieldResolver(index)))
        list.append(("source", AnyFieldResolver(source)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("quote", AnyFieldResolver(quote)))
        list.append(("url", AnyFieldResolver(url)))
        list.append(("score", AnyFieldResolver(score)))
        return list
      }
    }
  }

  /// A question or an answer that is not an ordinary one.
  public enum ModerationFlag: CompositeOutput {
    public static let typeName = "ModerationFlag"

    /// One resolver per field of `ModerationFlag`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ModerationFlag" }
      /// SELF_HARM, HARASSMENT, VIOLENCE, ILLEGAL, SEXUAL or REFUSED (by the model).
      public let category: FieldResolver<Source, NoArguments, String>
      public let message: FieldResolver<Source, NoArguments, String>
      /// Who was told, when somebody was. This server tells nobody: conversations are there for their learners only.
      public let escalatedTo: FieldResolver<Source, NoArguments, API.User?>

      public init(
        category: FieldResolver<Source, NoArguments, String>,
        message: FieldResolver<Source, NoArguments, String>,
        escalatedTo: FieldResolver<Source, NoArguments, API.User?>
      ) {
        self.category = category
        self.message = message
        self.escalatedTo = escalatedTo
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("category", AnyFieldResolver(category)))
        list.append(("message", AnyFieldResolver(message)))
        list.append(("escalatedTo", AnyFieldResolver(escalatedTo)))
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

  /// How many questions are left today (UTC). By default 50 a day for a user, 10000 a day for all; cached answers are free.
  public enum AIQuota: CompositeOutput {
    public static let typeName = "AIQuota"

    /// One resolver per field of `AIQuota`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AIQuota" }
      public let dailyLimit: FieldResolver<Source, NoArguments, Int>
      public let used: FieldResolver<Source, NoArguments, Int>
      public let remaining: FieldResolver<Source, NoArguments, Int>
      public let resetsAt: FieldResolver<Source, NoArguments, DateTime>
      /// What all users together have left today.
      public let globalRemaining: FieldResolver<Source, NoArguments, Int?>

      public init(
        dailyLimit: FieldResolver<Source, NoArguments, Int>,
        used: FieldResolver<Source, NoArguments, Int>,
        remaining: FieldResolver<Source, NoArguments, Int>,
        resetsAt: FieldResolver<Source, NoArguments, DateTime>,
        globalRemaining: FieldResolver<Source, NoArguments, Int?>
      ) {
        self.dailyLimit = dailyLimit
        self.used = used
        self.remaining = remaining
        self.resetsAt = resetsAt
        self.globalRemaining = globalRemaining
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("dailyLimit", AnyFieldResolver(dailyLimit)))
        list.append(("used", AnyFieldResolver(used)))
        list.append(("remaining", AnyFieldResolver(remaining)))
        list.append(("resetsAt", AnyFieldResolver(resetsAt)))
        list.append(("globalRemaining", AnyFieldResolver(globalRemaining)))
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
    /// False answers at once, with an answer that is QUEUED: its text comes by answerStreamed, or by reading it again. Else the
    /// answer is waited for, and is STREAMING only where it takes longer than a request may; or QUEUED still, where it waits
    /// that long for an equal question's. With an idempotency key it is never waited for.
    public let wait: Bool?
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
      wait = try object.decode("wait")
      given = object
    }
  }

  /// What the question is about.
  public struct TutorSubjectInput: InputDecodable {
    public let diagramId: ID?
    public let labId: ID?
    public let incidentId: ID?
    public let atomId: ID?
    public let contentId: ID?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("TutorSubjectInput") }
      diagramId = try object.decode("diagramId")
      labId = try object.decode("labId")
      incidentId = try object.decode("incidentId")
      atomId = try object.decode("atomId")
      contentId = try object.decode("contentId")
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

  /// A page of conversations.
  public enum ConversationConnection: CompositeOutput {
    public static let typeName = "ConversationConnection"

    /// One resolver per field of `ConversationConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConversationConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.ConversationEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Conversation]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.ConversationEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Conversation]>,
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
  public enum ConversationEdge: CompositeOutput {
    public static let typeName = "ConversationEdge"

    /// One resolver per field of `ConversationEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ConversationEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Conversation>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Conversation>
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

  /// What happens while an answer is written.
  public enum AnswerEvent: CompositeOutput {
    public static let typeName = "AnswerEvent"
  }

  /// More text, to be put behind what came before.
  public enum AnswerDelta: CompositeOutput {
    public static let typeName = "AnswerDelta"

    /// One resolver per field of `AnswerDelta`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AnswerDelta" }
      public let answerId: FieldResolver<Source, NoArguments, ID>
      /// From 1, without gaps; after joining late the first one holds all that was written before.
      public let sequence: FieldResolver<Source, NoArguments, Int>
      public let text: FieldResolver<Source, NoArguments, String>

      public init(
        answerId: FieldResolver<Source, NoArguments, ID>,
        sequence: FieldResolver<Source, NoArguments, Int>,
        text: FieldResolver<Source, NoArguments, String>
      ) {
        self.answerId = answerId
        self.sequence = sequence
        self.text = text
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answerId", AnyFieldResolver(answerId)))
        list.append(("sequence", AnyFieldResolver(sequence)))
        list.append(("text", AnyFieldResolver(text)))
        return list
      }
    }
  }

  /// What the answer rests on, once its text is whole.
  public enum AnswerCitations: CompositeOutput {
    public static let typeName = "AnswerCitations"

    /// One resolver per field of `AnswerCitations`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AnswerCitations" }
      public let answerId: FieldResolver<Source, NoArguments, ID>
      public let citations: FieldResolver<Source, NoArguments, [API.Citation]>

      public init(
        answerId: FieldResolver<Source, NoArguments, ID>,
        citations: FieldResolver<Source, NoArguments, [API.Citation]>
      ) {
        self.answerId = answerId
        self.citations = citations
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answerId", AnyFieldResolver(answerId)))
        list.append(("citations", AnyFieldResolver(citations)))
        return list
      }
    }
  }

  /// The answer is DONE or CANCELED.
  public enum AnswerFinished: CompositeOutput {
    public static let typeName = "AnswerFinished"

    /// One resolver per field of `AnswerFinished`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AnswerFinished" }
      public let answer: FieldResolver<Source, NoArguments, API.Answer>

      public init(
        answer: FieldResolver<Source, NoArguments, API.Answer>
      ) {
        self.answer = answer
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answer", AnyFieldResolver(answer)))
        return list
      }
    }
  }

  /// The answer is FAILED; the question took nothing of the quota.
  public enum AnswerFailed: CompositeOutput {
    public static let typeName = "AnswerFailed"

    /// One resolver per field of `AnswerFailed`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AnswerFailed" }
      public let answerId: FieldResolver<Source, NoArguments, ID>
      public let code: FieldResolver<Source, NoArguments, API.UserErrorCode>
      public let message: FieldResolver<Source, NoArguments, String>
      /// Whether asking again may help.
      public let retryable: FieldResolver<Source, NoArguments, Bool>

      public init(
        answerId: FieldResolver<Source, NoArguments, ID>,
        code: FieldResolver<Source, NoArguments, API.UserErrorCode>,
        message: FieldResolver<Source, NoArguments, String>,
        retryable: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.answerId = answerId
        self.code = code
        self.message = message
        self.retryable = retryable
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answerId", AnyFieldResolver(answerId)))
        list.append(("code", AnyFieldResolver(code)))
        list.append(("message", AnyFieldResolver(message)))
        list.append(("retryable", AnyFieldResolver(retryable)))
        return list
      }
    }
  }

  public struct StartConversationInput: InputDecodable {
    public let title: String?
    public let subject: API.TutorSubjectInput?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StartConversationInput") }
      title = try object.decode("title")
      subject = try object.decode("subject")
      given = object
    }
  }

  public enum StartConversationPayload: CompositeOutput {
    public static let typeName = "StartConversationPayload"

    /// One resolver per field of `StartConversationPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StartConversationPayload" }
      public let conversation: FieldResolver<Source, NoArguments, API.Conversation?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        conversation: FieldResolver<Source, NoArguments, API.Conversation?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.conversation = conversation
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("conversation", AnyFieldResolver(conversation)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Those that are archived come behind the others, and take no questions.
  public struct ArchiveConversationInput: InputDecodable {
    public let conversationId: ID
    public let archived: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ArchiveConversationInput") }
      conversationId = try object.decode("conversationId")
      archived = try object.decode("archived")
      given = object
    }
  }

  public enum ArchiveConversationPayload: CompositeOutput {
    public static let typeName = "ArchiveConversationPayload"

    /// One resolver per field of `ArchiveConversationPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ArchiveConversationPayload" }
      public let conversation: FieldResolver<Source, NoArguments, API.Conversation?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        conversation: FieldResolver<Source, NoArguments, API.Conversation?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.conversation = conversation
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("conversation", AnyFieldResolver(conversation)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RateAnswerInput: InputDecodable {
    public let answerId: ID
    /// It takes the place of an earlier one; 0 takes back what was thought.
    public let rating: Int
    public let comment: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RateAnswerInput") }
      answerId = try object.decode("answerId")
      rating = try object.decode("rating")
      comment = try object.decode("comment")
      given = object
    }
  }

  public enum RateAnswerPayload: CompositeOutput {
    public static let typeName = "RateAnswerPayload"

    /// One resolver per field of `RateAnswerPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RateAnswerPayload" }
      public let answer: FieldResolver<Source, NoArguments, API.Answer?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        answer: FieldResolver<Source, NoArguments, API.Answer?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.answer = answer
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answer", AnyFieldResolver(answer)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct CancelAnswerInput: InputDecodable {
    public let answerId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CancelAnswerInput") }
      answerId = try object.decode("answerId")
      given = object
    }
  }

  public enum CancelAnswerPayload: CompositeOutput {
    public static let typeName = "CancelAnswerPayload"

    /// One resolver per field of `CancelAnswerPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CancelAnswerPayload" }
      /// CANCELED with what was written so far; an answer that was finished before stays what it is.
      public let answer: FieldResolver<Source, NoArguments, API.Answer?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        answer: FieldResolver<Source, NoArguments, API.Answer?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.answer = answer
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("answer", AnyFieldResolver(answer)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
