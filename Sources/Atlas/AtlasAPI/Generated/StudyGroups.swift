// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// Learners who study together.
  public enum StudyGroup: CompositeOutput {
    public static let typeName = "StudyGroup"

    /// The arguments of `members`.
    public struct MembersArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

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

    /// One resolver per field of `StudyGroup`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StudyGroup" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      public let name: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String?>
      public let topic: FieldResolver<Source, NoArguments, String?>
      public let visibility: FieldResolver<Source, NoArguments, API.GroupVisibility>
      public let createdBy: FieldResolver<Source, NoArguments, API.User>
      public let memberCount: FieldResolver<Source, NoArguments, Int>
      /// Nobody can join a full group.
      public let maxMembers: FieldResolver<Source, NoArguments, Int>
      /// In the order they joined; of a PRIVATE group nobody for who is only invited.
      public let members: FieldResolver<Source, MembersArguments, API.GroupMemberConnection>
      /// Oldest first. Ask for the tail with last:.
      public let messages: FieldResolver<Source, MessagesArguments, API.MessageConnection>
      /// What the members draw together; null until somebody has begun.
      public let whiteboard: FieldResolver<Source, NoArguments, API.Whiteboard?>
      /// The members who are there now.
      public let presence: FieldResolver<Source, NoArguments, [API.Presence]>
      /// The caller's own membership; null when there is none.
      public let viewerMembership: FieldResolver<Source, NoArguments, API.GroupMember?>
      /// How many messages of others came after the last one that the caller has read; null for who is no member.
      public let unreadCount: FieldResolver<Source, NoArguments, Int?>
      /// What the group works on at present.
      public let focus: FieldResolver<Source, NoArguments, API.LearningItem?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        name: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String?>,
        topic: FieldResolver<Source, NoArguments, String?>,
        visibility: FieldResolver<Source, NoArguments, API.GroupVisibility>,
        createdBy: FieldResolver<Source, NoArguments, API.User>,
        memberCount: FieldResolver<Source, NoArguments, Int>,
        maxMembers: FieldResolver<Source, NoArguments, Int>,
        members: FieldResolver<Source, MembersArguments, API.GroupMemberConnection>,
        messages: FieldResolver<Source, MessagesArguments, API.MessageConnection>,
        whiteboard: FieldResolver<Source, NoArguments, API.Whiteboard?>,
        presence: FieldResolver<Source, NoArguments, [API.Presence]>,
        viewerMembership: FieldResolver<Source, NoArguments, API.GroupMember?>,
        unreadCount: FieldResolver<Source, NoArguments, Int?>,
        focus: FieldResolver<Source, NoArguments, API.LearningItem?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.name = name
        self.description = description
        self.topic = topic
        self.visibility = visibility
        self.createdBy = createdBy
        self.memberCount = memberCount
        self.maxMembers = maxMembers
        self.members = members
        self.messages = messages
        self.whiteboard = whiteboard
        self.presence = presence
        self.viewerMembership = viewerMembership
        self.unreadCount = unreadCount
        self.focus = focus
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("name", AnyFieldResolver(name)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("topic", AnyFieldResolver(topic)))
        list.append(("visibility", AnyFieldResolver(visibility)))
        list.append(("createdBy", AnyFieldResolver(createdBy)))
        list.append(("memberCount", AnyFieldResolver(memberCount)))
        list.append(("maxMembers", AnyFieldResolver(maxMembers)))
        list.append(("members", AnyFieldResolver(members)))
        list.append(("messages", AnyFieldResolver(messages)))
        list.append(("whiteboard", AnyFieldResolver(whiteboard)))
        list.append(("presence", AnyFieldResolver(presence)))
        list.append(("viewerMembership", AnyFieldResolver(viewerMembership)))
        list.append(("unreadCount", AnyFieldResolver(unreadCount)))
        list.append(("focus", AnyFieldResolver(focus)))
        return list
      }
    }
  }

  /// Who can find and join a group.
  public enum GroupVisibility: String, EnumOutput, CaseIterable {
    /// Anyone who is signed in may join.
    case `public` = "PUBLIC"
    /// Anyone can see it; only the invited may join.
    case inviteOnly = "INVITE_ONLY"
    /// Only members and the invited see it; only the invited may join.
    case `private` = "PRIVATE"
  }

  /// What a member may do.
  public enum GroupRole: String, EnumOutput, CaseIterable {
    case owner = "OWNER"
    case moderator = "MODERATOR"
    case member = "MEMBER"
  }

  /// A user's place in a group.
  public enum GroupMember: CompositeOutput {
    public static let typeName = "GroupMember"

    /// One resolver per field of `GroupMember`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GroupMember" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let user: FieldResolver<Source, NoArguments, API.User>
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup>
      public let role: FieldResolver<Source, NoArguments, API.GroupRole>
      public let joinedAt: FieldResolver<Source, NoArguments, DateTime>
      /// When the member last marked messages as read; for the member alone.
      public let lastReadAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        user: FieldResolver<Source, NoArguments, API.User>,
        group: FieldResolver<Source, NoArguments, API.StudyGroup>,
        role: FieldResolver<Source, NoArguments, API.GroupRole>,
        joinedAt: FieldResolver<Source, NoArguments, DateTime>,
        lastReadAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.id = id
        self.user = user
        self.group = group
        self.role = role
        self.joinedAt = joinedAt
        self.lastReadAt = lastReadAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("user", AnyFieldResolver(user)))
        list.append(("group", AnyFieldResolver(group)))
        list.append(("role", AnyFieldResolver(role)))
        list.append(("joinedAt", AnyFieldResolver(joinedAt)))
        list.append(("lastReadAt", AnyFieldResolver(lastReadAt)))
        return list
      }
    }
  }

  /// One message of a group.
  public enum Message: CompositeOutput {
    public static let typeName = "Message"

    /// One resolver per field of `Message`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Message" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup>
      /// Null for the system and the tutor, and when the account is gone.
      public let author: FieldResolver<Source, NoArguments, API.User?>
      /// Empty once deleted.
      public let content: FieldResolver<Source, NoArguments, String>
      public let kind: FieldResolver<Source, NoArguments, API.MessageKind>
      /// The message that this one answers.
      public let replyTo: FieldResolver<Source, NoArguments, API.Message?>
      public let attachments: FieldResolver<Source, NoArguments, [API.FileAsset]>
      /// By emoji, the first used first.
      public let reactions: FieldResolver<Source, NoArguments, [API.ReactionTally]>
      public let editedAt: FieldResolver<Source, NoArguments, DateTime?>
      public let deletedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// Strictly rising inside a group; gaps tell a client that it missed something.
      public let sequence: FieldResolver<Source, NoArguments, Int>
      /// What the author's client called it; for the author alone.
      public let clientMessageId: FieldResolver<Source, NoArguments, String?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        group: FieldResolver<Source, NoArguments, API.StudyGroup>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        content: FieldResolver<Source, NoArguments, String>,
        kind: FieldResolver<Source, NoArguments, API.MessageKind>,
        replyTo: FieldResolver<Source, NoArguments, API.Message?>,
        attachments: FieldResolver<Source, NoArguments, [API.FileAsset]>,
        reactions: FieldResolver<Source, NoArguments, [API.ReactionTally]>,
        editedAt: FieldResolver<Source, NoArguments, DateTime?>,
        deletedAt: FieldResolver<Source, NoArguments, DateTime?>,
        sequence: FieldResolver<Source, NoArguments, Int>,
        clientMessageId: FieldResolver<Source, NoArguments, String?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.group = group
        self.author = author
        self.content = content
        self.kind = kind
        self.replyTo = replyTo
        self.attachments = attachments
        self.reactions = reactions
        self.editedAt = editedAt
        self.deletedAt = deletedAt
        self.sequence = sequence
        self.clientMessageId = clientMessageId
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("group", AnyFieldResolver(group)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("content", AnyFieldResolver(content)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("replyTo", AnyFieldResolver(replyTo)))
        list.append(("attachments", AnyFieldResolver(attachments)))
        list.append(("reactions", AnyFieldResolver(reactions)))
        list.append(("editedAt", AnyFieldResolver(editedAt)))
        list.append(("deletedAt", AnyFieldResolver(deletedAt)))
        list.append(("sequence", AnyFieldResolver(sequence)))
        list.append(("clientMessageId", AnyFieldResolver(clientMessageId)))
        return list
      }
    }
  }

  /// Who speaks.
  public enum MessageKind: String, EnumOutput, CaseIterable {
    case text = "TEXT"
    case system = "SYSTEM"
    case tutor = "TUTOR"
  }

  /// How often members answered a message with an emoji.
  public enum ReactionTally: CompositeOutput {
    public static let typeName = "ReactionTally"

    /// One resolver per field of `ReactionTally`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ReactionTally" }
      public let emoji: FieldResolver<Source, NoArguments, String>
      public let count: FieldResolver<Source, NoArguments, Int>
      public let viewerReacted: FieldResolver<Source, NoArguments, Bool>

      public init(
        emoji: FieldResolver<Source, NoArguments, String>,
        count: FieldResolver<Source, NoArguments, Int>,
        viewerReacted: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.emoji = emoji
        self.count = count
        self.viewerReacted = viewerReacted
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("emoji", AnyFieldResolver(emoji)))
        list.append(("count", AnyFieldResolver(count)))
        list.append(("viewerReacted", AnyFieldResolver(viewerReacted)))
        return list
      }
    }
  }

  /// Somebody to learn with.
  public enum PeerMatch: CompositeOutput {
    public static let typeName = "PeerMatch"

    /// One resolver per field of `PeerMatch`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "PeerMatch" }
      public let user: FieldResolver<Source, NoArguments, API.User>
      /// 0 to 1, higher is better.
      public let score: FieldResolver<Source, NoArguments, Double>
      /// What both work at.
      public let sharedSkills: FieldResolver<Source, NoArguments, [API.Skill]>
      /// Why, in a sentence.
      public let reason: FieldResolver<Source, NoArguments, String>

      public init(
        user: FieldResolver<Source, NoArguments, API.User>,
        score: FieldResolver<Source, NoArguments, Double>,
        sharedSkills: FieldResolver<Source, NoArguments, [API.Skill]>,
        reason: FieldResolver<Source, NoArguments, String>
      ) {
        self.user = user
        self.score = score
        self.sharedSkills = sharedSkills
        self.reason = reason
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("user", AnyFieldResolver(user)))
        list.append(("score", AnyFieldResolver(score)))
        list.append(("sharedSkills", AnyFieldResolver(sharedSkills)))
        list.append(("reason", AnyFieldResolver(reason)))
        return list
      }
    }
  }

  /// The contract's own input.
  public struct StudyGroupInput: InputDecodable {
    public let name: String
    public let description: String?
    public let topic: String?
    public let visibility: API.GroupVisibility?
    /// Including the owner.
    public let maxMembers: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StudyGroupInput") }
      name = try object.decode("name")
      description = try object.decode("description")
      topic = try object.decode("topic")
      visibility = try object.decode("visibility")
      maxMembers = try object.decode("maxMembers")
      given = object
    }
  }

  /// A page of members.
  public enum GroupMemberConnection: CompositeOutput {
    public static let typeName = "GroupMemberConnection"

    /// One resolver per field of `GroupMemberConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GroupMemberConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.GroupMemberEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.GroupMember]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.GroupMemberEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.GroupMember]>,
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
  public enum GroupMemberEdge: CompositeOutput {
    public static let typeName = "GroupMemberEdge"

    /// One resolver per field of `GroupMemberEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "GroupMemberEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.GroupMember>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.GroupMember>
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

  /// A page of messages.
  public enum MessageConnection: CompositeOutput {
    public static let typeName = "MessageConnection"

    /// One resolver per field of `MessageConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MessageConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.MessageEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Message]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.MessageEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Message]>,
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
  public enum MessageEdge: CompositeOutput {
    public static let typeName = "MessageEdge"

    /// One resolver per field of `MessageEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MessageEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Message>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Message>
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

  /// A page of groups.
  public enum StudyGroupConnection: CompositeOutput {
    public static let typeName = "StudyGroupConnection"

    /// One resolver per field of `StudyGroupConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StudyGroupConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.StudyGroupEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.StudyGroup]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.StudyGroupEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.StudyGroup]>,
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
  public enum StudyGroupEdge: CompositeOutput {
    public static let typeName = "StudyGroupEdge"

    /// One resolver per field of `StudyGroupEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StudyGroupEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.StudyGroup>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.StudyGroup>
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

  /// Which groups. Conditions that are given hold together.
  public struct StudyGroupFilter: InputDecodable {
    /// Words of name, topic and description.
    public let search: String?
    public let topic: String?
    public let visibility: API.GroupVisibility?
    /// Groups with this member: the caller, or whoever shares the group with the caller.
    public let memberId: ID?
    /// Groups that are not full.
    public let hasRoom: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("StudyGroupFilter") }
      search = try object.decode("search")
      topic = try object.decode("topic")
      visibility = try object.decode("visibility")
      memberId = try object.decode("memberId")
      hasRoom = try object.decode("hasRoom")
      given = object
    }
  }

  public struct UpdateStudyGroupInput: InputDecodable {
    public let id: ID
    /// Refused with STALE_VERSION when the group has another version.
    public let expectedVersion: Int?
    public let name: String?
    public let description: String?
    public let topic: String?
    public let visibility: API.GroupVisibility?
    /// Not below the number of members.
    public let maxMembers: Int?
    /// What the group works on, something published that is no content; null ends it.
    public let focus: API.TutorSubjectInput?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateStudyGroupInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      name = try object.decode("name")
      description = try object.decode("description")
      topic = try object.decode("topic")
      visibility = try object.decode("visibility")
      maxMembers = try object.decode("maxMembers")
      focus = try object.decode("focus")
      given = object
    }
  }

  public enum UpdateStudyGroupPayload: CompositeOutput {
    public static let typeName = "UpdateStudyGroupPayload"

    /// One resolver per field of `UpdateStudyGroupPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateStudyGroupPayload" }
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        group: FieldResolver<Source, NoArguments, API.StudyGroup?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.group = group
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("group", AnyFieldResolver(group)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct LeaveStudyGroupInput: InputDecodable {
    public let groupId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LeaveStudyGroupInput") }
      groupId = try object.decode("groupId")
      given = object
    }
  }

  public enum LeaveStudyGroupPayload: CompositeOutput {
    public static let typeName = "LeaveStudyGroupPayload"

    /// One resolver per field of `LeaveStudyGroupPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LeaveStudyGroupPayload" }
      /// Null where it went with its last member, or is not the caller's to see any more.
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        group: FieldResolver<Source, NoArguments, API.StudyGroup?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.group = group
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("group", AnyFieldResolver(group)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct InviteToStudyGroupInput: InputDecodable {
    public let groupId: ID
    public let userIds: [ID]
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("InviteToStudyGroupInput") }
      groupId = try object.decode("groupId")
      userIds = try object.decode("userIds")
      given = object
    }
  }

  public enum InviteToStudyGroupPayload: CompositeOutput {
    public static let typeName = "InviteToStudyGroupPayload"

    /// One resolver per field of `InviteToStudyGroupPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "InviteToStudyGroupPayload" }
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup?>
      /// How many were invited now; members and those invited before do not count.
      public let invited: FieldResolver<Source, NoArguments, Int?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        group: FieldResolver<Source, NoArguments, API.StudyGroup?>,
        invited: FieldResolver<Source, NoArguments, Int?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.group = group
        self.invited = invited
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("group", AnyFieldResolver(group)))
        list.append(("invited", AnyFieldResolver(invited)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct SetGroupMemberRoleInput: InputDecodable {
    public let groupId: ID
    public let userId: ID
    /// OWNER hands the group over: the former owner becomes a moderator.
    public let role: API.GroupRole
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("SetGroupMemberRoleInput") }
      groupId = try object.decode("groupId")
      userId = try object.decode("userId")
      role = try object.decode("role")
      given = object
    }
  }

  public enum SetGroupMemberRolePayload: CompositeOutput {
    public static let typeName = "SetGroupMemberRolePayload"

    /// One resolver per field of `SetGroupMemberRolePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SetGroupMemberRolePayload" }
      public let member: FieldResolver<Source, NoArguments, API.GroupMember?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        member: FieldResolver<Source, NoArguments, API.GroupMember?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.member = member
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("member", AnyFieldResolver(member)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct RemoveGroupMemberInput: InputDecodable {
    public let groupId: ID
    public let userId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("RemoveGroupMemberInput") }
      groupId = try object.decode("groupId")
      userId = try object.decode("userId")
      given = object
    }
  }

  public enum RemoveGroupMemberPayload: CompositeOutput {
    public static let typeName = "RemoveGroupMemberPayload"

    /// One resolver per field of `RemoveGroupMemberPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "RemoveGroupMemberPayload" }
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        group: FieldResolver<Source, NoArguments, API.StudyGroup?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.group = group
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("group", AnyFieldResolver(group)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct SendGroupMessageInput: InputDecodable {
    public let groupId: ID
    /// Members are mentioned by their id: @user_7.
    public let content: String
    public let replyToId: ID?
    /// Files that createUpload has taken.
    public let uploadIds: [ID]?
    /// Of the client's making: the same id again answers the first message. Lets an optimistic client match its own echo.
    public let clientMessageId: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("SendGroupMessageInput") }
      groupId = try object.decode("groupId")
      content = try object.decode("content")
      replyToId = try object.decode("replyToId")
      uploadIds = try object.decode("uploadIds")
      clientMessageId = try object.decode("clientMessageId")
      given = object
    }
  }

  public enum SendGroupMessagePayload: CompositeOutput {
    public static let typeName = "SendGroupMessagePayload"

    /// One resolver per field of `SendGroupMessagePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SendGroupMessagePayload" }
      public let message: FieldResolver<Source, NoArguments, API.Message?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        message: FieldResolver<Source, NoArguments, API.Message?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.message = message
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct EditGroupMessageInput: InputDecodable {
    public let messageId: ID
    public let content: String
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("EditGroupMessageInput") }
      messageId = try object.decode("messageId")
      content = try object.decode("content")
      given = object
    }
  }

  public enum EditGroupMessagePayload: CompositeOutput {
    public static let typeName = "EditGroupMessagePayload"

    /// One resolver per field of `EditGroupMessagePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "EditGroupMessagePayload" }
      public let message: FieldResolver<Source, NoArguments, API.Message?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        message: FieldResolver<Source, NoArguments, API.Message?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.message = message
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct DeleteGroupMessageInput: InputDecodable {
    public let messageId: ID
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteGroupMessageInput") }
      messageId = try object.decode("messageId")
      given = object
    }
  }

  public enum DeleteGroupMessagePayload: CompositeOutput {
    public static let typeName = "DeleteGroupMessagePayload"

    /// One resolver per field of `DeleteGroupMessagePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteGroupMessagePayload" }
      public let message: FieldResolver<Source, NoArguments, API.Message?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        message: FieldResolver<Source, NoArguments, API.Message?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.message = message
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct ReactToMessageInput: InputDecodable {
    public let messageId: ID
    /// One emoji.
    public let emoji: String
    public let remove: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ReactToMessageInput") }
      messageId = try object.decode("messageId")
      emoji = try object.decode("emoji")
      remove = try object.decode("remove")
      given = object
    }
  }

  public enum ReactToMessagePayload: CompositeOutput {
    public static let typeName = "ReactToMessagePayload"

    /// One resolver per field of `ReactToMessagePayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ReactToMessagePayload" }
      public let message: FieldResolver<Source, NoArguments, API.Message?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        message: FieldResolver<Source, NoArguments, API.Message?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.message = message
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("message", AnyFieldResolver(message)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct MarkGroupReadInput: InputDecodable {
    public let groupId: ID
    /// The last message that was read; it never moves back.
    public let sequence: Int
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("MarkGroupReadInput") }
      groupId = try object.decode("groupId")
      sequence = try object.decode("sequence")
      given = object
    }
  }

  public enum MarkGroupReadPayload: CompositeOutput {
    public static let typeName = "MarkGroupReadPayload"

    /// One resolver per field of `MarkGroupReadPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "MarkGroupReadPayload" }
      public let group: FieldResolver<Source, NoArguments, API.StudyGroup?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        group: FieldResolver<Source, NoArguments, API.StudyGroup?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.group = group
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("group", AnyFieldResolver(group)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
