import AtlasKernel
import DemoContent
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLWebSocket
import Postgres
import Synchronization
import Testing

@testable import AtlasServer

@Suite("Requests a minute, and points", .serialized)
struct RequestLimitTests {
  /// With limits low enough to reach, of which next to nothing comes back meanwhile where that can be.
  private func withLimits(
    requests: Int = 0, points: Int = 0, pointsPerSecond: Double = 1, _ body: (TestInstance) async throws -> Void
  ) async throws {
    try await withInstance { configuration in
      configuration.limits.requestsPerMinute = requests
      configuration.limits.points = points
      configuration.limits.pointsPerSecond = pointsPerSecond
    } _: { instance in
      try await body(instance)
    }
  }

  /// Asks until it is refused; which answer that was, and the ones before it.
  private func exhaust(
    _ atMost: Int, _ ask: () async throws -> TestResponse
  ) async throws -> (passed: [TestResponse], refused: TestResponse?) {
    var passed: [TestResponse] = []
    while passed.count < atMost {
      let response = try await ask()
      if response.code == "RATE_LIMITED" { return (passed, response) }
      passed.append(response)
    }
    return (passed, nil)
  }

  @Test("after the requests of a minute come 429, RATE_LIMITED, Retry-After, and nothing is executed")
  func requests() async throws {
    // One comes back in 12 s.
    try await withLimits(requests: 5) { instance in
      let (passed, refused) = try await exhaust(8) { try await instance.query("{ __typename }") }
      #expect((5...6).contains(passed.count))
      let first = try #require(passed.first)
      #expect(first.fields["RateLimit-Limit"] == "5")
      #expect(first.fields["RateLimit-Remaining"] == "4")
      #expect(first.fields["RateLimit-Reset"].flatMap { Int($0) } == 12)
      #expect(first.fields["RateLimit-Policy"] == "\"requests\";q=5;w=60")
      #expect(first.fields["RateLimit"] == "\"requests\";r=4;t=12")
      #expect(first.fields["Retry-After"] == nil)
      let last = try #require(refused)
      #expect(last.status == 429)
      #expect(last["data"] == nil)
      #expect(last.fields["RateLimit-Remaining"] == "0")
      let seconds = try #require(last.integer("errors.0.extensions.retryAfter"))
      #expect((1...12).contains(seconds))
      #expect(last.fields["Retry-After"] == String(seconds))
    }
  }

  @Test("the limit holds whatever form of answer is asked for")
  func forms() async throws {
    try await withLimits(requests: 1) { instance in
      let first = try await instance.query("{ __typename }")
      #expect(first.status == 200)
      for accept in ["application/json", "text/event-stream", "multipart/mixed"] {
        let head = TestInstance.head(accept: accept)
        #expect(try await instance.respond(head, TestInstance.body("{ __typename }")).status == 429)
      }
    }
  }

  @Test("what does not parse or validate was a request")
  func faulty() async throws {
    try await withLimits(requests: 2) { instance in
      var remaining: [String?] = []
      for text in ["{ nothing }", "{"] {
        remaining.append(try await instance.query(text).fields["RateLimit-Remaining"])
      }
      #expect(remaining == ["1", "0"])
      #expect(try await instance.query("{ nothing }").status == 429)
    }
  }

  @Test("each member of a list is a request, and each is refused alone")
  func lists() async throws {
    try await withInstance {
      $0.limits.requestsPerMinute = 3
      $0.http.batchLimit = 9
    } _: { instance in
      let member = String(decoding: TestInstance.body("{ __typename }"), as: UTF8.self)
      let head = TestInstance.head(accept: "application/json")
      let body = "[" + Array(repeating: member, count: 5).joined(separator: ",") + "]"
      let answer = try await instance.respond(head, Array(body.utf8))
      #expect(answer.status == 200)
      #expect(answer["2.data.__typename"] == .string("Query"))
      #expect(answer.text("3.errors.0.extensions.code") == "RATE_LIMITED")
      #expect(answer.text("4.errors.0.extensions.code") == "RATE_LIMITED")
      #expect(answer.fields["RateLimit-Remaining"] == "0")
    }
  }

  @Test("users have their own buckets, wherever they come from; visitors of one address, or one /64, share theirs")
  func subjects() async throws {
    try await withLimits(requests: 3) { instance in
      let token = try await instance.signIn(.learner)
      func remaining(_ address: String, _ token: String? = nil) async -> String? {
        let answer = await instance.application.endpoint.respond(
          TestInstance.head(token: token), body: TestInstance.body("{ __typename }"),
          peer: HTTPPeer(ipAddress: address))
        guard case .complete(let response) = answer else { return nil }
        return response.head.fields["RateLimit-Remaining"]
      }
      #expect(await remaining("2001:db8:1:2::1") == "2")
      #expect(await remaining("2001:db8:1:2:ffff::9") == "1")
      #expect(await remaining("2001:db8:1:3::1") == "2")
      #expect(await remaining("192.0.2.9") == "2")
      #expect(await remaining("192.0.2.9", token) == "2")
      #expect(await remaining("2001:db8:1:2::1", token) == "1")
      #expect(await remaining("2001:db8:1:2::2") == "0")
    }
  }

  @Test("a forged X-Forwarded-For makes nobody another one")
  func spoofed() async throws {
    try await withLimits(requests: 2) { instance in
      var statuses: [Int] = []
      for last in 1...3 {
        var head = TestInstance.head()
        head.fields.append("X-Forwarded-For", "203.0.113.\(last)")
        statuses.append(try await instance.respond(head, TestInstance.body("{ __typename }")).status)
      }
      #expect(statuses == [200, 200, 429])
    }
  }

  @Test("an operation takes its points, and its answer says so; what costs too much is refused with the numbers")
  func points() async throws {
    try await withLimits(points: 1_000) { instance in
      let text = "{ diagrams(filter: {limit: 1}) { id } }"
      let first = try await instance.query(text)
      let cost = try #require(first.integer("extensions.cost.requested"), "\(first)")
      #expect(cost > 0)
      #expect(first.integer("extensions.cost.limit") == 1_000)
      #expect(first.integer("extensions.cost.remaining") == 1_000 - cost)
      #expect(first.integer("extensions.cost.restorePerSecond") == 1)
      #expect(first.fields["RateLimit-Limit"] == nil)
      #expect(first.fields["RateLimit-Policy"] == "\"points\";q=1000;w=1000")
      #expect(first["data.diagrams"] != nil)
    }
    try await withLimits(points: 25, pointsPerSecond: 0.001) { instance in
      let text = "mutation { completeDiagram(diagramId: \"diagram_20\") { version } }"
      let (passed, refused) = try await exhaust(30) { try await instance.query(text) }
      #expect(!passed.isEmpty)
      let last = try #require(refused)
      #expect(last.status == 429)
      let cost = try #require(last.integer("errors.0.extensions.cost"))
      #expect(try #require(last.integer("errors.0.extensions.remaining")) < cost)
      #expect(last.fields["Retry-After"] == last.integer("errors.0.extensions.retryAfter").map { String($0) })
    }
  }

  @Test("an answer that was kept costs no points, and what caches on the way may keep does not speak of them")
  func cached() async throws {
    try await withLimits(requests: 10, points: 1_000) { instance in
      let text = "{ diagrams { id title } }"
      let first = try await instance.query(text)
      let left = try #require(first.integer("extensions.cost.remaining"))
      #expect(left < 1_000)
      let second = try await instance.query(text)
      #expect(try #require(second.integer("extensions.cost.remaining")) >= left)
      #expect(second.fields["RateLimit-Remaining"] == "8")
      let target = "/graphql?query=%7Bdiagrams%7Bid%20title%7D%7D"
      let third = try await instance.respond(
        HTTPRequestHead(method: "GET", target: target, fields: ["Accept": "application/json"]))
      #expect(third["data.diagrams"] != nil, "\(third)")
      #expect(third["extensions"] == nil)
      #expect(third.fields["RateLimit-Remaining"] == "7")
    }
  }

  @Test("rateLimit tells what extensions.cost and the header fields tell")
  func state() async throws {
    try await withLimits(requests: 10, points: 1_000) { instance in
      let fields =
        "requestedCost limit remaining restorePerSecond resetAt requestsPerMinute requestsRemaining nodeCount"
      let answer = try await instance.query("{ rateLimit { \(fields) } diagrams(filter: {limit: 1}) { id } }")
      #expect(answer["data.rateLimit.requestedCost"] == answer["extensions.cost.requested"])
      #expect(answer["data.rateLimit.limit"] == answer["extensions.cost.limit"])
      #expect(answer["data.rateLimit.remaining"] == answer["extensions.cost.remaining"])
      #expect(answer.integer("data.rateLimit.restorePerSecond") == 1)
      #expect(answer.integer("data.rateLimit.requestsPerMinute") == 10)
      #expect(answer.integer("data.rateLimit.requestsRemaining") == 9)
      #expect(answer["data.diagrams"] != nil)
    }
    try await withLimits { instance in
      let answer = try await instance.query("{ rateLimit { limit remaining requestsPerMinute } }")
      #expect(answer.integer("data.rateLimit.limit") == 0)
      #expect(answer["extensions"] == nil)
      #expect(answer.fields["RateLimit-Policy"] == nil)
    }
  }

  @Test("a dry run prices the operation, takes no points, and answers nothing else of it")
  func dryRun() async throws {
    try await withLimits(requests: 10, points: 1_000) { instance in
      let text = """
        query ($dry: Boolean!) {
          a: diagrams { id } rateLimit(dryRun: $dry) { requestedCost remaining } b: diagrams { id }
        }
        """
      let log = StatementLog()
      let dry = try await StatementLog.$current.withValue(log) {
        try await instance.query(text, ["dry": .boolean(true)])
      }
      #expect(dry["data"]?.objectValue?.members.map(\.key) == ["rateLimit"], "\(dry)")
      #expect(try #require(dry.integer("data.rateLimit.requestedCost")) > 0)
      #expect(dry.integer("data.rateLimit.remaining") == 1_000)
      #expect(dry.fields["RateLimit-Remaining"] == "9")
      #expect(log.entries.allSatisfy { $0.name.hasPrefix("kernel.") }, "\(log.entries)")
      let wet = try await instance.query(text, ["dry": .boolean(false)])
      #expect(wet["data"]?.objectValue?.members.map(\.key) == ["a", "rateLimit", "b"])
      #expect(wet["data.rateLimit.requestedCost"] == dry["data.rateLimit.requestedCost"])
    }
  }

  @Test("[WS] an operation of a socket is a request; beyond the limit it gets an error with the time to wait")
  func sockets() async throws {
    try await withLimits(requests: 2, points: 1_000) { instance in
      let first = try await run("{ __typename }", instance)
      #expect(first.count == 2)
      #expect(try JSONParser.parse(first[0]).at("extensions.cost.limit") == .integer(1_000))
      _ = try await run("{ __typename }", instance)
      let refused = try await run("{ __typename }", instance)
      #expect(refused.count == 1)
      let error = try JSONParser.parse(refused[0])
      #expect(error.at("0.extensions.code") == .string("RATE_LIMITED"))
      #expect(error.at("0.extensions.retryAfter") != nil)
    }
  }

  @Test("[SSE] each event of a subscription costs its points and is no request; without points the stream ends")
  func events() async throws {
    let first = try await events(1, points: 1_000)
    guard case .number(let text)? = first.first?.at("extensions.cost.requested"), let cost = Int(text) else {
      throw TestFailure("the event does not say what it cost: \(first)")
    }
    #expect(cost > 0)
    // The beginning costs as much as an event.
    let all = try await events(4, points: 3 * cost)
    #expect(all.map { $0.at("extensions.cost.remaining") } == [.integer(cost), .integer(0), nil])
    #expect(all.last?.at("errors.0.extensions.code") == .string("RATE_LIMITED"))
    #expect(all.dropLast().allSatisfy { $0.at("extensions.eventId") != nil })
  }

  /// The first events of a stream to the learner, or as many as there are before it ends.
  private func events(_ count: Int, points: Int) async throws -> [JSONValue] {
    var events: [JSONValue] = []
    try await withLimits(requests: 100, points: points, pointsPerSecond: 0.001) { instance in
      let relay = Task { await instance.application.run() }
      let token = try await instance.signIn(.learner)
      let text = "subscription { progressUpdated(userId: \"user_1\") { version } }"
      let answer = await instance.answer(
        TestInstance.head(token: token, accept: "text/event-stream"), TestInstance.body(text))
      guard case .stream(let head, let produce) = answer else { throw TestFailure("no stream: \(answer)") }
      #expect(head.fields["RateLimit-Remaining"] == "99")
      let pieces = PieceWriter()
      let reader = Task {
        try? await produce(pieces)
        pieces.finish()
      }
      var iterator = pieces.stream.makeAsyncIterator()
      while events.count < count, events.last?.at("errors") == nil {
        // Written past the server: a mutation of the reader would take points, too.
        try await instance.application.database.write(
          Query(
            "test.event",
            """
            insert into events (topic, kind, entity, payload)
            values ('progress:1', 'PROGRESS_UPDATED', 'progress_1', '{"userId": 1}')
            """))
        var event: JSONValue?
        while event == nil, let piece = await iterator.next() {
          let data = piece.split(separator: "\n").first { $0.hasPrefix("data: {") }
          event = try data.map { try JSONParser.parse(String($0.dropFirst("data: ".count))) }
        }
        events.append(try #require(event))
      }
      // A stream that was refused ends by itself.
      if events.last?.at("errors.0.extensions.code") != .string("RATE_LIMITED") { reader.cancel() }
      await reader.value
      relay.cancel()
      await relay.value
    }
    return events
  }

  /// What an operation of a visitor's socket says.
  private func run(_ text: String, _ instance: TestInstance) async throws -> [[UInt8]] {
    let endpoint = instance.application.endpoint
    let handshake = HTTPRequestHead(method: "GET", target: "/graphql")
    guard case .accepted(let session, _, _, _) = await endpoint.open(nil, handshake, TestInstance.peer) else {
      throw TestFailure("the socket was refused")
    }
    let words = Mutex<[[UInt8]]>([])
    let outlet = SocketOutlet(SocketOperation(id: "1", serial: 1)) { event in
      let word: [UInt8] =
        switch event {
        case .next(_, let result): result
        case .operationErrors(_, let errors): errors
        default: []
        }
      words.withLock { $0.append(word) }
    }
    await endpoint.run(GraphQLRequest(query: Array(text.utf8)), session, outlet)
    return words.withLock { $0 }
  }
}

/// Hands what is written to a reader.
private final class PieceWriter: HTTPBodyWriter {
  let stream: AsyncStream<String>
  private let continuation: AsyncStream<String>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func write(_ bytes: [UInt8]) async throws { continuation.yield(String(decoding: bytes, as: UTF8.self)) }

  func finish() { continuation.finish() }
}
