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

  /// Subscribes as the demo learner, does something, and looks at the first event; the stream is then left.
  private func withEvents(
    _ text: String, _ act: (TestInstance, String) async throws -> JSONValue?,
    check: (JSONValue, JSONValue?) throws -> Void
  ) async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let token = try await instance.signIn(.learner)
      let answer = await instance.answer(
        TestInstance.head(token: token, accept: "text/event-stream"), TestInstance.body(text))
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
      reader.cancel()
      _ = await reader.value
      relay.cancel()
      await relay.value
    }
  }

  private func firstEvent(_ pieces: AsyncStream<[UInt8]>) async throws -> JSONValue {
    let mark = "event: next\ndata: "
    for await piece in pieces {
      let text = String(decoding: piece, as: UTF8.self)
      if text.hasPrefix(mark) { return try JSONParser.parse(String(text.dropFirst(mark.count))) }
    }
    throw TestFailure("the stream ended without an event")
  }
}

/// Hands what is written to a reader.
private struct StreamWriter: HTTPBodyWriter {
  let continuation: AsyncStream<[UInt8]>.Continuation

  func write(_ bytes: [UInt8]) async throws { continuation.yield(bytes) }
}
