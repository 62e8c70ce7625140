public import GraphQLJSON

/// What the operator of a server decides about GraphQL over HTTP.
public struct HTTPSettings: Sendable {
  /// Which edition of the status codes is spoken.
  public var statusProfile: StatusProfile = .classic
  /// Whether queries are served over GET.
  public var allowsGet = true
  /// How requests that a foreign web page can cause without asking are treated.
  public var crossSiteRule: CrossSiteRule = .off
  /// Which web pages of other origins may use the server; nil for none.
  public var crossOriginPolicy: CrossOriginPolicy?
  /// How many requests one body may hold as a list; 0 refuses lists.
  public var batchLimit = 0
  /// How large a body may be, in bytes.
  public var bodyBytesLimit = 1_048_576
  /// How long a target may be, in bytes.
  public var targetBytesLimit = 16_384
  /// What one JSON text may ask of its reader.
  public var jsonLimits = JSONParser.Limits()
  /// How requests with files are served; nil where they are not, which is 415.
  public var uploads: UploadSettings?

  /// Answers with more bytes than this are compressed for clients that want it; nil for none.
  public var compressionThreshold: Int? = 1024
  /// How much work is put into compressing an answer, from 1 to 9. Of 100 KB of JSON, 1 makes 23 KB in 0.5 ms and 6
  /// makes 17 KB in 2.7 ms, which few answers are worth that are read once.
  public var compressionLevel = 1

  /// The usual settings.
  public init() {}

  /// The methods that are served, as `Allow` says them.
  public var allowedMethods: String { allowsGet ? "GET, POST, OPTIONS" : "POST, OPTIONS" }
}
