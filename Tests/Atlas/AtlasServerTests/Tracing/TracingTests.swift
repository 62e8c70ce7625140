import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLWebSocket
import OutboundHTTP
import Seeding
import Testing

@testable import AtlasServer

@Suite("Traces")
struct TracingTests {
  private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
  private static let asker = "00f067aa0ba902b7"

  private func head(_ flags: String, token: String? = nil) -> HTTPRequestHead {
    var head = TestInstance.head(token: token)
    head.fields.append("traceparent", "00-\(Self.trace)-\(Self.asker)-\(flags)")
    return head
  }

  private static let titles = """
    query Titles($limit: Int) { diagrams(filter: {limit: $limit}) { title author { id } } }
    """

  @Test("a request in somebody's trace is one tree of spans there, each within the time of its parent")
  func tree() async throws {
    let (spans, text) = try await TraceCollector.collect(ratio: 0) { instance in
      let answer = try await instance.respond(head("01"), TestInstance.body(Self.titles, ["limit": .number("3")]))
      #expect(answer.status == 200 && answer["errors"] == nil, "\(answer)")
    }
    let root = try #require(spans.first { $0.parent == Self.asker })
    #expect(spans.allSatisfy { $0.trace == Self.trace } && spans.filter { $0.parent == Self.asker }.count == 1)
    #expect(root.name == "query Titles" && root.kind == "2" && root.status == nil)
    #expect(root.attributes["graphql.operation.type"] == "query")
    #expect(root.attributes["graphql.operation.name"] == "Titles")
    #expect(root.attributes["http.request.method"] == "POST" && root.attributes["url.path"] == "/graphql")
    #expect(root.attributes["http.response.status_code"] == "200" && root.attributes["atlas.request_id"] != nil)
    #expect(Set(spans.map(\.id)).count == spans.count)
    for span in spans where span.id != root.id {
      let parent = try #require(spans.first { $0.id == span.parent }, "\(span)")
      #expect(parent.began <= span.began && span.began <= span.ended && span.ended <= parent.ended, "\(span)")
    }
    for stage in ["parse", "validate", "plan", "coerce", "execute"] {
      #expect(spans.contains { $0.name == "graphql.\(stage)" && $0.parent == root.id }, "\(stage)")
    }
    let execution = try #require(spans.first { $0.name == "graphql.execute" })
    let field = try #require(spans.first { $0.name == "Query.diagrams" })
    #expect(field.parent == execution.id && field.attributes["graphql.field.parents"] == "1")
    let statements = spans.filter { $0.kind == "3" }
    #expect(!statements.isEmpty && statements.allSatisfy { $0.parent == execution.id })
    #expect(statements.allSatisfy { $0.attributes["db.system.name"] == "postgresql" })
    #expect(statements.contains { $0.name == $0.attributes["db.query.summary"] && $0.name.hasPrefix("catalog.") })
    #expect(!text.contains("select ") && !text.contains("diagrams(filter"), "no documents, and no SQL")
  }

  @Test("what somebody does not record is not recorded here either, whatever the ratio is")
  func unsampled() async throws {
    let (spans, _) = try await TraceCollector.collect(ratio: 1) { instance in
      _ = try await instance.respond(head("00"), TestInstance.body(Self.titles))
    }
    #expect(spans.isEmpty)
  }

  @Test("a traceparent that is not valid, or comes twice, counts as if it were not there", arguments: ["0", "01, 00"])
  func invalid(flags: String) async throws {
    let (spans, _) = try await TraceCollector.collect(ratio: 1) { instance in
      _ = try await instance.respond(head(flags), TestInstance.body(Self.titles))
    }
    let root = try #require(spans.first { $0.name == "query Titles" })
    #expect(root.parent == nil && root.trace != Self.trace)
  }

  @Test("without a collector nothing is traced, and nobody's trace is taken over")
  func off() async throws {
    try await withInstance { instance in
      #expect(instance.application.service.tracing == nil)
      let sender = try await instance.application.service.sender(of: head("01"), TestInstance.peer)
      #expect(sender.trace == nil)
    }
  }

  @Test("values are in no span, neither those of variables nor those of arguments")
  func values() async throws {
    let (spans, text) = try await TraceCollector.collect { instance in
      let login = "mutation Enter($e: String!) { login(email: $e, password: \"pass-hush\") { accessToken } }"
      _ = try await instance.query(login, ["e": .string("hush@hush.example")])
      let token = try await instance.signIn(.learner)
      _ = try await instance.query("query Me { currentUser { email } }", token: token)
    }
    #expect(spans.contains { $0.name == "mutation Enter" } && spans.contains { $0.name == "query Me" })
    #expect(!text.contains("hush") && !text.contains(DemoSeeder.password) && !text.contains("192.0.2.1"))
  }

  @Test("what clients did wrong is told by its code, and is no failure of ours")
  func clientErrors() async throws {
    let (spans, _) = try await TraceCollector.collect { instance in
      _ = try await instance.query("query Wrong { nothing }")
      _ = try await instance.query("query None { diagram(id: \"diagram_999999\") { id } }")
    }
    let refused = try #require(spans.first { $0.name == "GraphQL Operation" })
    #expect(refused.attributes["error.type"] == "GRAPHQL_VALIDATION_FAILED" && refused.status == nil)
    #expect(spans.contains { $0.name == "graphql.validate" && $0.parent == refused.id })
    #expect(spans.contains { $0.name == "query None" && $0.status == nil })
  }

  @Test("each operation of a list is a span, and extensions.traceparent goes before the header")
  func list() async throws {
    let other = "0af7651916cd43dd8448eb211c80319c"
    let list = """
      [{"query": "query One { __typename }"}, {"query": "query Two { __typename }",
        "extensions": {"traceparent": "00-\(other)-b7ad6b7169203331-01"}}]
      """
    let (spans, _) = try await TraceCollector.collect(ratio: 0, change: { $0.http.batchLimit = 2 }) { instance in
      let answer = try await instance.respond(head("01"), Array(list.utf8))
      #expect(answer.status == 200, "\(answer)")
    }
    #expect(spans.first { $0.name == "query One" }?.trace == Self.trace)
    #expect(spans.first { $0.name == "query Two" }?.trace == other)
  }

  @Test("a member of a list that is none, or refused, takes no part in the trace of the one before")
  func listRefused() async throws {
    let list = #"[{"query": "query One { __typename }"}, 1, {"query": "query Two { __typename }"}]"#
    let (spans, _) = try await TraceCollector.collect(
      ratio: 0,
      change: {
        $0.http.batchLimit = 3
        $0.limits.requestsPerMinute = 1
      }
    ) { instance in
      let answer = try await instance.respond(head("01"), Array(list.utf8))
      #expect(answer.body.at("2.errors.0.extensions.code") == .string("RATE_LIMITED"), "\(answer)")
    }
    #expect(Set(spans.map(\.id)).count == spans.count)
    #expect(spans.filter { $0.name == "query One" }.count == 1)
    #expect(spans.filter { $0.name == "graphql.execute" }.count == 1)
  }

  @Test("a subscription is a span, and each event is the root of a trace that is linked to it")
  func events() async throws {
    let (spans, _) = try await TraceCollector.collect { instance in
      let relay = Task { await instance.application.events.run() }
      let token = try await instance.signIn(.learner)
      var head = head("01", token: token)
      head.fields.set("Accept", "text/event-stream")
      let answer = await instance.answer(
        head, TestInstance.body("subscription Own { progressUpdated(userId: \"user_1\") { diagrams { completed } } }"))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task { try? await produce(StreamWriter(continuation: continuation)) }
      _ = try await instance.query(
        "mutation Done { completeDiagram(diagramId: \"diagram_20\") { version } }", token: token)
      for await piece in pieces where String(decoding: piece, as: UTF8.self).contains("progressUpdated") { break }
      reader.cancel()
      await reader.value
      relay.cancel()
      await relay.value
    }
    let subscription = try #require(spans.first { $0.name == "subscription Own" && $0.kind == "2" })
    #expect(subscription.trace == Self.trace && subscription.parent == Self.asker)
    let event = try #require(spans.first { $0.name == "subscription Own" && $0.kind == "5" })
    #expect(event.parent == nil && event.trace != Self.trace && event.links == [subscription.id])
    #expect(spans.contains { $0.trace == event.trace && $0.name == "graphql.execute" && $0.parent == event.id })
  }

  @Test("a socket's operations are in the trace of its connection_init, or else of its handshake")
  func sockets() async throws {
    let handshake = head("01")
    let traces = try await withInstance({ $0.tracing.endpoint = OutboundURL("http://127.0.0.1:1") }) { instance in
      [
        try await Self.trace(ofSocket: Self.initPayload, handshake, instance),
        try await Self.trace(ofSocket: [:], handshake, instance),
      ]
    }
    #expect(traces == ["0af7651916cd43dd8448eb211c80319c", Self.trace])
  }

  private static let initPayload: JSONObject = [
    "traceparent": .string("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
  ]

  private static func trace(
    ofSocket payload: JSONObject, _ handshake: HTTPRequestHead, _ instance: TestInstance
  ) async throws -> String? {
    guard
      case .accepted(let sender, _, _, _) = await instance.application.service.open(
        payload, handshake, TestInstance.peer)
    else { throw TestFailure("the socket was refused") }
    return sender.trace?.traceID
  }

  @Test("of more names than anybody counts only the type is told, and so it is of long ones")
  func names() {
    let names = OperationNames()
    #expect(names.spanName("query", "") == "query")
    #expect(names.spanName("query", String(repeating: "a", count: 101)) == "query")
    for number in 0..<200 { #expect(names.spanName("query", "Q\(number)") == "query Q\(number)") }
    #expect(names.spanName("query", "Q200") == "query" && names.spanName("mutation", "Q7") == "mutation Q7")
  }
}
