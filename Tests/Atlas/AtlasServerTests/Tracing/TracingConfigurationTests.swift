import OutboundHTTP
import Testing

@testable import AtlasServer

@Suite("Settings of traces")
struct TracingConfigurationTests {
  private static let endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT"
  private static let headers = "OTEL_EXPORTER_OTLP_HEADERS"

  private func settings(_ variables: [String: String]) throws(ConfigurationError) -> AtlasConfiguration.Tracing {
    try AtlasConfiguration.Tracing { variables[$0] }
  }

  private func fault(_ variables: [String: String]) -> String? {
    do throws(ConfigurationError) {
      _ = try settings(variables)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("without settings nothing is traced")
  func usual() throws {
    let usual = try settings([:])
    #expect(usual.endpoint == nil && usual.serviceName == "atlas" && usual.ratio == 0.1 && usual.compresses)
    #expect(AtlasConfiguration().makeTracing(.silent) == nil)
  }

  @Test("a collector of the same network may be asked in plain text, but not told secrets")
  func collector() throws {
    let inside = "http://otel-collector:4318/"
    #expect(try settings([Self.endpoint: inside]).endpoint?.text == "http://otel-collector:4318")
    #expect(fault([Self.endpoint: inside, Self.headers: "api-key=hush"])?.contains(Self.endpoint) == true)
    for address in ["https://traces.example/otlp", "http://127.0.0.1:4318"] {
      let settings = try settings([Self.endpoint: address, Self.headers: "api-key=a%20b, x-team = one"])
      #expect(settings.fields.map { "\($0.name): \($0.value)" } == ["api-key: a b", "x-team: one"])
    }
  }

  @Test(
    "what is wrong is named, and never quoted where it may be a secret",
    arguments: [
      (headers, "hush"), (headers, "a b=hush"), (headers, "a=hush%0D%0Ab"), (headers, "a=hush%zz"),
      (endpoint, "ftp://traces.example"), (endpoint, "http://traces.example?hush"), (endpoint, "otel-collector:4318"),
      (endpoint, "https://user:hush@traces.example"), ("OTEL_TRACES_SAMPLER_ARG", "1.1"),
      ("OTEL_TRACES_SAMPLER_ARG", "-0.1"), ("OTEL_TRACES_SAMPLER_ARG", "nan"), ("OTEL_TRACES_SAMPLER_ARG", "all"),
      ("OTEL_RESOURCE_ATTRIBUTES", "zone"), ("OTEL_EXPORTER_OTLP_COMPRESSION", "brotli"),
    ])
  func wrong(name: String, value: String) throws {
    var variables = [Self.endpoint: "https://traces.example"]
    variables[name] = value
    let said = try #require(fault(variables))
    #expect(said.contains(name) && !said.contains("hush"), "\(said)")
  }

  @Test("headers without a collector are a mistake")
  func headersAlone() { #expect(fault([Self.headers: "api-key=hush"])?.contains(Self.endpoint) == true) }

  @Test("the name of the service is its own variable, or else one of the attributes")
  func names() throws {
    let attributes = ["OTEL_RESOURCE_ATTRIBUTES": "service.name=school,zone=a%2Cb", "OTEL_TRACES_SAMPLER_ARG": "1"]
    let settings = try settings(attributes)
    #expect(settings.serviceName == "school" && settings.ratio == 1)
    #expect(settings.attributes.last?.value == "a,b")
    let named = try self.settings(attributes.merging(["OTEL_SERVICE_NAME": "own"]) { $1 })
    #expect(named.serviceName == "own")
  }
}
