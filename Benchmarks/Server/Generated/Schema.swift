// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSyntax

extension API {
  public enum DiagramCategory: String, EnumOutput, CaseIterable {
    case flowchart = "FLOWCHART"
    case sequence = "SEQUENCE"
    case `class` = "CLASS"
    case state = "STATE"
    case er = "ER"
  }

  public enum Role: String, EnumOutput, CaseIterable {
    case student = "STUDENT"
    case teacher = "TEACHER"
    case admin = "ADMIN"
  }

  public enum MemberRole: String, EnumOutput, CaseIterable {
    case owner = "OWNER"
    case member = "MEMBER"
  }

  public enum User: CompositeOutput {
    public static let typeName = "User"

    /// One resolver per field of `User`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "User" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let name: FieldResolver<Source, NoArguments, String>
      public let email: FieldResolver<Source, NoArguments, String>
      public let role: FieldResolver<Source, NoArguments, API.Role>
      public let bio: FieldResolver<Source, NoArguments, String?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        name: FieldResolver<Source, NoArguments, String>,
        email: FieldResolver<Source, NoArguments, String>,
        role: FieldResolver<Source, NoArguments, API.Role>,
        bio: FieldResolver<Source, NoArguments, String?>
      ) {
        self.id = id
        self.name = name
        self.email = email
        self.role = role
        self.bio = bio
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("name", AnyFieldResolver(name)))
        list.append(("email", AnyFieldResolver(email)))
        list.append(("role", AnyFieldResolver(role)))
        list.append(("bio", AnyFieldResolver(bio)))
        return list
      }
    }
  }

  public enum Diagram: CompositeOutput {
    public static let typeName = "Diagram"

    /// One resolver per field of `Diagram`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Diagram" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let title: FieldResolver<Source, NoArguments, String>
      public let category: FieldResolver<Source, NoArguments, API.DiagramCategory>
      public let mermaidSource: FieldResolver<Source, NoArguments, String>
      public let viewCount: FieldResolver<Source, NoArguments, Int>
      public let published: FieldResolver<Source, NoArguments, Bool>
      public let author: FieldResolver<Source, NoArguments, API.User>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      public let labs: FieldResolver<Source, NoArguments, [API.Lab]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        title: FieldResolver<Source, NoArguments, String>,
        category: FieldResolver<Source, NoArguments, API.DiagramCategory>,
        mermaidSource: FieldResolver<Source, NoArguments, String>,
        viewCount: FieldResolver<Source, NoArguments, Int>,
        published: FieldResolver<Source, NoArguments, Bool>,
        author: FieldResolver<Source, NoArguments, API.User>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        labs: FieldResolver<Source, NoArguments, [API.Lab]>
      ) {
        self.id = id
        self.title = title
        self.category = category
        self.mermaidSource = mermaidSource
        self.viewCount = viewCount
        self.published = published
        self.author = author
        self.tags = tags
        self.labs = labs
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("category", AnyFieldResolver(category)))
        list.append(("mermaidSource", AnyFieldResolver(mermaidSource)))
        list.append(("viewCount", AnyFieldResolver(viewCount)))
        list.append(("published", AnyFieldResolver(published)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("labs", AnyFieldResolver(labs)))
        return list
      }
    }
  }

  public enum Lab: CompositeOutput {
    public static let typeName = "Lab"

    /// One resolver per field of `Lab`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Lab" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let title: FieldResolver<Source, NoArguments, String>
      public let difficulty: FieldResolver<Source, NoArguments, Int>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        title: FieldResolver<Source, NoArguments, String>,
        difficulty: FieldResolver<Source, NoArguments, Int>
      ) {
        self.id = id
        self.title = title
        self.difficulty = difficulty
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        return list
      }
    }
  }

  public enum StudyGroup: CompositeOutput {
    public static let typeName = "StudyGroup"

    /// The arguments of `members`.
    public struct MembersArguments: ArgumentSet {
      public let first: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
      }
    }

    /// The arguments of `messages`.
    public struct MessagesArguments: ArgumentSet {
      public let first: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
      }
    }

    /// One resolver per field of `StudyGroup`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "StudyGroup" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let name: FieldResolver<Source, NoArguments, String>
      public let topic: FieldResolver<Source, NoArguments, String>
      public let members: FieldResolver<Source, MembersArguments, [API.Member]>
      public let messages: FieldResolver<Source, MessagesArguments, [API.Message]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        name: FieldResolver<Source, NoArguments, String>,
        topic: FieldResolver<Source, NoArguments, String>,
        members: FieldResolver<Source, MembersArguments, [API.Member]>,
        messages: FieldResolver<Source, MessagesArguments, [API.Message]>
      ) {
        self.id = id
        self.name = name
        self.topic = topic
        self.members = members
        self.messages = messages
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("name", AnyFieldResolver(name)))
        list.append(("topic", AnyFieldResolver(topic)))
        list.append(("members", AnyFieldResolver(members)))
        list.append(("messages", AnyFieldResolver(messages)))
        return list
      }
    }
  }

  public enum Member: CompositeOutput {
    public static let typeName = "Member"

    /// One resolver per field of `Member`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Member" }
      public let role: FieldResolver<Source, NoArguments, API.MemberRole>
      public let user: FieldResolver<Source, NoArguments, API.User>

      public init(
        role: FieldResolver<Source, NoArguments, API.MemberRole>,
        user: FieldResolver<Source, NoArguments, API.User>
      ) {
        self.role = role
        self.user = user
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("role", AnyFieldResolver(role)))
        list.append(("user", AnyFieldResolver(user)))
        return list
      }
    }
  }

  public enum Message: CompositeOutput {
    public static let typeName = "Message"

    /// One resolver per field of `Message`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Message" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let content: FieldResolver<Source, NoArguments, String>
      public let author: FieldResolver<Source, NoArguments, API.User>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        content: FieldResolver<Source, NoArguments, String>,
        author: FieldResolver<Source, NoArguments, API.User>
      ) {
        self.id = id
        self.content = content
        self.author = author
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("content", AnyFieldResolver(content)))
        list.append(("author", AnyFieldResolver(author)))
        return list
      }
    }
  }

  public enum Atom: CompositeOutput {
    public static let typeName = "Atom"

    /// One resolver per field of `Atom`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Atom" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let title: FieldResolver<Source, NoArguments, String>
      public let subject: FieldResolver<Source, NoArguments, String>
      public let summary: FieldResolver<Source, NoArguments, String>
      public let difficulty: FieldResolver<Source, NoArguments, Int>
      public let minutes: FieldResolver<Source, NoArguments, Int>
      public let mastery: FieldResolver<Source, NoArguments, Double>
      public let published: FieldResolver<Source, NoArguments, Bool>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        title: FieldResolver<Source, NoArguments, String>,
        subject: FieldResolver<Source, NoArguments, String>,
        summary: FieldResolver<Source, NoArguments, String>,
        difficulty: FieldResolver<Source, NoArguments, Int>,
        minutes: FieldResolver<Source, NoArguments, Int>,
        mastery: FieldResolver<Source, NoArguments, Double>,
        published: FieldResolver<Source, NoArguments, Bool>
      ) {
        self.id = id
        self.title = title
        self.subject = subject
        self.summary = summary
        self.difficulty = difficulty
        self.minutes = minutes
        self.mastery = mastery
        self.published = published
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("summary", AnyFieldResolver(summary)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("minutes", AnyFieldResolver(minutes)))
        list.append(("mastery", AnyFieldResolver(mastery)))
        list.append(("published", AnyFieldResolver(published)))
        return list
      }
    }
  }

  public enum Query: CompositeOutput {
    public static let typeName = "Query"

    /// The arguments of `diagram`.
    public struct DiagramArguments: ArgumentSet {
      public let id: ID

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        id = try arguments.decode("id")
      }
    }

    /// The arguments of `diagrams`.
    public struct DiagramsArguments: ArgumentSet {
      public let first: Int
      public let after: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `studyGroups`.
    public struct StudyGroupsArguments: ArgumentSet {
      public let first: Int
      public let after: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `atoms`.
    public struct AtomsArguments: ArgumentSet {
      public let first: Int
      public let after: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Query`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Query" }
      public let diagram: FieldResolver<Source, DiagramArguments, API.Diagram?>
      /// Ordered by id; keyset: ids greater than `after`.
      public let diagrams: FieldResolver<Source, DiagramsArguments, [API.Diagram]>
      public let studyGroups: FieldResolver<Source, StudyGroupsArguments, [API.StudyGroup]>
      public let atoms: FieldResolver<Source, AtomsArguments, [API.Atom]>

      public init(
        diagram: FieldResolver<Source, DiagramArguments, API.Diagram?>,
        diagrams: FieldResolver<Source, DiagramsArguments, [API.Diagram]>,
        studyGroups: FieldResolver<Source, StudyGroupsArguments, [API.StudyGroup]>,
        atoms: FieldResolver<Source, AtomsArguments, [API.Atom]>
      ) {
        self.diagram = diagram
        self.diagrams = diagrams
        self.studyGroups = studyGroups
        self.atoms = atoms
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("diagram", AnyFieldResolver(diagram)))
        list.append(("diagrams", AnyFieldResolver(diagrams)))
        list.append(("studyGroups", AnyFieldResolver(studyGroups)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        return list
      }
    }
  }

  public enum Mutation: CompositeOutput {
    public static let typeName = "Mutation"

    /// The arguments of `postMessage`.
    public struct PostMessageArguments: ArgumentSet {
      public let groupId: ID
      public let authorId: ID
      public let content: String

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        groupId = try arguments.decode("groupId")
        authorId = try arguments.decode("authorId")
        content = try arguments.decode("content")
      }
    }

    /// One resolver per field of `Mutation`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Mutation" }
      public let postMessage: FieldResolver<Source, PostMessageArguments, API.Message>

      public init(
        postMessage: FieldResolver<Source, PostMessageArguments, API.Message>
      ) {
        self.postMessage = postMessage
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("postMessage", AnyFieldResolver(postMessage)))
        return list
      }
    }
  }
}
