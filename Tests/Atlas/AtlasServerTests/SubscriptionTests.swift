import DemoContent
import GraphQLHTTP
import GraphQLJSON
import GraphQLPostgres
import Testing

@testable import AtlasServer

@Suite("Subscriptions over server-sent events")
struct SubscriptionTests {
  @Test("progressUpdated brings the standing after a diagram was completed")
  func progressUpdated() async throws {
    try await withEvents(
      "subscription { progressUpdated(userId: \"user_1\") { diagrams { completed } } }"
    ) { instance, token in
      let done = try await instance.query(
        "mutation { completeDiagram(diagramId: \"diagram_20\") { diagrams { completed } } }", token: token)
      #expect(done["errors"] == nil, "\(done)")
      return done["data.completeDiagram"]
    } check: { event, expected in
      #expect(event.at("data.progressUpdated") == expected)
    }
  }

  @Test("groupMessageReceived brings the system's message about a new member")
  func groupMessageReceived() async throws {
    try await withEvents(
      "subscription { groupMessageReceived(groupId: \"group_1\") { kind content group { id } } }"
    ) { instance, _ in
      let newcomer = try await instance.register("ada")
      let joined = try await instance.query("mutation { joinStudyGroup(groupId: \"group_1\") { id } }", token: newcomer)
      #expect(joined["errors"] == nil, "\(joined)")
      return nil
    } check: { event, _ in
      #expect(event.at("data.groupMessageReceived.kind") == .string("SYSTEM"))
      #expect(event.at("data.groupMessageReceived.group.id") == .string("group_1"))
    }
  }

  @Test("an event tells how its answer came about, with its own statements, and is executed for nobody else")
  func explained() async throws {
    try await withEvents(
      "subscription { groupUpdated(groupId: \"group_1\") { id memberCount } }", isExplained: true
    ) { instance, _ in
      let newcomer = try await instance.register("ada")
      return try await instance.query("mutation { joinStudyGroup(groupId: \"group_1\") { id } }", token: newcomer).body
    } check: { event, _ in
      let explanation = try Explanation(TestResponse(status: 200, fields: [:], body: event))
      #expect(explanation.stages.keys.sorted() == ["execute", "write"])
      #expect(explanation.fields.map(\.coordinate).contains("Subscription.groupUpdated"))
      #expect(!explanation.statements.isEmpty)
      explanation.checkTimes()
    }
  }

  @Test("groupUpdated brings the group after a member came")
  func groupUpdated() async throws {
    try await withEvents(
      "subscription { groupUpdated(groupId: \"group_1\") { id memberCount version } }"
    ) { instance, _ in
      let newcomer = try await instance.register("ada")
      let joined = try await instance.query(
        "mutation { joinStudyGroup(groupId: \"group_1\") { id memberCount version } }", token: newcomer)
      #expect(joined["errors"] == nil, "\(joined)")
      return joined["data.joinStudyGroup"]
    } check: { event, expected in
      #expect(event.at("data.groupUpdated") == expected)
    }
  }

  @Test("labStatusChanged brings the caller's new status after a solution was graded")
  func labStatusChanged() async throws {
    try await withEvents(
      "subscription { labStatusChanged(labId: \"lab_2\") { state lab { id } } }"
    ) { instance, token in
      let solution = JSONValue.string(DemoCatalogue.labs[1].sampleSolution)
      let done = try await instance.query(
        "mutation ($solution: String!) { completeLab(labId: \"lab_2\", solution: $solution) { passed } }",
        ["solution": solution], token: token)
      #expect(done["data.completeLab.passed"] == .boolean(true), "\(done)")
      return nil
    } check: { event, _ in
      #expect(event.at("data.labStatusChanged.lab.id") == .string("lab_2"))
      #expect(event.at("data.labStatusChanged.state") == .string("PASSED"))
    }
  }

  @Test(
    "what is not the caller's is refused, and nothing is streamed",
    arguments: [
      "subscription { groupMessageReceived(groupId: \"group_1\") { id } }",
      "subscription { progressUpdated(userId: \"user_1\") { id } }",
    ])
  func forbidden(text: String) async throws {
    try await withInstance { instance in
      let token = try await instance.register("ada")
      let answer = await instance.answer(
        TestInstance.head(token: token, accept: "text/event-stream"), TestInstance.body(text))
      guard case .complete(let response) = answer else { throw TestFailure("a stream was answered") }
      #expect(String(decoding: response.body, as: UTF8.self).contains("FORBIDDEN"))
    }
  }

  @Test("[SSE distinct Last-Event-ID] a client that comes back gets what it missed, and only that")
  func resumes() async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let token = try await instance.signIn(.learner)
      let first = try await firstEvent(instance, token) { try await complete("diagram_20", instance, token) }
      // Written while nobody listens; what comes afterwards is not waited for.
      try await complete("diagram_21", instance, token)
      let second = try await firstEvent(instance, token, after: first) {}
      #expect(try #require(Int64(second)) > #require(Int64(first)))
      relay.cancel()
      await relay.value
    }
  }

  @Test(
    "[SSE distinct Last-Event-ID] a place that is not one of the topic's events is answered by RESYNC",
    arguments: ["9000000000000000000", "0", "-1", "x"])
  func unknownPlace(position: String) async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let token = try await instance.signIn(.learner)
      let answer = await subscribe(instance, token, after: position)
      guard case .complete(let response) = answer else { throw TestFailure("a stream was answered") }
      #expect(response.head.status == 200)
      #expect(String(decoding: response.body, as: UTF8.self).contains("RESYNC"))
      relay.cancel()
      await relay.value
    }
  }

  private func complete(_ diagram: String, _ instance: TestInstance, _ token: String) async throws {
    let done = try await instance.query(
      "mutation { completeDiagram(diagramId: \"\(diagram)\") { version } }", token: token)
    #expect(done["errors"] == nil, "\(done)")
  }

  private func subscribe(_ instance: TestInstance, _ token: String, after position: String?) async -> HTTPAnswer {
    var head = TestInstance.head(token: token, accept: "text/event-stream")
    if let position { head.fields.append("Last-Event-ID", position) }
    return await instance.answer(
      head, TestInstance.body("subscription { progressUpdated(userId: \"user_1\") { version } }"))
  }

  /// The id of the first event of a subscription.
  private func firstEvent(
    _ instance: TestInstance, _ token: String, after position: String? = nil, _ act: () async throws -> Void
  ) async throws -> String {
    let answer = await subscribe(instance, token, after: position)
    guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
    let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let reader = Task {
      try? await produce(StreamWriter(continuation: continuation))
      continuation.finish()
    }
    try await act()
    let event = try await firstEvent(pieces)
    reader.cancel()
    _ = await reader.value
    return try #require(event.at("extensions.eventId")?.stringValue)
  }

  /// Subscribes as the demo learner, does something, and looks at the first event; the stream is then left.
  private func withEvents(
    _ text: String, isExplained: Bool = false, _ act: (TestInstance, String) async throws -> JSONValue?,
    check: (JSONValue, JSONValue?) throws -> Void
  ) async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let token = try await instance.signIn(.learner)
      let answer = await instance.answer(
        TestInstance.head(token: token, accept: "text/event-stream"),
        isExplained ? TestInstance.explained(text) : TestInstance.body(text))
      guard case .stream(let head, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      #expect(head.status == 200)
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try? await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }
      let expected = try await act(instance, token)
      let event = try await firstEvent(pieces)
      try check(event, expected)
      #expect(event.at("extensions.eventId")?.stringValue?.isEmpty == false, "\(event)")
      #expect((instance.figures[#"atlas_subscription_events_total{code="OK"}"#] ?? 0) >= 1)
      reader.cancel()
      _ = await reader.value
      relay.cancel()
      await relay.value
    }
  }

  private func firstEvent(_ pieces: AsyncStream<[UInt8]>) async throws -> JSONValue {
    for await piece in pieces {
      let text = String(decoding: piece, as: UTF8.self)
      let lines = text.split(separator: "\n")
      guard lines.count == 3, lines[0] == "event: next", lines[1].hasPrefix("id: ") else { continue }
      let event = try JSONParser.parse(String(lines[2].dropFirst("data: ".count)))
      #expect(event.at("extensions.eventId")?.stringValue == String(lines[1].dropFirst("id: ".count)))
      return event
    }
    throw TestFailure("the stream ended without an event")
  }
}

/// Hands what is written to a reader.
struct StreamWriter: HTTPBodyWriter {
  let continuation: AsyncStream<[UInt8]>.Continuation

  func write(_ bytes: [UInt8]) async throws { continuation.yield(bytes) }
}
