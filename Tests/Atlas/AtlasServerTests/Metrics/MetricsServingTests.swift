import GraphQLHTTP
import GraphQLJSON
import GraphQLNIO
import NIOCore
import PrometheusMetrics
import Testing

@testable import AtlasServer

@Suite("Metrics: where and how they are served")
struct MetricsServingTests {
  @Test("the public port has them in development, and not in production", arguments: [true, false])
  func publicPort(isDevelopment: Bool) async throws {
    try await withInstance({ if !isDevelopment { $0.environment = .production } }) { instance in
      let response = try await instance.respond(HTTPRequestHead(method: "GET", target: "/metrics"))
      #expect(response.status == (isDevelopment ? 200 : 404))
    }
  }

  @Test("a port of their own takes them from the public one")
  func ownPort() async throws {
    try await withInstance({ $0.monitoring.port = 0 }) { instance in
      let answer = try await instance.respond(HTTPRequestHead(method: "GET", target: "/metrics"))
      #expect(answer.status == 404)
    }
  }

  @Test("the text is that of Prometheus, or OpenMetrics for who asks for it; nobody keeps it, and nothing is posted")
  func formats() async throws {
    try await withInstance { instance in
      let page = MetricsPage(registry: instance.application.metrics.registry)
      var head = HTTPRequestHead(method: "GET", target: "/metrics")
      let plain = page.respond(head)
      #expect(plain.head.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      #expect(plain.head.fields["cache-control"] == "no-store")
      #expect(!String(decoding: plain.body, as: UTF8.self).contains("# EOF"))
      head.fields.append("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5")
      let open = page.respond(head)
      #expect(open.head.fields["content-type"] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
      #expect(String(decoding: open.body, as: UTF8.self).hasSuffix("\n# EOF\n"))
      #expect(page.respond(HTTPRequestHead(method: "POST", target: "/metrics")).head.status == 405)
    }
  }

  @Test("their own listener has metrics and health, and counts what the main port answered")
  func listener() async throws {
    var (configuration, drop) = try await TestServer.makeConfiguration()
    configuration.monitoring.port = 0
    let instance = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    let client = try await WireClient(port: instance.port)
    for (target, status) in [("/health/live", "200 OK"), ("/health/live", "200 OK"), ("/metrics", "404 Not Found")] {
      try await client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
      try await client.wait(for: "HTTP/1.1 \(status)")
    }
    let socket = try await WireClient.socket(port: instance.port)
    let port = try #require(instance.metricsPort)
    let metrics = try await WireClient(port: port)
    try await metrics.send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    let figures = Figures(try await metrics.rest())
    #expect(figures[#"atlas_http_requests_total{status="2xx"}"#] == 2)
    #expect(figures[#"atlas_http_requests_total{status="4xx"}"#] == 1)
    #expect(figures[#"atlas_http_requests_total{status="1xx"}"#] == 1)
    #expect(figures["atlas_http_connections"] == 2)
    #expect(figures["atlas_sockets"] == 1)
    let health = try await WireClient(port: port)
    try await health.send("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n")
    try await health.wait(for: "{\"status\":\"ready\"}")
    try await client.channel.close()
    try await socket.channel.close()
    await instance.stop()
    let census = instance.application.sockets
    #expect(census.count == 0)
    #expect(census.endedCounts.map(\.count) == [1])
    await drop()
  }

  @Test("the lag of a loop is that of its slowest recent probe, and of one that has not come back")
  func lag() async throws {
    let (probes, prober) = AsyncStream.makeStream(of: Duration.self)
    let lag = LoopLag("a") {
      for await late in probes { return .now + late }
      return nil
    }
    #expect(lag.seconds == nil)
    prober.yield(.seconds(3))
    #expect(await lag.look())
    prober.yield(.zero)
    #expect(await lag.look())
    let slowest = try #require(lag.seconds)
    #expect((3..<4).contains(slowest))
    for _ in 0..<15 {
      prober.yield(.zero)
      #expect(await lag.look())
    }
    let forgotten = try #require(lag.seconds)
    #expect(forgotten < 3)
    let hanging = Task { await lag.look() }
    prober.finish()
    #expect(await hanging.value == false)
    #expect(lag.seconds == nil)
  }

  @Test("where they are served, and what the log says, is read from the environment")
  func variables() throws {
    let settings = try AtlasConfiguration.Monitoring {
      ["ATLAS_METRICS_PORT": "9464", "ATLAS_METRICS_HOST": "0.0.0.0", "ATLAS_REQUEST_LOG": "errors"][$0]
    }
    #expect(settings.port == 9_464 && settings.host == "0.0.0.0" && settings.requestLines == .errors)
    let usual = try AtlasConfiguration.Monitoring { _ in nil }
    #expect(usual.port == nil && usual.host == "127.0.0.1" && usual.requestLines == .all)
  }

  @Test(
    "a value that cannot be used stops the start and is named",
    arguments: [
      ("ATLAS_METRICS_PORT", "65536"), ("ATLAS_METRICS_PORT", "x"), ("ATLAS_METRICS_HOST", "0.0.0.0"),
      ("ATLAS_REQUEST_LOG", "some"),
    ])
  func faulty(name: String, value: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try AtlasConfiguration.Monitoring { $0 == name ? value : nil }
    }
    #expect(error?.description.contains(name) == true)
  }
}

@Suite("What is under way")
struct RequestCensusTests {
  @Test("a request has one place, which it leaves once: with its end, or when nobody holds it any more")
  func places() {
    let census = RequestCensus()
    do {
      let (one, other) = (RequestPlace(census), RequestPlace(census))
      #expect(census.count(.request) == 2)
      one.subscribe(onSocket: true)
      #expect(census.count(.request) == 1 && census.count(.socketSubscription) == 1)
      one.leave()
      one.leave()
      one.subscribe(onSocket: false)
      #expect(census.count(.socketSubscription) == 0 && census.count(.streamSubscription) == 0)
      other.subscribe(onSocket: false)
      #expect(census.count(.streamSubscription) == 1)
    }
    for stage in [RequestCensus.Stage.request, .socketSubscription, .streamSubscription] {
      #expect(census.count(stage) == 0)
    }
  }
}
