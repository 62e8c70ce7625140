import AtlasKernel
public import GraphQLHTTP
public import GraphQLServing

extension AtlasConfiguration {
  /// What is decided about HTTP and about documents.
  public struct HTTP: Sendable {
    /// Which edition of the status codes is spoken.
    public var statusProfile = StatusProfile.classic
    /// How many requests one body may hold as a list; 0 refuses lists.
    public var batchLimit = 0
    /// How many points an operation may cost; nil for any number.
    public var costLimit: Int? = 10_000
    /// Whether simple requests must prove that no foreign page caused them.
    public var preventsCrossSiteRequests = false
    /// Which web pages of other origins may use the server; nil for none.
    public var crossOriginPolicy: CrossOriginPolicy?
    /// How many connections may be open; nil for the usual limit.
    public var connectionLimit: Int?
    /// The same for one address; 0 for any number, nil for the usual limit.
    public var connectionsPerAddress: Int?
    /// Which documents are run besides the trusted ones.
    public var documentMode = DocumentPolicy.Mode.automatic
    /// The folder of trusted documents.
    public var trustedDocuments: String?
    /// How requests with files are served; nil where they are refused.
    public var uploads: Uploads?

    /// As clients expect it.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong or missing.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      statusProfile = try Self.choice("ATLAS_STATUS_PROFILE", variable, Self.profiles) ?? statusProfile
      batchLimit =
        try AtlasConfiguration.count("ATLAS_BATCH_LIMIT", variable("ATLAS_BATCH_LIMIT"), in: 0...9) ?? batchLimit
      let limit = try AtlasConfiguration.count("ATLAS_COST_LIMIT", variable("ATLAS_COST_LIMIT"), in: 0...1_000_000_000)
      if let limit { costLimit = limit == 0 ? nil : limit }
      preventsCrossSiteRequests =
        try Self.choice("ATLAS_CSRF", variable, Self.switches) ?? preventsCrossSiteRequests
      crossOriginPolicy = try Self.crossOriginPolicy(variable("ATLAS_ALLOWED_ORIGINS"))
      connectionLimit = try AtlasConfiguration.count(
        "ATLAS_CONNECTIONS", variable("ATLAS_CONNECTIONS"), in: 1...1_000_000)
      connectionsPerAddress = try AtlasConfiguration.count(
        "ATLAS_CONNECTIONS_PER_ADDRESS", variable("ATLAS_CONNECTIONS_PER_ADDRESS"), in: 0...1_000_000)
      documentMode = try Self.choice("ATLAS_PERSISTED_DOCUMENTS", variable, Self.modes) ?? documentMode
      trustedDocuments = variable("ATLAS_TRUSTED_DOCUMENTS")
      uploads = try Uploads(variable)
      if documentMode == .trusted, trustedDocuments == nil {
        throw ConfigurationError("ATLAS_PERSISTED_DOCUMENTS=trusted needs ATLAS_TRUSTED_DOCUMENTS, a folder.")
      }
    }

    /// The origins in a list with commas.
    private static func crossOriginPolicy(_ text: String?) throws(ConfigurationError) -> CrossOriginPolicy? {
      guard let text else { return nil }
      let origins = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
      do throws(CrossOriginPolicy.InvalidOrigin) {
        var policy = try CrossOriginPolicy(allowedOrigins: origins)
        policy.requestFields += [ViewerPositions.fieldName, IdempotencyHeader.fieldName]
        policy.exposedFields += [ViewerPositions.fieldName, IdempotentFields.replayedFieldName, "Retry-After"]
        policy.exposedFields += Allowance.fieldNames
        return policy
      } catch {
        throw ConfigurationError("ATLAS_ALLOWED_ORIGINS: \(error)")
      }
    }

    private static let profiles: [(String, StatusProfile)] = [("classic", .classic), ("draft2026", .draft2026)]
    static let switches = [("off", false), ("on", true)]
    private static let modes: [(String, DocumentPolicy.Mode)] = [
      ("off", .off), ("automatic", .automatic), ("trusted", .trusted),
    ]

    /// The value that a variable names; nil when it is not set.
    static func choice<Value>(
      _ name: String, _ variable: (String) -> String?, _ values: [(name: String, value: Value)]
    ) throws(ConfigurationError) -> Value? {
      guard let text = variable(name) else { return nil }
      guard let found = values.first(where: { $0.name == text }) else {
        let names = values.map(\.name).joined(separator: " or ")
        throw ConfigurationError("\(name) must be \(names), not \"\(text)\".")
      }
      return found.value
    }
  }

  /// The settings of the endpoint.
  ///
  /// - Parameter spool: where the files of requests lie; nil where there are none.
  func endpointSettings(
    bodyBytes: Int, trusted: TrustedDocuments, spool: (any UploadSpool)? = nil
  ) -> EndpointSettings {
    var settings = EndpointSettings()
    settings.http.bodyBytesLimit = bodyBytes
    settings.http.statusProfile = http.statusProfile
    settings.http.batchLimit = http.batchLimit
    settings.http.crossSiteRule = http.preventsCrossSiteRequests ? .standard : .off
    settings.http.crossOriginPolicy = http.crossOriginPolicy
    settings.http.uploads = http.uploads?.limits
    settings.uploadSpool = spool
    settings.documents.mode = http.documentMode
    settings.documents.trusted = trusted
    // Where strangers can reach us, they must not push out what the clients of others rely on.
    settings.documents.registration = environment == .production ? .signedIn : .anyone
    return settings
  }
}
