import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLWebSocket
import Testing

/// `extensions: {"explain": true}` over everything that carries requests.
@Suite("Answers that tell how they came about")
struct ExplanationTests {
  /// The names of the stages in the `extensions` of a response.
  private func stages(_ body: some StringProtocol) throws -> [String]? {
    let response = try JSONParser.parse(String(body)).objectValue
    let explanation = response?["extensions"]?.objectValue?["explain"]?.objectValue
    return explanation?["stages"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue }
  }

  private func body(_ text: String) -> String {
    #"{"query":"\#(text)","extensions":{"explain":true}}"#
  }

  private static let whole = ["parse", "validate", "coerce", "plan", "charge", "execute", "write"]

  @Test("[HTTP] a query tells whoever asks and may know, and nobody else")
  func query() async throws {
    let endpoint = try TestEndpoint()
    #expect(try stages(try await endpoint.post(body("{ me }")).body) == Self.whole)
    #expect(try await endpoint.query("{ me }").body == #"{"data":{"me":"nobody"}}"#)
    let other = try await endpoint.post(body("{ me }"), fields: ["Authorization": "eve"])
    #expect(other.body == #"{"data":{"me":"eve"}}"#)
  }

  @Test("[HTTP] a refused request tells the stages that ran")
  func refused() async throws {
    let endpoint = try TestEndpoint()
    #expect(try stages(try await endpoint.post(body("{ nothing }")).body) == ["parse", "validate"])
    #expect(try stages(try await endpoint.post(body("{")).body) == ["parse"])
    let faulty = try await endpoint.post(#"{"query":"{ me }","extensions":{"explain":1}}"#)
    #expect(faulty.body.contains("BAD_USER_INPUT"))
  }

  @Test("[HTTP] a GET that is explained may not be kept on the way")
  func get() async throws {
    let endpoint = try TestEndpoint()
    let target = "/graphql?query=%7Bhello%7D"
    let fields: HTTPFields = ["Accept": "application/json"]
    let kept = try await endpoint.respond(.init(method: "GET", target: target, fields: fields))
    #expect(kept.fields["etag"] != nil)
    let explained = try await endpoint.respond(
      .init(method: "GET", target: target + "&extensions=%7B%22explain%22%3Atrue%7D", fields: fields))
    #expect(explained.fields["etag"] == nil)
    #expect(explained.fields["cache-control"] == "no-store")
    #expect(try stages(explained.body) == ["parse", "coerce", "plan", "charge", "execute", "write"])
  }

  @Test("each member of a list tells of itself")
  func list() async throws {
    let endpoint = try TestEndpoint { $0.http.batchLimit = 4 }
    let response = try await endpoint.post("[\(body("{ me }")),{\"query\":\"{ me }\"},\(body("{ nothing }"))]")
    let members = try #require(try JSONParser.parse(response.body).arrayValue)
    let told = try members.map { try stages(String(decoding: $0.serialized(), as: UTF8.self)) }
    #expect(told == [Self.whole, nil, ["parse", "validate"]])
  }

  @Test("[SSE] each event tells of itself")
  func events() async throws {
    let endpoint = try TestEndpoint()
    guard
      case .stream(_, let produce) = await endpoint.answer(
        TestEndpoint.post("text/event-stream"), body("subscription { count(to: 2) }"))
    else { throw UnexpectedStream() }
    let writer = Pieces()
    try await produce(writer)
    let events = writer.all.compactMap { piece in
      piece.firstRange(of: "data: {").map { piece[$0.upperBound...].dropLast(2) }
    }
    #expect(try events.map { try stages("{" + $0) } == [["execute", "write"], ["execute", "write"]])
  }

  @Test("[WS] a query on a socket tells; errors of the request are a list and have no room for it")
  func socket() async throws {
    let words = try await SocketTests.run("{ me }", as: "ada", extensions: ["explain": .boolean(true)])
    #expect(try stages(words[0].dropFirst("next ".count)) == Self.whole)
    let refused = try await SocketTests.run("{ nothing }", as: "ada", extensions: ["explain": .boolean(true)])
    #expect(refused.count == 1)
    #expect(refused[0].hasPrefix("errors [{"))
    #expect(!refused[0].contains("explain"))
  }
}
