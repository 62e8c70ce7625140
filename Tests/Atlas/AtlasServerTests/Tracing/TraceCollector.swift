import GraphQLHTTP
import GraphQLJSON
import GraphQLNIO
import OutboundHTTP
import Synchronization
import Testing

@testable import AtlasServer

/// A collector of traces on a port of this machine.
final class TraceCollector: HTTPResponder {
  private let bodies = Mutex<[[UInt8]]>([])

  func nextExecutor() -> (any TaskExecutor)? { nil }

  func respond(_ head: HTTPRequestHead, body: [UInt8], peer: HTTPPeer) async -> HTTPAnswer {
    if head.method == "POST", head.path == "/v1/traces" { bodies.withLock { $0.append(body) } }
    let response = HTTPResponseHead(status: 200, fields: ["Content-Type": "application/json"])
    return .complete(HTTPExchangeResponse(head: response, body: Array("{}".utf8)))
  }

  /// Everything that came, as text.
  var text: String { bodies.withLock { $0.map { String(decoding: $0, as: UTF8.self) }.joined() } }

  /// The spans that came.
  func spans() throws -> [CollectedSpan] {
    try bodies.withLock { $0 }.flatMap { body in
      let spans = try JSONParser.parse(body).at("resourceSpans.0.scopeSpans.0.spans")?.arrayValue ?? []
      return try spans.map(CollectedSpan.init)
    }
  }

  /// Runs a test on an application that tells its spans, and answers what came when it has stopped.
  static func collect(
    ratio: Double = 1, change: (inout AtlasConfiguration) -> Void = { _ in },
    _ body: (TestInstance) async throws -> Void
  ) async throws -> (spans: [CollectedSpan], text: String) {
    let collector = TraceCollector()
    var settings = HTTPServer.Settings()
    settings.bodyBytes = 16 << 20
    let server = try await HTTPServer.start(host: "127.0.0.1", port: 0, responder: collector, settings: settings)
    let result: Result<Void, any Error>
    do {
      try await withInstance { configuration in
        configuration.tracing.endpoint = OutboundURL("http://127.0.0.1:\(server.port)")
        configuration.tracing.ratio = ratio
        configuration.tracing.compresses = false
        change(&configuration)
      } _: { instance in
        try await body(instance)
      }
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await server.stop(within: .seconds(1))
    try result.get()
    return (try collector.spans(), collector.text)
  }
}

/// A span as a collector gets it.
struct CollectedSpan: Sendable {
  let trace: String
  let id: String
  let parent: String?
  let name: String
  let kind: String
  let began: UInt64
  let ended: UInt64
  let status: String?
  /// The spans that it is linked to.
  let links: [String]
  /// The values, without what says their type.
  let attributes: [String: String]

  init(_ json: JSONValue) throws {
    func text(_ path: String) throws -> String { try #require(json.at(path)?.text, "\(path)") }
    trace = try text("traceId")
    id = try text("spanId")
    parent = json.at("parentSpanId")?.text
    name = try text("name")
    kind = try text("kind")
    began = try #require(UInt64(try text("startTimeUnixNano")))
    ended = try #require(UInt64(try text("endTimeUnixNano")))
    status = json.at("status.code")?.text
    links = (json.at("links")?.arrayValue ?? []).compactMap { $0.at("spanId")?.text }
    var attributes: [String: String] = [:]
    for attribute in json.at("attributes")?.arrayValue ?? [] {
      let value = attribute.at("value")?.objectValue?.members.first?.value
      attributes[try #require(attribute.at("key")?.text)] = value?.text
    }
    self.attributes = attributes
  }
}

extension JSONValue {
  /// A text, a number or a Boolean, as text.
  fileprivate var text: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let flag): "\(flag)"
    default: nil
    }
  }
}
