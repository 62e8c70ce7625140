extension AtlasConfiguration {
  /// Where metrics are served, and what the log says of requests.
  public struct Monitoring: Sendable {
    /// Of which requests the log has a line.
    public enum RequestLines: Sendable {
      case all
      /// Those with errors, refused ones, and those that took longer than a second.
      case errors
      case none
    }

    /// The address and the port of metrics and health alone; 0 lets the system choose. Nil: metrics are served on the
    /// main port in development, and nowhere in production.
    public var port: Int?
    public var host = "127.0.0.1"
    public var requestLines = RequestLines.all

    /// The usual settings.
    public init() {}

    /// Reads variables of an environment.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      port = try AtlasConfiguration.count("ATLAS_METRICS_PORT", variable("ATLAS_METRICS_PORT"), in: 0...65_535)
      if let host = variable("ATLAS_METRICS_HOST") {
        guard port != nil else { throw ConfigurationError("ATLAS_METRICS_HOST needs ATLAS_METRICS_PORT.") }
        self.host = host
      }
      requestLines =
        try HTTP.choice("ATLAS_REQUEST_LOG", variable, [("all", .all), ("errors", .errors), ("none", .none)])
        ?? requestLines
    }
  }
}
