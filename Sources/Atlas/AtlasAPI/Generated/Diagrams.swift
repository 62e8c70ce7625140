// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A picture of how some system works, as Mermaid source.
  public enum Diagram: CompositeOutput {
    public static let typeName = "Diagram"

    /// The arguments of `labs`.
    public struct LabsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `incidents`.
    public struct IncidentsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `atoms`.
    public struct AtomsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// The arguments of `related`.
    public struct RelatedArguments: ArgumentSet {
      public let first: Int?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
      }
    }

    /// The arguments of `revisions`.
    public struct RevisionsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Diagram`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Diagram" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      /// Unique name for addresses, in lower case.
      public let slug: FieldResolver<Source, NoArguments, String>
      public let title: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String?>
      public let category: FieldResolver<Source, NoArguments, String>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty>
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>
      public let mermaidSource: FieldResolver<Source, NoArguments, String>
      /// Spoken words about it, and a rendered picture; null where there is none.
      public let audioUrl: FieldResolver<Source, NoArguments, String?>
      public let imageUrl: FieldResolver<Source, NoArguments, String?>
      public let status: FieldResolver<Source, NoArguments, API.PublishStatus>
      /// Null when the account is gone.
      public let author: FieldResolver<Source, NoArguments, API.User?>
      /// What it teaches.
      public let skills: FieldResolver<Source, NoArguments, [API.Skill]>
      /// Published labs that practise it, in the author's order.
      public let labs: FieldResolver<Source, LabsArguments, API.LabConnection>
      /// Real failures it explains, in the author's order.
      public let incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>
      /// Published atoms that belong to it, in the author's order.
      public let atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>
      /// The most alike among the published ones, best first: 3 points for each skill in common, 2 for each tag, 1 for the same
      /// category, and up to 4 for words of title, tags and category that they share. Equal ones follow by age.
      public let related: FieldResolver<Source, RelatedArguments, [API.Diagram]?>
      /// When the caller completed it; null if not yet.
      public let viewerCompletedAt: FieldResolver<Source, NoArguments, DateTime?>
      /// How many learners have completed it.
      public let completionCount: FieldResolver<Source, NoArguments, Int>
      /// What was edited, latest first: one for each version but the present one. Only to those who may edit it.
      public let revisions: FieldResolver<Source, RevisionsArguments, API.DiagramRevisionConnection>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        slug: FieldResolver<Source, NoArguments, String>,
        title: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String?>,
        category: FieldResolver<Source, NoArguments, String>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>,
        mermaidSource: FieldResolver<Source, NoArguments, String>,
        audioUrl: FieldResolver<Source, NoArguments, String?>,
        imageUrl: FieldResolver<Source, NoArguments, String?>,
        status: FieldResolver<Source, NoArguments, API.PublishStatus>,
        author: FieldResolver<Source, NoArguments, API.User?>,
        skills: FieldResolver<Source, NoArguments, [API.Skill]>,
        labs: FieldResolver<Source, LabsArguments, API.LabConnection>,
        incidents: FieldResolver<Source, IncidentsArguments, API.IncidentConnection>,
        atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>,
        related: FieldResolver<Source, RelatedArguments, [API.Diagram]?>,
        viewerCompletedAt: FieldResolver<Source, NoArguments, DateTime?>,
        completionCount: FieldResolver<Source, NoArguments, Int>,
        revisions: FieldResolver<Source, RevisionsArguments, API.DiagramRevisionConnection>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.slug = slug
        self.title = title
        self.description = description
        self.category = category
        self.tags = tags
        self.difficulty = difficulty
        self.estimatedTime = estimatedTime
        self.mermaidSource = mermaidSource
        self.audioUrl = audioUrl
        self.imageUrl = imageUrl
        self.status = status
        self.author = author
        self.skills = skills
        self.labs = labs
        self.incidents = incidents
        self.atoms = atoms
        self.related = related
        self.viewerCompletedAt = viewerCompletedAt
        self.completionCount = completionCount
        self.revisions = revisions
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("slug", AnyFieldResolver(slug)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("category", AnyFieldResolver(category)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("mermaidSource", AnyFieldResolver(mermaidSource)))
        list.append(("audioUrl", AnyFieldResolver(audioUrl)))
        list.append(("imageUrl", AnyFieldResolver(imageUrl)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("author", AnyFieldResolver(author)))
        list.append(("skills", AnyFieldResolver(skills)))
        list.append(("labs", AnyFieldResolver(labs)))
        list.append(("incidents", AnyFieldResolver(incidents)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        list.append(("related", AnyFieldResolver(related)))
        list.append(("viewerCompletedAt", AnyFieldResolver(viewerCompletedAt)))
        list.append(("completionCount", AnyFieldResolver(completionCount)))
        list.append(("revisions", AnyFieldResolver(revisions)))
        return list
      }
    }
  }

  /// A diagram as it was before it was edited.
  public enum DiagramRevision: CompositeOutput {
    public static let typeName = "DiagramRevision"

    /// One resolver per field of `DiagramRevision`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramRevision" }
      public let id: FieldResolver<Source, NoArguments, ID>
      /// The version that it was.
      public let version: FieldResolver<Source, NoArguments, Int>
      public let title: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String?>
      public let category: FieldResolver<Source, NoArguments, String>
      public let tags: FieldResolver<Source, NoArguments, [String]>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty>
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>
      public let mermaidSource: FieldResolver<Source, NoArguments, String>
      public let audioUrl: FieldResolver<Source, NoArguments, String?>
      public let imageUrl: FieldResolver<Source, NoArguments, String?>
      public let status: FieldResolver<Source, NoArguments, API.PublishStatus>
      /// Who wrote this version; null when the account is gone or it came with the server.
      public let editedBy: FieldResolver<Source, NoArguments, API.User?>
      /// When this version was written.
      public let editedAt: FieldResolver<Source, NoArguments, DateTime>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        version: FieldResolver<Source, NoArguments, Int>,
        title: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String?>,
        category: FieldResolver<Source, NoArguments, String>,
        tags: FieldResolver<Source, NoArguments, [String]>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration?>,
        mermaidSource: FieldResolver<Source, NoArguments, String>,
        audioUrl: FieldResolver<Source, NoArguments, String?>,
        imageUrl: FieldResolver<Source, NoArguments, String?>,
        status: FieldResolver<Source, NoArguments, API.PublishStatus>,
        editedBy: FieldResolver<Source, NoArguments, API.User?>,
        editedAt: FieldResolver<Source, NoArguments, DateTime>
      ) {
        self.id = id
        self.version = version
        self.title = title
        self.description = description
        self.category = category
        self.tags = tags
        self.difficulty = difficulty
        self.estimatedTime = estimatedTime
        self.mermaidSource = mermaidSource
        self.audioUrl = audioUrl
        self.imageUrl = imageUrl
        self.status = status
        self.editedBy = editedBy
        self.editedAt = editedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("category", AnyFieldResolver(category)))
        list.append(("tags", AnyFieldResolver(tags)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("mermaidSource", AnyFieldResolver(mermaidSource)))
        list.append(("audioUrl", AnyFieldResolver(audioUrl)))
        list.append(("imageUrl", AnyFieldResolver(imageUrl)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("editedBy", AnyFieldResolver(editedBy)))
        list.append(("editedAt", AnyFieldResolver(editedAt)))
        return list
      }
    }
  }

  /// Only what is published is listed and counted.
  public enum PublishStatus: String, EnumOutput, CaseIterable {
    case draft = "DRAFT"
    case published = "PUBLISHED"
    case archived = "ARCHIVED"
  }

  /// Narrows a list of diagrams: every member given must hold.
  public struct DiagramFilter: InputDecodable {
    public let ids: [ID]?
    public let category: String?
    /// Any of these.
    public let categories: [String]?
    /// All of these.
    public let tags: [String]?
    public let difficulty: API.Difficulty?
    /// Completed by the caller, or not; for a visitor nothing is completed.
    public let completed: Bool?
    /// Linked to this incident.
    public let incidentId: ID?
    /// Words, "phrases", or, -not; over title, tags, category and description.
    public let search: String?
    public let updatedAfter: DateTime?
    /// Most rows to answer; at most 1000. Not for connections, whose pages are cut by first and last.
    public let limit: Int?
    /// Rows to leave out. Not for connections.
    public let offset: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DiagramFilter") }
      ids = try object.decode("ids")
      category = try object.decode("category")
      categories = try object.decode("categories")
      tags = try object.decode("tags")
      difficulty = try object.decode("difficulty")
      completed = try object.decode("completed")
      incidentId = try object.decode("incidentId")
      search = try object.decode("search")
      updatedAfter = try object.decode("updatedAfter")
      limit = try object.decode("limit")
      offset = try object.decode("offset")
      given = object
    }
  }

  /// The order of a list of diagrams; equal ones follow by age, in the same direction.
  public struct DiagramOrder: InputDecodable {
    public let field: API.DiagramOrderField
    public let direction: API.OrderDirection
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DiagramOrder") }
      field = try object.decode("field")
      direction = try object.decode("direction")
      given = object
    }
  }

  /// What diagrams are ordered by.
  public enum DiagramOrderField: String, EnumOutput, CaseIterable {
    case title = "TITLE"
    case createdAt = "CREATED_AT"
    case updatedAt = "UPDATED_AT"
    case difficulty = "DIFFICULTY"
    /// How many learners have completed it.
    case popularity = "POPULARITY"
  }

  /// A value that items of a list have, and how many have it.
  public enum Facet: CompositeOutput {
    public static let typeName = "Facet"

    /// One resolver per field of `Facet`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Facet" }
      /// For example category, tag, difficulty, type.
      public let name: FieldResolver<Source, NoArguments, String>
      public let value: FieldResolver<Source, NoArguments, String>
      public let count: FieldResolver<Source, NoArguments, Int>

      public init(
        name: FieldResolver<Source, NoArguments, String>,
        value: FieldResolver<Source, NoArguments, String>,
        count: FieldResolver<Source, NoArguments, Int>
      ) {
        self.name = name
        self.value = value
        self.count = count
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("name", AnyFieldResolver(name)))
        list.append(("value", AnyFieldResolver(value)))
        list.append(("count", AnyFieldResolver(count)))
        return list
      }
    }
  }

  /// A page of diagrams.
  public enum DiagramConnection: CompositeOutput {
    public static let typeName = "DiagramConnection"

    /// One resolver per field of `DiagramConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.DiagramEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Diagram]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>
      /// How many of the list have which category, tag and difficulty: the 20 most frequent values of each.
      public let facets: FieldResolver<Source, NoArguments, [API.Facet]>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.DiagramEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Diagram]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>,
        facets: FieldResolver<Source, NoArguments, [API.Facet]>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
        self.facets = facets
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        list.append(("facets", AnyFieldResolver(facets)))
        return list
      }
    }
  }

  /// An item and its place in the list.
  public enum DiagramEdge: CompositeOutput {
    public static let typeName = "DiagramEdge"

    /// One resolver per field of `DiagramEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Diagram>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Diagram>
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

  /// A page of former versions.
  public enum DiagramRevisionConnection: CompositeOutput {
    public static let typeName = "DiagramRevisionConnection"

    /// One resolver per field of `DiagramRevisionConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramRevisionConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.DiagramRevisionEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.DiagramRevision]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.DiagramRevisionEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.DiagramRevision]>,
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
  public enum DiagramRevisionEdge: CompositeOutput {
    public static let typeName = "DiagramRevisionEdge"

    /// One resolver per field of `DiagramRevisionEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DiagramRevisionEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.DiagramRevision>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.DiagramRevision>
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

  public struct CreateDiagramInput: InputDecodable {
    public let title: String
    public let description: String?
    public let category: String
    public let tags: [String]?
    /// BEGINNER if not given.
    public let difficulty: API.Difficulty?
    public let estimatedTime: ISODuration?
    public let mermaidSource: String
    public let skillIds: [ID]?
    public let incidentIds: [ID]?
    public let atomIds: [ID]?
    public let audioUrl: String?
    public let imageUrl: String?
    /// DRAFT if not given.
    public let status: API.PublishStatus?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateDiagramInput") }
      title = try object.decode("title")
      description = try object.decode("description")
      category = try object.decode("category")
      tags = try object.decode("tags")
      difficulty = try object.decode("difficulty")
      estimatedTime = try object.decode("estimatedTime")
      mermaidSource = try object.decode("mermaidSource")
      skillIds = try object.decode("skillIds")
      incidentIds = try object.decode("incidentIds")
      atomIds = try object.decode("atomIds")
      audioUrl = try object.decode("audioUrl")
      imageUrl = try object.decode("imageUrl")
      status = try object.decode("status")
      given = object
    }
  }

  public enum CreateDiagramPayload: CompositeOutput {
    public static let typeName = "CreateDiagramPayload"

    /// One resolver per field of `CreateDiagramPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateDiagramPayload" }
      public let diagram: FieldResolver<Source, NoArguments, API.Diagram?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        diagram: FieldResolver<Source, NoArguments, API.Diagram?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.diagram = diagram
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("diagram", AnyFieldResolver(diagram)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is given replaces what is there; lists replace whole lists. Null empties what may be empty.
  public struct UpdateDiagramInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    public let title: String?
    public let description: String?
    public let category: String?
    public let tags: [String]?
    public let difficulty: API.Difficulty?
    public let estimatedTime: ISODuration?
    public let mermaidSource: String?
    public let skillIds: [ID]?
    public let incidentIds: [ID]?
    public let atomIds: [ID]?
    public let audioUrl: String?
    public let imageUrl: String?
    /// What learners have worked with does not become a draft again: STATE.
    public let status: API.PublishStatus?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateDiagramInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      title = try object.decode("title")
      description = try object.decode("description")
      category = try object.decode("category")
      tags = try object.decode("tags")
      difficulty = try object.decode("difficulty")
      estimatedTime = try object.decode("estimatedTime")
      mermaidSource = try object.decode("mermaidSource")
      skillIds = try object.decode("skillIds")
      incidentIds = try object.decode("incidentIds")
      atomIds = try object.decode("atomIds")
      audioUrl = try object.decode("audioUrl")
      imageUrl = try object.decode("imageUrl")
      status = try object.decode("status")
      given = object
    }
  }

  public enum UpdateDiagramPayload: CompositeOutput {
    public static let typeName = "UpdateDiagramPayload"

    /// One resolver per field of `UpdateDiagramPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateDiagramPayload" }
      public let diagram: FieldResolver<Source, NoArguments, API.Diagram?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        diagram: FieldResolver<Source, NoArguments, API.Diagram?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.diagram = diagram
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("diagram", AnyFieldResolver(diagram)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct DeleteDiagramInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteDiagramInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      given = object
    }
  }

  public enum DeleteDiagramPayload: CompositeOutput {
    public static let typeName = "DeleteDiagramPayload"

    /// One resolver per field of `DeleteDiagramPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteDiagramPayload" }
      /// Null with a STATE error where learners have worked with it: archive it instead.
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
}
