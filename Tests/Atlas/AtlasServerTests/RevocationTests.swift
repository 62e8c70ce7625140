import AtlasAPI
import AtlasKernel
import GraphQLHTTP
import GraphQLJSON
import GraphQLNIO
import GraphQLPostgres
import GraphQLSyntax
import NIOCore
import Postgres
import Testing

@testable import AtlasServer
@testable import Identity

@Suite("Revoked access tokens: other instances, sockets, streams", .timeLimit(.minutes(2)))
struct RevocationTests {
  private static let logout = "mutation { logout { revokedSessions } }"
  private static let subscription = "subscription { progressUpdated(userId: \"user_1\") { version } }"

  @Test("[AUTH revocation] who logs out at one instance is refused at the other as soon as it has the event")
  func twoInstances() async throws {
    try await withTwoInstances { here, there in
      let tokens = try await here.openSession()
      #expect(try await there.takes(tokens.access))
      let events = try await there.application.events.events(topic: "identity")
      _ = try await here.query(Self.logout, token: tokens.access)
      #expect(try await here.takes(tokens.access) == false)
      // The relay shows an event to observers before it hands it to subscribers.
      for try await _ in events { break }
      #expect(try await there.takes(tokens.access) == false)
    }
  }

  @Test("an instance that starts knows what was revoked before")
  func newInstance() async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    let first = TestInstance(try await AtlasApplication.start(configuration, logger: .silent))
    let (ended, open) = (try await first.openSession(), try await first.openSession())
    _ = try await first.query(Self.logout, token: ended.access)
    await first.application.stop()
    let second = TestInstance(try await AtlasApplication.start(configuration, logger: .silent))
    #expect(try await second.takes(ended.access) == false)
    #expect(try await second.takes(open.access))
    await second.application.stop()
    await drop()
  }

  @Test("access tokens with roles of before do not count, and a refresh brings those of now")
  func roles() async throws {
    try await withTwoInstances { here, _ in
      let tokens = try await here.openSession()
      let events = try await here.application.events.events(topic: "identity")
      try await here.run(
        Query(
          "test.grant",
          """
          with account as (
            update users set roles = array['STUDENT', 'CREATOR'], version = version + 1 where id = 1
            returning id, roles, version
          ), \(fragment: RevocationStatements.announceRoles)
          select a.id from account a
          """))
      for try await _ in events { break }
      #expect(try await here.takes(tokens.access) == false)
      #expect(try await here.takes(here.refreshed(tokens.refresh).access))
    }
  }

  @Test("the end of all sessions of an account is one list of CTEs for other statements")
  func endAllSessions() async throws {
    try await withTwoInstances { here, there in
      let tokens = [try await here.openSession(), try await here.openSession()]
      let events = try await there.application.events.events(topic: "identity")
      let rows = try await here.run(
        Query(
          "test.end",
          """
          with account as (select u.id from users u where u.id = 1),
          \(fragment: RevocationStatements.endAllSessions)
          select \(fragment: RevocationStatements.endedColumn)
          """))
      #expect(RevocationStatements.endedSessions(rows) == tokens.map(\.sessionKey))
      for try await _ in events { break }
      for token in tokens { #expect(try await there.takes(token.access) == false) }
    }
  }

  @Test("[WS 4403] the sockets of an ended session are closed; those of other sessions and of visitors stay")
  func sockets() async throws {
    try await withServer { server in
      let memory = TestInstance(server.application)
      let (ended, open) = (try await memory.openSession(), try await memory.openSession())
      let closing = try await WireClient.socket(port: server.port, token: ended.access)
      let staying = [
        try await WireClient.socket(port: server.port, token: open.access),
        try await WireClient.socket(port: server.port, token: nil),
      ]
      #expect(server.application.sockets.count(of: "1") == 2)
      try await closing.subscribe("1", Self.subscription)
      _ = try await memory.query(Self.logout, token: ended.access)
      try await closing.wait(for: "\u{11}3Forbidden")
      for client in staying {
        try await client.sendText(#"{"type":"ping"}"#)
        try await client.wait(for: #""pong""#)
        try await client.channel.close()
      }
      // The token opens no socket any more.
      await #expect(throws: TestFailure.self) {
        _ = try await WireClient.socket(port: server.port, token: ended.access)
      }
    }
  }

  @Test("[AUTH family] a replayed refresh token closes the sockets of its session")
  func replayedSocket() async throws {
    try await withServer { server in
      let memory = TestInstance(server.application)
      let first = try await memory.openSession()
      let second = try await memory.refreshed(first.refresh)
      let client = try await WireClient.socket(port: server.port, token: second.access)
      try await memory.run(
        "update refresh_tokens set used_at = now() - interval '11 seconds' where used_at is not null")
      _ = try await memory.refresh(first.refresh)
      try await client.wait(for: "Forbidden")
    }
  }

  @Test("[SSE ended session] the event streams of an ended session end, and say why")
  func streams() async throws {
    try await withInstance { instance in
      let relay = Task { await instance.application.run() }
      let tokens = try await instance.openSession()
      let answer = await instance.answer(
        TestInstance.head(token: tokens.access, accept: "text/event-stream"), TestInstance.body(Self.subscription))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try? await produce(PieceWriter(continuation: continuation))
        continuation.finish()
      }
      _ = try await instance.query(Self.logout, token: tokens.access)
      var text = ""
      for await piece in pieces { text += String(decoding: piece, as: UTF8.self) }
      #expect(text.contains("UNAUTHENTICATED") && text.contains("event: complete"), "\(text)")
      await reader.value
      relay.cancel()
      await relay.value
    }
  }

  @Test("a viewer is current until their token's time is over or their session has ended")
  func current() async throws {
    try await withInstance { instance in
      let tokens = try await instance.openSession()
      let identity = instance.application.service.identity
      let viewer = try #require(
        try await identity.authenticate(bearer: tokens.access, instance.application.database))
      #expect(identity.isCurrent(viewer))
      let late = Viewer(
        userID: viewer.userID, credential: viewer.credential, roles: viewer.roles,
        expiresAt: DateTime(microsecondsSince1970: 0))
      #expect(identity.isCurrent(late) == false)
      // As on a socket, whose sender was found out once for all its operations.
      let sender = Sender(
        viewer: viewer, client: ClientAddress(ipAddress: TestInstance.peer.ipAddress), requestID: "r")
      let service = instance.application.service
      #expect(service.makeContext(sender, for: .query).viewer == viewer)
      identity.revocations.apply(.sessions([tokens.sessionKey], userID: viewer.userID))
      #expect(identity.isCurrent(viewer) == false)
      #expect(service.makeContext(sender, for: .query).viewer == nil)
    }
  }

  /// An application behind a port.
  private func withServer(_ body: (AtlasInstance) async throws -> Void) async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    let server = try await AtlasInstance.start(try await AtlasApplication.start(configuration, logger: .silent))
    do {
      try await body(server)
    } catch {
      Issue.record(error)
    }
    await server.stop()
    await drop()
  }
}

/// Hands what is written to a reader.
private struct PieceWriter: HTTPBodyWriter {
  let continuation: AsyncStream<[UInt8]>.Continuation

  func write(_ bytes: [UInt8]) async throws { continuation.yield(bytes) }
}
