// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

extension API {
  /// A document, film or recording, and what was made of it.
  public enum Content: CompositeOutput {
    public static let typeName = "Content"

    /// The arguments of `atoms`.
    public struct AtomsArguments: ArgumentSet {
      public let first: Int?
      public let after: String?

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        first = try arguments.decode("first")
        after = try arguments.decode("after")
      }
    }

    /// One resolver per field of `Content`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Content" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      public let title: FieldResolver<Source, NoArguments, String>
      public let description: FieldResolver<Source, NoArguments, String?>
      public let kind: FieldResolver<Source, NoArguments, API.ContentKind>
      public let status: FieldResolver<Source, NoArguments, API.ContentStatus>
      /// What was uploaded; null where a text was given.
      public let originalFile: FieldResolver<Source, NoArguments, API.FileAsset?>
      public let metadata: FieldResolver<Source, NoArguments, API.ContentMetadata>
      /// Null when the account is gone: what was completed stays.
      public let owner: FieldResolver<Source, NoArguments, API.User?>
      /// What cuts it, or cut it or failed to the last time; the caller's own, null for others.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      /// How it was cut; null before that.
      public let atomization: FieldResolver<Source, NoArguments, API.Atomization?>
      public let objectives: FieldResolver<Source, NoArguments, [API.LearningObjective]>
      /// In the order of the text; what somebody wrote stands behind what was cut.
      public let atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        title: FieldResolver<Source, NoArguments, String>,
        description: FieldResolver<Source, NoArguments, String?>,
        kind: FieldResolver<Source, NoArguments, API.ContentKind>,
        status: FieldResolver<Source, NoArguments, API.ContentStatus>,
        originalFile: FieldResolver<Source, NoArguments, API.FileAsset?>,
        metadata: FieldResolver<Source, NoArguments, API.ContentMetadata>,
        owner: FieldResolver<Source, NoArguments, API.User?>,
        job: FieldResolver<Source, NoArguments, API.Job?>,
        atomization: FieldResolver<Source, NoArguments, API.Atomization?>,
        objectives: FieldResolver<Source, NoArguments, [API.LearningObjective]>,
        atoms: FieldResolver<Source, AtomsArguments, API.AtomConnection>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.title = title
        self.description = description
        self.kind = kind
        self.status = status
        self.originalFile = originalFile
        self.metadata = metadata
        self.owner = owner
        self.job = job
        self.atomization = atomization
        self.objectives = objectives
        self.atoms = atoms
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("description", AnyFieldResolver(description)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("status", AnyFieldResolver(status)))
        list.append(("originalFile", AnyFieldResolver(originalFile)))
        list.append(("metadata", AnyFieldResolver(metadata)))
        list.append(("owner", AnyFieldResolver(owner)))
        list.append(("job", AnyFieldResolver(job)))
        list.append(("atomization", AnyFieldResolver(atomization)))
        list.append(("objectives", AnyFieldResolver(objectives)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        return list
      }
    }
  }

  public enum ContentKind: String, EnumOutput, CaseIterable {
    case document = "DOCUMENT"
    case video = "VIDEO"
    case audio = "AUDIO"
  }

  /// Everybody sees what is COMPLETED; the rest its owner and admins. What is COMPLETED stays so: while it is cut anew, and where
  /// that fails, its atoms are those that were there.
  public enum ContentStatus: String, EnumOutput, CaseIterable {
    /// Not cut yet.
    case uploaded = "UPLOADED"
    /// Being cut for the first time.
    case processing = "PROCESSING"
    /// Cut, or a recording without its text, whose atoms people write.
    case completed = "COMPLETED"
    /// It could not be cut; its job says why.
    case failed = "FAILED"
  }

  /// What is known about a content.
  public enum ContentMetadata: CompositeOutput {
    public static let typeName = "ContentMetadata"

    /// One resolver per field of `ContentMetadata`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ContentMetadata" }
      public let author: FieldResolver<Source, NoArguments, String?>
      public let subject: FieldResolver<Source, NoArguments, String?>
      public let difficulty: FieldResolver<Source, NoArguments, API.Difficulty?>
      public let duration: FieldResolver<Source, NoArguments, ISODuration?>
      public let language: FieldResolver<Source, NoArguments, String?>

      public init(
        author: FieldResolver<Source, NoArguments, String?>,
        subject: FieldResolver<Source, NoArguments, String?>,
        difficulty: FieldResolver<Source, NoArguments, API.Difficulty?>,
        duration: FieldResolver<Source, NoArguments, ISODuration?>,
        language: FieldResolver<Source, NoArguments, String?>
      ) {
        self.author = author
        self.subject = subject
        self.difficulty = difficulty
        self.duration = duration
        self.language = language
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("author", AnyFieldResolver(author)))
        list.append(("subject", AnyFieldResolver(subject)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("duration", AnyFieldResolver(duration)))
        list.append(("language", AnyFieldResolver(language)))
        return list
      }
    }
  }

  /// How a content was cut into atoms.
  public enum Atomization: CompositeOutput {
    public static let typeName = "Atomization"

    /// One resolver per field of `Atomization`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Atomization" }
      /// The caller's own; null for others.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let totalAtoms: FieldResolver<Source, NoArguments, Int>
      public let algorithmVersion: FieldResolver<Source, NoArguments, String>
      /// 0 to 1.
      public let qualityScore: FieldResolver<Source, NoArguments, Double?>
      public let completedAt: FieldResolver<Source, NoArguments, DateTime?>

      public init(
        job: FieldResolver<Source, NoArguments, API.Job?>,
        totalAtoms: FieldResolver<Source, NoArguments, Int>,
        algorithmVersion: FieldResolver<Source, NoArguments, String>,
        qualityScore: FieldResolver<Source, NoArguments, Double?>,
        completedAt: FieldResolver<Source, NoArguments, DateTime?>
      ) {
        self.job = job
        self.totalAtoms = totalAtoms
        self.algorithmVersion = algorithmVersion
        self.qualityScore = qualityScore
        self.completedAt = completedAt
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("job", AnyFieldResolver(job)))
        list.append(("totalAtoms", AnyFieldResolver(totalAtoms)))
        list.append(("algorithmVersion", AnyFieldResolver(algorithmVersion)))
        list.append(("qualityScore", AnyFieldResolver(qualityScore)))
        list.append(("completedAt", AnyFieldResolver(completedAt)))
        return list
      }
    }
  }

  /// What one should be able to do afterwards.
  public enum LearningObjective: CompositeOutput {
    public static let typeName = "LearningObjective"

    /// One resolver per field of `LearningObjective`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LearningObjective" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let text: FieldResolver<Source, NoArguments, String>
      /// Of Bloom's taxonomy: REMEMBER, UNDERSTAND, APPLY, ANALYZE, EVALUATE or CREATE.
      public let level: FieldResolver<Source, NoArguments, String?>
      public let atoms: FieldResolver<Source, NoArguments, [API.Atom]>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        text: FieldResolver<Source, NoArguments, String>,
        level: FieldResolver<Source, NoArguments, String?>,
        atoms: FieldResolver<Source, NoArguments, [API.Atom]>
      ) {
        self.id = id
        self.text = text
        self.level = level
        self.atoms = atoms
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("text", AnyFieldResolver(text)))
        list.append(("level", AnyFieldResolver(level)))
        list.append(("atoms", AnyFieldResolver(atoms)))
        return list
      }
    }
  }

  /// Narrows a list of contents: every member given must hold.
  public struct ContentFilter: InputDecodable {
    public let kind: API.ContentKind?
    public let status: API.ContentStatus?
    public let ownerId: ID?
    public let subject: String?
    public let language: String?
    /// Words, "phrases", or, -not; over title and description.
    public let search: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ContentFilter") }
      kind = try object.decode("kind")
      status = try object.decode("status")
      ownerId = try object.decode("ownerId")
      subject = try object.decode("subject")
      language = try object.decode("language")
      search = try object.decode("search")
      given = object
    }
  }

  /// The smallest piece that is worth learning: one idea. Atoms of a COMPLETED content and those that stand alone are published;
  /// others are seen by the content's owner and by admins.
  public enum Atom: CompositeOutput {
    public static let typeName = "Atom"

    /// The arguments of `prerequisiteClosure`.
    public struct PrerequisiteClosureArguments: ArgumentSet {
      public let depth: Int

      public init(_ arguments: InputArguments) throws(GraphQLError) {
        depth = try arguments.decode("depth")
      }
    }

    /// One resolver per field of `Atom`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "Atom" }
      public let id: FieldResolver<Source, NoArguments, ID>
      public let createdAt: FieldResolver<Source, NoArguments, DateTime>
      public let updatedAt: FieldResolver<Source, NoArguments, DateTime>
      public let version: FieldResolver<Source, NoArguments, Int>
      /// What it was cut from; null where somebody wrote it alone.
      public let source: FieldResolver<Source, NoArguments, API.Content?>
      /// Its place in the content, from 1.
      public let sequence: FieldResolver<Source, NoArguments, Int>
      public let title: FieldResolver<Source, NoArguments, String>
      public let body: FieldResolver<Source, NoArguments, String>
      public let kind: FieldResolver<Source, NoArguments, API.AtomKind>
      public let media: FieldResolver<Source, NoArguments, API.FileAsset?>
      public let concepts: FieldResolver<Source, NoArguments, [String]>
      /// 0 to 1.
      public let difficulty: FieldResolver<Source, NoArguments, Double>
      public let estimatedTime: FieldResolver<Source, NoArguments, ISODuration>
      /// 0 to 1; null where nothing has judged it.
      public let qualityScore: FieldResolver<Source, NoArguments, Double?>
      public let objectives: FieldResolver<Source, NoArguments, [API.LearningObjective]>
      /// What to know before it.
      public let prerequisites: FieldResolver<Source, NoArguments, [API.Atom]>
      /// What it is a prerequisite of.
      public let dependencies: FieldResolver<Source, NoArguments, [API.Atom]>
      public let related: FieldResolver<Source, NoArguments, [API.Atom]>
      /// The prerequisite graph below this atom, in study order; cycles are refused on write.
      public let prerequisiteClosure: FieldResolver<Source, PrerequisiteClosureArguments, [API.Atom]>
      public let viewerState: FieldResolver<Source, NoArguments, API.AtomState?>

      public init(
        id: FieldResolver<Source, NoArguments, ID>,
        createdAt: FieldResolver<Source, NoArguments, DateTime>,
        updatedAt: FieldResolver<Source, NoArguments, DateTime>,
        version: FieldResolver<Source, NoArguments, Int>,
        source: FieldResolver<Source, NoArguments, API.Content?>,
        sequence: FieldResolver<Source, NoArguments, Int>,
        title: FieldResolver<Source, NoArguments, String>,
        body: FieldResolver<Source, NoArguments, String>,
        kind: FieldResolver<Source, NoArguments, API.AtomKind>,
        media: FieldResolver<Source, NoArguments, API.FileAsset?>,
        concepts: FieldResolver<Source, NoArguments, [String]>,
        difficulty: FieldResolver<Source, NoArguments, Double>,
        estimatedTime: FieldResolver<Source, NoArguments, ISODuration>,
        qualityScore: FieldResolver<Source, NoArguments, Double?>,
        objectives: FieldResolver<Source, NoArguments, [API.LearningObjective]>,
        prerequisites: FieldResolver<Source, NoArguments, [API.Atom]>,
        dependencies: FieldResolver<Source, NoArguments, [API.Atom]>,
        related: FieldResolver<Source, NoArguments, [API.Atom]>,
        prerequisiteClosure: FieldResolver<Source, PrerequisiteClosureArguments, [API.Atom]>,
        viewerState: FieldResolver<Source, NoArguments, API.AtomState?>
      ) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
        self.source = source
        self.sequence = sequence
        self.title = title
        self.body = body
        self.kind = kind
        self.media = media
        self.concepts = concepts
        self.difficulty = difficulty
        self.estimatedTime = estimatedTime
        self.qualityScore = qualityScore
        self.objectives = objectives
        self.prerequisites = prerequisites
        self.dependencies = dependencies
        self.related = related
        self.prerequisiteClosure = prerequisiteClosure
        self.viewerState = viewerState
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("id", AnyFieldResolver(id)))
        list.append(("createdAt", AnyFieldResolver(createdAt)))
        list.append(("updatedAt", AnyFieldResolver(updatedAt)))
        list.append(("version", AnyFieldResolver(version)))
        list.append(("source", AnyFieldResolver(source)))
        list.append(("sequence", AnyFieldResolver(sequence)))
        list.append(("title", AnyFieldResolver(title)))
        list.append(("body", AnyFieldResolver(body)))
        list.append(("kind", AnyFieldResolver(kind)))
        list.append(("media", AnyFieldResolver(media)))
        list.append(("concepts", AnyFieldResolver(concepts)))
        list.append(("difficulty", AnyFieldResolver(difficulty)))
        list.append(("estimatedTime", AnyFieldResolver(estimatedTime)))
        list.append(("qualityScore", AnyFieldResolver(qualityScore)))
        list.append(("objectives", AnyFieldResolver(objectives)))
        list.append(("prerequisites", AnyFieldResolver(prerequisites)))
        list.append(("dependencies", AnyFieldResolver(dependencies)))
        list.append(("related", AnyFieldResolver(related)))
        list.append(("prerequisiteClosure", AnyFieldResolver(prerequisiteClosure)))
        list.append(("viewerState", AnyFieldResolver(viewerState)))
        return list
      }
    }
  }

  public enum AtomKind: String, EnumOutput, CaseIterable {
    case text = "TEXT"
    case image = "IMAGE"
    case video = "VIDEO"
    case quiz = "QUIZ"
  }

  /// Where a learner stands with an atom.
  public enum AtomState: String, EnumOutput, CaseIterable {
    /// Some of its prerequisites are not completed.
    case locked = "LOCKED"
    case available = "AVAILABLE"
    /// Not completed, though another atom of its content is, and it is the next one.
    case inProgress = "IN_PROGRESS"
    case completed = "COMPLETED"
  }

  /// How atoms hang together.
  public enum AtomRelation: String, EnumOutput, CaseIterable {
    /// The second atom is to be known before the first.
    case prerequisite = "PREREQUISITE"
    /// The first atom is to be known before the second.
    case dependency = "DEPENDENCY"
    case related = "RELATED"
  }

  /// Narrows a list of atoms, which are published ones: every member given must hold.
  public struct AtomFilter: InputDecodable {
    public let contentId: ID?
    public let kind: API.AtomKind?
    /// All of these.
    public let concepts: [String]?
    public let difficulty: API.FloatRange?
    /// Words, "phrases", or, -not; over title, concepts and body.
    public let search: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("AtomFilter") }
      contentId = try object.decode("contentId")
      kind = try object.decode("kind")
      concepts = try object.decode("concepts")
      difficulty = try object.decode("difficulty")
      search = try object.decode("search")
      given = object
    }
  }

  /// From min to max, both included; a missing end is open.
  public struct FloatRange: InputDecodable {
    public let min: Double?
    public let max: Double?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("FloatRange") }
      min = try object.decode("min")
      max = try object.decode("max")
      given = object
    }
  }

  /// The order of a list of atoms; equal ones follow by age, in the same direction.
  public struct AtomOrder: InputDecodable {
    public let field: API.AtomOrderField
    public let direction: API.OrderDirection
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("AtomOrder") }
      field = try object.decode("field")
      direction = try object.decode("direction")
      given = object
    }
  }

  /// What atoms are ordered by.
  public enum AtomOrderField: String, EnumOutput, CaseIterable {
    /// By content, then by place in it.
    case sequence = "SEQUENCE"
    case difficulty = "DIFFICULTY"
    case createdAt = "CREATED_AT"
  }

  /// A page of contents.
  public enum ContentConnection: CompositeOutput {
    public static let typeName = "ContentConnection"

    /// One resolver per field of `ContentConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ContentConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.ContentEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Content]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.ContentEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Content]>,
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
  public enum ContentEdge: CompositeOutput {
    public static let typeName = "ContentEdge"

    /// One resolver per field of `ContentEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "ContentEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Content>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Content>
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

  /// A page of atoms.
  public enum AtomConnection: CompositeOutput {
    public static let typeName = "AtomConnection"

    /// One resolver per field of `AtomConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AtomConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.AtomEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.Atom]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// How many there are on all pages.
      public let totalCount: FieldResolver<Source, NoArguments, Int>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.AtomEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.Atom]>,
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
  public enum AtomEdge: CompositeOutput {
    public static let typeName = "AtomEdge"

    /// One resolver per field of `AtomEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AtomEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.Atom>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.Atom>
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

  public struct ContentMetadataInput: InputDecodable {
    public let author: String?
    public let subject: String?
    public let difficulty: API.Difficulty?
    public let duration: ISODuration?
    public let language: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ContentMetadataInput") }
      author = try object.decode("author")
      subject = try object.decode("subject")
      difficulty = try object.decode("difficulty")
      duration = try object.decode("duration")
      language = try object.decode("language")
      given = object
    }
  }

  /// Where a content comes from: one of these.
  public struct ContentSourceInput: InputDecodable {
    /// An upload of the caller. Of documents, Markdown, HTML, plain text and, where the server can, PDF are cut.
    public let uploadId: ID?
    /// Of documents: fetched by a job each time it cuts, from public addresses only, without following redirects.
    public let url: String?
    /// Of recordings, what is said in them. Longer texts come as uploads.
    public let text: String?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("ContentSourceInput") }
      uploadId = try object.decode("uploadId")
      url = try object.decode("url")
      text = try object.decode("text")
      given = object
    }
  }

  public struct CreateContentInput: InputDecodable {
    public let kind: API.ContentKind
    public let source: API.ContentSourceInput
    /// Whether to cut it at once.
    public let atomize: Bool?
    public let title: String
    public let description: String?
    public let metadata: API.ContentMetadataInput?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateContentInput") }
      kind = try object.decode("kind")
      source = try object.decode("source")
      atomize = try object.decode("atomize")
      title = try object.decode("title")
      description = try object.decode("description")
      metadata = try object.decode("metadata")
      given = object
    }
  }

  public enum CreateContentPayload: CompositeOutput {
    public static let typeName = "CreateContentPayload"

    /// One resolver per field of `CreateContentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateContentPayload" }
      public let content: FieldResolver<Source, NoArguments, API.Content?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        content: FieldResolver<Source, NoArguments, API.Content?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.content = content
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("content", AnyFieldResolver(content)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is given replaces what is there. Null empties what may be empty.
  public struct UpdateContentInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    public let title: String?
    public let description: String?
    public let metadata: API.ContentMetadataInput?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateContentInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      title = try object.decode("title")
      description = try object.decode("description")
      metadata = try object.decode("metadata")
      given = object
    }
  }

  public enum UpdateContentPayload: CompositeOutput {
    public static let typeName = "UpdateContentPayload"

    /// One resolver per field of `UpdateContentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateContentPayload" }
      public let content: FieldResolver<Source, NoArguments, API.Content?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        content: FieldResolver<Source, NoArguments, API.Content?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.content = content
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("content", AnyFieldResolver(content)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Refused with STATE where learners have completed one of its atoms.
  public struct DeleteContentInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteContentInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      given = object
    }
  }

  public enum DeleteContentPayload: CompositeOutput {
    public static let typeName = "DeleteContentPayload"

    /// One resolver per field of `DeleteContentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteContentPayload" }
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

  /// Atoms whose text stays keep their ids, what was edited in them and their completions. Of those whose text is gone, the ones
  /// that learners have completed retire: they are found by id only, and in nobody's way. The others go.
  public struct AtomizeContentInput: InputDecodable {
    public let contentId: ID
    /// Also where neither the text nor the algorithm has changed since the last time.
    public let force: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("AtomizeContentInput") }
      contentId = try object.decode("contentId")
      force = try object.decode("force")
      given = object
    }
  }

  public enum AtomizeContentPayload: CompositeOutput {
    public static let typeName = "AtomizeContentPayload"

    /// One resolver per field of `AtomizeContentPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "AtomizeContentPayload" }
      /// Null where there is nothing to do.
      public let job: FieldResolver<Source, NoArguments, API.Job?>
      public let content: FieldResolver<Source, NoArguments, API.Content?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        job: FieldResolver<Source, NoArguments, API.Job?>,
        content: FieldResolver<Source, NoArguments, API.Content?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.job = job
        self.content = content
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("job", AnyFieldResolver(job)))
        list.append(("content", AnyFieldResolver(content)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  public struct CreateAtomInput: InputDecodable {
    public let contentId: ID?
    /// The end of the content if not given; else those from there on move.
    public let sequence: Int?
    public let title: String
    public let body: String
    public let kind: API.AtomKind
    public let concepts: [String]?
    /// Estimated from the body if not given.
    public let difficulty: Double?
    /// Estimated from the body if not given.
    public let estimatedTime: ISODuration?
    public let mediaUploadId: ID?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CreateAtomInput") }
      contentId = try object.decode("contentId")
      sequence = try object.decode("sequence")
      title = try object.decode("title")
      body = try object.decode("body")
      kind = try object.decode("kind")
      concepts = try object.decode("concepts")
      difficulty = try object.decode("difficulty")
      estimatedTime = try object.decode("estimatedTime")
      mediaUploadId = try object.decode("mediaUploadId")
      given = object
    }
  }

  public enum CreateAtomPayload: CompositeOutput {
    public static let typeName = "CreateAtomPayload"

    /// One resolver per field of `CreateAtomPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CreateAtomPayload" }
      public let atom: FieldResolver<Source, NoArguments, API.Atom?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        atom: FieldResolver<Source, NoArguments, API.Atom?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.atom = atom
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("atom", AnyFieldResolver(atom)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is given replaces what is there; lists replace whole lists. Null empties what may be empty.
  public struct UpdateAtomInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    public let contentId: ID?
    public let sequence: Int?
    public let title: String?
    public let body: String?
    public let kind: API.AtomKind?
    public let concepts: [String]?
    public let difficulty: Double?
    public let estimatedTime: ISODuration?
    public let mediaUploadId: ID?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("UpdateAtomInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      contentId = try object.decode("contentId")
      sequence = try object.decode("sequence")
      title = try object.decode("title")
      body = try object.decode("body")
      kind = try object.decode("kind")
      concepts = try object.decode("concepts")
      difficulty = try object.decode("difficulty")
      estimatedTime = try object.decode("estimatedTime")
      mediaUploadId = try object.decode("mediaUploadId")
      given = object
    }
  }

  public enum UpdateAtomPayload: CompositeOutput {
    public static let typeName = "UpdateAtomPayload"

    /// One resolver per field of `UpdateAtomPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "UpdateAtomPayload" }
      public let atom: FieldResolver<Source, NoArguments, API.Atom?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        atom: FieldResolver<Source, NoArguments, API.Atom?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.atom = atom
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("atom", AnyFieldResolver(atom)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// Refused with STATE where learners have completed it.
  public struct DeleteAtomInput: InputDecodable {
    public let id: ID
    /// The version that was read: another one answers STALE_VERSION.
    public let expectedVersion: Int?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("DeleteAtomInput") }
      id = try object.decode("id")
      expectedVersion = try object.decode("expectedVersion")
      given = object
    }
  }

  public enum DeleteAtomPayload: CompositeOutput {
    public static let typeName = "DeleteAtomPayload"

    /// One resolver per field of `DeleteAtomPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "DeleteAtomPayload" }
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

  /// Links two atoms, or takes the link away; what would close a cycle is refused. The caller must be allowed to change the atom
  /// that gets a prerequisite, or one of two that are related.
  public struct LinkAtomsInput: InputDecodable {
    public let fromId: ID
    public let toId: ID
    public let relation: API.AtomRelation
    public let remove: Bool?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("LinkAtomsInput") }
      fromId = try object.decode("fromId")
      toId = try object.decode("toId")
      relation = try object.decode("relation")
      remove = try object.decode("remove")
      given = object
    }
  }

  public enum LinkAtomsPayload: CompositeOutput {
    public static let typeName = "LinkAtomsPayload"

    /// One resolver per field of `LinkAtomsPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "LinkAtomsPayload" }
      public let from: FieldResolver<Source, NoArguments, API.Atom?>
      public let to: FieldResolver<Source, NoArguments, API.Atom?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        from: FieldResolver<Source, NoArguments, API.Atom?>,
        to: FieldResolver<Source, NoArguments, API.Atom?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.from = from
        self.to = to
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("from", AnyFieldResolver(from)))
        list.append(("to", AnyFieldResolver(to)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }

  /// What is LOCKED may be completed, too: who knows it, knows it.
  public struct CompleteAtomInput: InputDecodable {
    public let atomId: ID
    /// At most a day.
    public let timeSpent: ISODuration?
    /// What the client gave, which tells an absent field from null.
    public let given: InputObject

    public init(input: InputValue) throws(GraphQLError) {
      guard case .object(let object) = input else { throw .unexpectedInput("CompleteAtomInput") }
      atomId = try object.decode("atomId")
      timeSpent = try object.decode("timeSpent")
      given = object
    }
  }

  public enum CompleteAtomPayload: CompositeOutput {
    public static let typeName = "CompleteAtomPayload"

    /// One resolver per field of `CompleteAtomPayload`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "CompleteAtomPayload" }
      public let atom: FieldResolver<Source, NoArguments, API.Atom?>
      public let progress: FieldResolver<Source, NoArguments, API.Progress?>
      /// Atoms whose last missing prerequisite this was.
      public let unlocked: FieldResolver<Source, NoArguments, [API.Atom]?>
      public let userErrors: FieldResolver<Source, NoArguments, [API.UserError]>

      public init(
        atom: FieldResolver<Source, NoArguments, API.Atom?>,
        progress: FieldResolver<Source, NoArguments, API.Progress?>,
        unlocked: FieldResolver<Source, NoArguments, [API.Atom]?>,
        userErrors: FieldResolver<Source, NoArguments, [API.UserError]>
      ) {
        self.atom = atom
        self.progress = progress
        self.unlocked = unlocked
        self.userErrors = userErrors
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("atom", AnyFieldResolver(atom)))
        list.append(("progress", AnyFieldResolver(progress)))
        list.append(("unlocked", AnyFieldResolver(unlocked)))
        list.append(("userErrors", AnyFieldResolver(userErrors)))
        return list
      }
    }
  }
}
