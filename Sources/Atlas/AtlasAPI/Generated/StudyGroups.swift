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
      /// In the order they joined.
      public let members: FieldResolver<Source, MembersArguments, API.GroupMemberConnection>
      /// Oldest first. Ask for the tail with last:.
      public let messages: FieldResolver<Source, MessagesArguments, API.MessageConnection>
      /// The caller's own membership; null when there is none.
      public let viewerMembership: FieldResolver<Source, NoArguments, API.GroupMember?>

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
        viewerMembership: FieldResolver<Source, NoArguments, API.GroupMember?>
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
        self.viewerMembership = viewerMembership
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
        list.append(("viewerMembership", AnyFieldResolver(viewerMembership)))
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
    /// Only members see it.
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
      public let editedAt: FieldResolver<Source, NoArguments, DateTime?>
      public let deletedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// Strictly rising inside a group; gaps tell a client that it missed something.
      public let sequence: FieldResolver<Source, NoArguments, Int>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        group: FieldResolver<Source, NoArguments, API.StudyGroup>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        content: FieldResolver<Source, NoArguments, String>,
        kind: FieldResolver<Source, NoArguments, API.MessageKind>,
        editedAt: FieldResolver<Source, NoArguments, DateTime?>,
        deletedAt: FieldResolver<Source, NoArguments, DateTime?>,
        sequence: FieldResolver<Source, NoArguments, Int>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.group = group
        self.author = author
        self.content = content
        self.kind = kind
        self.editedAt = editedAt
        self.deletedAt = deletedAt
        self.sequence = sequence
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
        list.append(("editedAt", AnyFieldResolver(editedAt)))
        list.append(("deletedAt", AnyFieldResolver(deletedAt)))
        list.append(("sequence", AnyFieldResolver(sequence)))
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
}
