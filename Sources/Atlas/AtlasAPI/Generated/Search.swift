// Generated from the schema by `atlas codegen`. Do not edit.
// swift-format-ignore-file

public import GraphQLExecution

extension API {
  /// What can be found.
  public enum SearchType: String, EnumOutput, CaseIterable {
    case diagram = "DIAGRAM"
    case lab = "LAB"
    case incident = "INCIDENT"
    case atom = "ATOM"
    case content = "CONTENT"
    case studyGroup = "STUDY_GROUP"
  }

  /// How to search.
  public enum SearchMode: String, EnumOutput, CaseIterable {
    /// By words.
    case text = "TEXT"
    /// By meaning: nearest first, whatever the words. Contents and study groups are not found this way. UNAVAILABLE while
    /// nobody can say what is near. Meaning knows no -not: such a word counts like any other.
    case semantic = "SEMANTIC"
    /// By both: what is near the top of either comes first (reciprocal rank fusion). Contents and study groups go by their
    /// words alone, and so does everything while nobody can say what is near; when that changes between two pages, the cursor
    /// is refused. What is near may have words that -not excludes.
    case hybrid = "HYBRID"
  }

  /// What was found.
  public enum SearchResult: CompositeOutput {
    public static let typeName = "SearchResult"
  }

  /// A page of what was found, best first.
  public enum SearchConnection: CompositeOutput {
    public static let typeName = "SearchConnection"

    /// One resolver per field of `SearchConnection`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SearchConnection" }
      public let edges: FieldResolver<Source, NoArguments, [API.SearchEdge]>
      /// The same items without their cursors.
      public let nodes: FieldResolver<Source, NoArguments, [API.SearchResult]>
      public let pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>
      /// TEXT: how many there are with these words; of each type at most 2,000 are ranked, and pages end with those.
      /// SEMANTIC: how many are near, of the 400 nearest. HYBRID: how many are ranked, the first 400 by words and those near.
      public let totalCount: FieldResolver<Source, NoArguments, Int>
      /// How many of totalCount are of which type.
      public let facets: FieldResolver<Source, NoArguments, [API.Facet]>
      /// Milliseconds that the search took.
      public let tookMs: FieldResolver<Source, NoArguments, Double>

      public init(
        edges: FieldResolver<Source, NoArguments, [API.SearchEdge]>,
        nodes: FieldResolver<Source, NoArguments, [API.SearchResult]>,
        pageInfo: FieldResolver<Source, NoArguments, API.PageInfo>,
        totalCount: FieldResolver<Source, NoArguments, Int>,
        facets: FieldResolver<Source, NoArguments, [API.Facet]>,
        tookMs: FieldResolver<Source, NoArguments, Double>
      ) {
        self.edges = edges
        self.nodes = nodes
        self.pageInfo = pageInfo
        self.totalCount = totalCount
        self.facets = facets
        self.tookMs = tookMs
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("edges", AnyFieldResolver(edges)))
        list.append(("nodes", AnyFieldResolver(nodes)))
        list.append(("pageInfo", AnyFieldResolver(pageInfo)))
        list.append(("totalCount", AnyFieldResolver(totalCount)))
        list.append(("facets", AnyFieldResolver(facets)))
        list.append(("tookMs", AnyFieldResolver(tookMs)))
        return list
      }
    }
  }

  /// A result, how well it fits, and where.
  public enum SearchEdge: CompositeOutput {
    public static let typeName = "SearchEdge"

    /// One resolver per field of `SearchEdge`.
    public struct Fields<Source: ObjectSource>: FieldSet {
      public static var typeName: String { "SearchEdge" }
      public let cursor: FieldResolver<Source, NoArguments, String>
      public let node: FieldResolver<Source, NoArguments, API.SearchResult>
      /// Comparable within one search only. SEMANTIC: the cosine.
      public let score: FieldResolver<Source, NoArguments, Double>
      /// Passages with the words found between ** and **, as Markdown; at most 3. Of what was found by meaning the beginning of
      /// the passage that is nearest, without marks, in mode SEMANTIC and where none of the words is there.
      public let highlights: FieldResolver<Source, NoArguments, [String]>

      public init(
        cursor: FieldResolver<Source, NoArguments, String>,
        node: FieldResolver<Source, NoArguments, API.SearchResult>,
        score: FieldResolver<Source, NoArguments, Double>,
        highlights: FieldResolver<Source, NoArguments, [String]>
      ) {
        self.cursor = cursor
        self.node = node
        self.score = score
        self.highlights = highlights
      }

      public var resolvers: [(field: String, resolver: AnyFieldResolver)] {
        var list: [(field: String, resolver: AnyFieldResolver)] = []
        list.append(("cursor", AnyFieldResolver(cursor)))
        list.append(("node", AnyFieldResolver(node)))
        list.append(("score", AnyFieldResolver(score)))
        list.append(("highlights", AnyFieldResolver(highlights)))
        return list
      }
    }
  }
}
