extension AtlasConfiguration {
  /// How much those who send requests may ask for.
  public struct Limits: Sendable {
    /// Requests that a user, an API key, or the address of visitors may send in a minute; 0 for any number.
    public var requestsPerMinute = 100
    /// Points that their operations may cost at once; 0 for any number.
    public var points = 10_000
    /// Points that come back each second.
    public var pointsPerSecond = 100.0
    /// Whether `@rateLimit` has an effect.
    public var countsFields = true
    /// Whose word about the client's address is believed.
    public var trustedProxies = TrustedProxies()

    /// The usual ones.
    public init() {}

    /// Nothing is limited: for tests and measurements.
    public static let off: Limits = {
      var limits = Limits()
      limits.requestsPerMinute = 0
      limits.points = 0
      limits.countsFields = false
      return limits
    }()

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      func number(_ name: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        try AtlasConfiguration.count(name, variable(name), in: range)
      }
      requestsPerMinute = try number("ATLAS_REQUESTS_PER_MINUTE", in: 0...1_000_000_000) ?? requestsPerMinute
      points = try number("ATLAS_POINTS", in: 0...1_000_000_000) ?? points
      let refill = try number("ATLAS_POINTS_PER_SECOND", in: 1...1_000_000_000)
      pointsPerSecond = refill.map { Double($0) } ?? pointsPerSecond
      countsFields = try HTTP.choice("ATLAS_FIELD_LIMITS", variable, HTTP.switches) ?? countsFields
      trustedProxies =
        try variable("ATLAS_TRUSTED_PROXIES").map { text throws(ConfigurationError) in
          try TrustedProxies(text)
        } ?? trustedProxies
    }
  }
}
