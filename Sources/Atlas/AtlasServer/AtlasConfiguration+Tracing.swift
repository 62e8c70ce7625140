import Logging
import OpenTelemetry
public import OutboundHTTP

extension AtlasConfiguration {
  /// What becomes of traces.
  public struct Tracing: Sendable {
    /// What comes before `/v1/traces` at the collector; nil: nothing is traced.
    public var endpoint: OutboundURL?
    /// Header fields that the collector asks for; they hold secrets.
    public var fields: [(name: String, value: String)] = []
    /// What the service is called.
    public var serviceName = "atlas"
    /// What else is said of where spans come from.
    public var attributes: [(name: String, value: String)] = []
    /// The part of the traces that are recorded, of those that begin here.
    public var ratio = 0.1
    /// How many traces in a second are recorded because somebody who asks says that they record them.
    public var followedPerSecond = 50
    /// Whether requests to the collector are compressed.
    public var compresses = true

    /// The usual ones.
    public init() {}

    /// Reads variables of an environment. None of the messages quotes the fields: they hold secrets.
    ///
    /// - Throws: `ConfigurationError` naming the variable that is wrong.
    init(_ variable: (String) -> String?) throws(ConfigurationError) {
      endpoint = try variable("OTEL_EXPORTER_OTLP_ENDPOINT").map { text throws(ConfigurationError) in
        try Self.endpoint(text)
      }
      fields = try Self.pairs("OTEL_EXPORTER_OTLP_HEADERS", variable)
      guard fields.allSatisfy({ Self.isField($0) }) else {
        throw ConfigurationError("OTEL_EXPORTER_OTLP_HEADERS must be header fields such as api-key=secret.")
      }
      attributes = try Self.pairs("OTEL_RESOURCE_ATTRIBUTES", variable)
      serviceName = variable("OTEL_SERVICE_NAME") ?? attributes.last { $0.name == "service.name" }?.value ?? serviceName
      if let text = variable("OTEL_TRACES_SAMPLER_ARG") {
        guard let ratio = Double(text), (0...1).contains(ratio) else {
          throw ConfigurationError("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.")
        }
        self.ratio = ratio
      }
      compresses =
        try HTTP.choice("OTEL_EXPORTER_OTLP_COMPRESSION", variable, [("gzip", true), ("none", false)]) ?? compresses
      try check()
    }

    /// Traces have no values of clients in them, so they may go to a collector of the same network in plain text, as
    /// statements go to a database. Secrets may not.
    private func check() throws(ConfigurationError) {
      guard let endpoint else {
        guard fields.isEmpty else {
          throw ConfigurationError("OTEL_EXPORTER_OTLP_HEADERS needs OTEL_EXPORTER_OTLP_ENDPOINT.")
        }
        return
      }
      guard fields.isEmpty || OutboundURL(endpoint.text) != nil else {
        throw ConfigurationError(
          "OTEL_EXPORTER_OTLP_HEADERS may hold secrets: OTEL_EXPORTER_OTLP_ENDPOINT must be https with them, or http on "
            + "loopback.")
      }
    }

    private static func endpoint(_ text: String) throws(ConfigurationError) -> OutboundURL {
      let base = text.hasSuffix("/") ? String(text.dropLast()) : text
      guard !base.utf8.contains(UInt8(ascii: "?")), let url = OutboundURL(web: base) else {
        throw ConfigurationError(
          "OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address without a query, such as "
            + "http://otel-collector:4318.")
      }
      return url
    }

    private static func pairs(
      _ name: String, _ variable: (String) -> String?
    ) throws(ConfigurationError) -> [(name: String, value: String)] {
      guard let text = variable(name) else { return [] }
      guard let pairs = KeyValueList.parse(text) else {
        throw ConfigurationError("\(name) must be a list such as key=value,other=value, with percent-encoded values.")
      }
      return pairs
    }

    /// A token and visible ASCII with blanks in it (RFC 9110, section 5).
    private static func isField(_ field: (name: String, value: String)) -> Bool {
      let isName = field.name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "!#$%&'*+-.^_`|~".utf8.contains(byte)
      }
      return isName && field.value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
  }

  /// What traces requests; nil where nothing is traced.
  func makeTracing(_ logger: Logger) -> RequestTracing? {
    guard let base = tracing.endpoint, let endpoint = OutboundURL(web: base.text + "/v1/traces") else { return nil }
    var settings = SpanExporterSettings(endpoint: endpoint)
    settings.fields = tracing.fields
    settings.compresses = tracing.compresses
    let fetcher = AsyncHTTPFetcher(timeout: settings.timeout, connectionsPerHost: 1)
    let exporter = SpanExporter(
      settings,
      resource: TraceResource(
        serviceName: tracing.serviceName, serviceVersion: AtlasBuild.version, others: tracing.attributes),
      fetcher: fetcher, logger: logger)
    let sampler = TraceSampler(ratio: tracing.ratio, followedPerSecond: tracing.followedPerSecond)
    return RequestTracing(
      tracer: SpanTracer(sampler: sampler, exporter: exporter), exporter: exporter, fetcher: fetcher)
  }
}
