public import GraphQLSyntax
public import GraphQLValidation

/// The bounds of the engine's work.
public struct EngineConfiguration: Sendable {
  /// Bytes, tokens and nesting of a document.
  public var parserLimits: Parser.Limits
  /// Rules and limits of validation.
  public var validation: ValidationOptions
  /// How many errors the coercion of variables lists.
  public var maxCoercionErrors: Int
  /// How many bytes of documents are remembered.
  public var documentCacheBytes: Int
  /// How many bytes of answers to introspection are remembered.
  public var constantResponseBytes: Int
  /// How many events of subscriptions are executed at once; others wait for their turn.
  public var eventsAtOnce: Int
  /// How many bytes of responses that equal subscriptions share are remembered, for those that come late.
  public var sharedResponseBytes: Int
  /// How many points an operation may cost, and a subscription with each event; nil where any number is allowed.
  public var costLimit: Int?

  /// The bounds that fit a server whose clients are known; see `DocumentLimits` for those of strangers.
  public init(
    parserLimits: Parser.Limits = Parser.Limits(), validation: ValidationOptions = ValidationOptions(),
    maxCoercionErrors: Int = 50, documentCacheBytes: Int = 16 << 20, constantResponseBytes: Int = 4 << 20,
    eventsAtOnce: Int = 128, sharedResponseBytes: Int = 8 << 20, costLimit: Int? = nil
  ) {
    self.parserLimits = parserLimits
    self.validation = validation
    self.maxCoercionErrors = maxCoercionErrors
    self.documentCacheBytes = documentCacheBytes
    self.constantResponseBytes = constantResponseBytes
    self.eventsAtOnce = eventsAtOnce
    self.sharedResponseBytes = sharedResponseBytes
    self.costLimit = costLimit
  }
}
