// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
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

  /// Narrows a list of incidents: every member given must hold.
  public struct IncidentFilter: InputDecodable {
    public let company: String?
    /// All of these.
    public let tags: [String]?
    public let severity: API.IncidentSeverity?
    /// Words, "phrases", or, -not; over title, company, tags and texts.
    public let search: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("IncidentFilter") }
      company = try object.decode("company")
      tags = try object.decode("tags")
      severity = try object.decode("severity")
      search = try object.decode("search")
      given = object
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

  public struct CreateIncidentInput: InputDecodable {
    public let company: String
    public let title: String
    public let description: String
    public let occurredOn: LocalDate?
    public let severity: API.IncidentSeverity?
    public let rootCause: String?
    public let lessons: String?
    public let sourceUrl: String?
    public let tags: [String]?
    /// Those that the caller may edit.
    public let diagramIds: [ID]?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateIncidentInput") }
      company = try object.decode("company")
      title = try object.decode("title")
      description = try object.decode("description")
      occurredOn = try object.decode("occurredOn")
      severity = try object.decode("severity")
      rootCause = try object.decode("rootCause")
      lessons = try object.decode("lessons")
      sourceUrl = try object.decode("sourceUrl")
      tags = try object.decode("tags")
      diagramIds = try object.decode("diagramIds")
      given = object
    }
  }

  public enum CreateIncidentPayload: CompositeOutput {
    public static let typeName = "CreateIncidentPayload"

    /// One resolver per field of `CreateIncidentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateIncidentPayload" }
      public let incident: FieldResolver<Source, NoArguments, API.Incident?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        incident: FieldResolver<Source, NoArguments, API.Incident?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.incident = incident
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("incident", AnyFieldResolver(incident)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is given replaces what is there; lists replace whole lists. Null empties what may be empty.
  public struct UpdateIncidentInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    public let company: String?
    public let title: String?
    public let description: String?
    public let occurredOn: LocalDate?
    public let severity: API.IncidentSeverity?
    public let rootCause: String?
    public let lessons: String?
    public let sourceUrl: String?
    public let tags: [String]?
    /// Those that the caller may edit; links to other diagrams stay as they are.
    public let diagramIds: [ID]?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateIncidentInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      company = try object.decode("company")
      title = try object.decode("title")
      description = try object.decode("description")
      occurredOn = try object.decode("occurredOn")
      severity = try object.decode("severity")
      rootCause = try object.decode("rootCause")
      lessons = try object.decode("lessons")
      sourceUrl = try object.decode("sourceUrl")
      tags = try object.decode("tags")
      diagramIds = try object.decode("diagramIds")
      given = object
    }
  }

  public enum UpdateIncidentPayload: CompositeOutput {
    public static let typeName = "UpdateIncidentPayload"

    /// One resolver per field of `UpdateIncidentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateIncidentPayload" }
      public let incident: FieldResolver<Source, NoArguments, API.Incident?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        incident: FieldResolver<Source, NoArguments, API.Incident?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.incident = incident
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("incident", AnyFieldResolver(incident)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
