/// How documents are validated.
public struct ValidationOptions: Sendable {
  /// When there are more errors, one last error says so and validation ends.
  public var maxErrors: Int
  /// Whether messages say "Did you mean", which tells strangers what the schema contains.
  public var suggestions: Bool
  /// How many lists of fields, interfaces, possible types or input fields introspection may nest, plus one.
  public var introspectionDepth: Int
  /// The names of directives that may stand nowhere but at the root fields of mutations.
  public var mutationFieldDirectives: [String] = []
  /// What a document may ask for.
  public var limits: DocumentLimits.Settings

  public init(
    maxErrors: Int = 100, suggestions: Bool = true, introspectionDepth: Int = 3,
    limits: DocumentLimits.Settings = .standard
  ) {
    self.maxErrors = maxErrors
    self.suggestions = suggestions
    self.introspectionDepth = introspectionDepth
    self.limits = limits
  }
}

extension DocumentLimits {
  /// What a document may ask for; nil where there is no limit.
  ///
  /// Fields in fragments count as often as the fragments are spread.
  public struct Settings: Sendable {
    /// How deep the fields of an operation nest.
    public var depth: Int?
    /// The same below `__schema` and `__type`.
    public var introspectionDepth: Int?
    /// Aliases in one operation.
    public var aliases: Int?
    /// Fields at the root of one operation.
    public var rootFields: Int?
    /// Directives in the document.
    public var directives: Int?
    /// Directives at one place.
    public var directivesPerLocation: Int?
    /// Fields and fragments in one operation, all fragments expanded.
    public var expandedSelections: Int?
    /// Steps of comparing fields with the same response name, after a first, linear check could not rule out conflicts.
    public var mergeComparisons: Int?

    public init(
      depth: Int? = nil, introspectionDepth: Int? = nil, aliases: Int? = nil, rootFields: Int? = nil,
      directives: Int? = nil, directivesPerLocation: Int? = nil, expandedSelections: Int? = nil,
      mergeComparisons: Int? = nil
    ) {
      self.depth = depth
      self.introspectionDepth = introspectionDepth
      self.aliases = aliases
      self.rootFields = rootFields
      self.directives = directives
      self.directivesPerLocation = directivesPerLocation
      self.expandedSelections = expandedSelections
      self.mergeComparisons = mergeComparisons
    }

    /// No limits: what the specification allows.
    public static let none = Settings()
    /// What no honest document reaches.
    public static let standard = Settings(expandedSelections: 5000, mergeComparisons: 10_000)
    /// For endpoints that strangers can reach.
    public static let strict = Settings(
      depth: 12, introspectionDepth: 15, aliases: 15, rootFields: 10, directives: 50, directivesPerLocation: 4,
      expandedSelections: 5000, mergeComparisons: 10_000)
  }
}
