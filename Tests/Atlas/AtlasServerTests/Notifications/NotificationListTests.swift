import AtlasAPI
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Notifications: the list, reading them, and hearing of them at once")
struct NotificationListTests {
  private static let list = """
    query ($after: String, $unreadOnly: Boolean! = false) {
      viewer {
        notifications(first: 2, after: $after, unreadOnly: $unreadOnly) {
          nodes { id title kind readAt subject { __typename id } }
          pageInfo { hasNextPage endCursor } totalCount unreadCount
        }
      }
    }
    """

  @Test("the latest comes first, page by page, with both counts")
  func pages() async throws {
    try await withNotifications { bench in
      for title in ["one", "two", "three"] { try await bench.raise(.labReady, title) }
      let first = try await bench.instance.query(Self.list, token: bench.token)
      #expect(first.texts("data.viewer.notifications.nodes", "title") == ["three", "two"], "\(first)")
      #expect(first.integer("data.viewer.notifications.totalCount") == 3)
      #expect(first.integer("data.viewer.notifications.unreadCount") == 3)
      #expect(first["data.viewer.notifications.pageInfo.hasNextPage"] == .boolean(true))
      let cursor = try #require(first["data.viewer.notifications.pageInfo.endCursor"])
      let second = try await bench.instance.query(Self.list, ["after": cursor], token: bench.token)
      #expect(second.texts("data.viewer.notifications.nodes", "title") == ["one"], "\(second)")
      #expect(second["data.viewer.notifications.pageInfo.hasNextPage"] == .boolean(false))
      let foreign = try await bench.instance.query(
        Self.list, ["after": cursor, "unreadOnly": .boolean(true)], token: bench.token)
      #expect(foreign.code == "BAD_USER_INPUT", "a cursor is of one list")
    }
  }

  @Test("counts are not made where nobody asks")
  func countsOnDemand() async throws {
    try await withNotifications { bench in
      try await bench.raise()
      let log = StatementLog()
      _ = try await StatementLog.$current.withValue(log) {
        try await bench.instance.query("{ viewer { notifications { nodes { title } } } }", token: bench.token)
      }
      #expect(log.entries.map(\.name).contains("notifications.page"))
      #expect(!log.entries.map(\.name).contains("notifications.count"))
    }
  }

  @Test("what it is about is loaded by its id, and null where it is gone")
  func subject() async throws {
    try await withNotifications { bench in
      try await bench.raise(.labReady, "there", subject: "lab_1")
      try await bench.raise(.labReady, "gone", subject: "lab_999999")
      let response = try await bench.instance.query(Self.list, token: bench.token)
      #expect(response["data.viewer.notifications.nodes.0.subject"] == .null, "\(response)")
      #expect(response.text("data.viewer.notifications.nodes.1.subject.__typename") == "Lab")
    }
  }

  @Test("nobody finds another's, neither by id nor by marking it")
  func foreign() async throws {
    try await withNotifications { bench in
      try await bench.raise()
      let mine = try await bench.instance.query(Self.list, token: bench.token)
      let id = try #require(mine.text("data.viewer.notifications.nodes.0.id"))
      let other = try await bench.instance.signIn(.learner2)
      let found = try await bench.instance.query("{ node(id: \"\(id)\") { id } }", token: other)
      #expect(found["data.node"] == .null, "\(found)")
      let marked = try await mark(bench, "ids: [\"\(id)\"]", by: other)
      #expect(marked.integer("data.markNotificationsRead.unreadCount") == 0, "\(marked)")
      let own = try await bench.instance.query(
        "{ node(id: \"\(id)\") { id ... on Notification { readAt } } }", token: bench.token)
      #expect(own.text("data.node.id") == id && own["data.node.readAt"] == .null, "\(own)")
    }
  }

  @Test("some are marked as read, or all; a second time changes nothing")
  func markRead() async throws {
    try await withNotifications { bench in
      for title in ["one", "two", "three"] { try await bench.raise(.labReady, title) }
      let list = try await bench.instance.query(Self.list, token: bench.token)
      let id = try #require(list.text("data.viewer.notifications.nodes.0.id"))
      for _ in 0..<2 {
        let some = try await mark(bench, "ids: [\"\(id)\", \"notification_999999\", \"lab_1\"]")
        #expect(some.integer("data.markNotificationsRead.unreadCount") == 2, "\(some)")
      }
      let unread = try await bench.instance.query(Self.list, ["unreadOnly": .boolean(true)], token: bench.token)
      #expect(unread.texts("data.viewer.notifications.nodes", "title") == ["two", "one"], "\(unread)")
      #expect(unread.integer("data.viewer.notifications.totalCount") == 2)
      let nothing = try await mark(bench, "")
      #expect(nothing.integer("data.markNotificationsRead.unreadCount") == 2, "\(nothing)")
      for _ in 0..<2 {
        let all = try await mark(bench, "all: true")
        #expect(all.integer("data.markNotificationsRead.unreadCount") == 0, "\(all)")
      }
      let events = try await bench.run("select count(*) from events where kind = 'NOTIFICATIONS_READ'")
      #expect(events.int(0, 0) == 2, "one for each change")
    }
  }

  @Test("a subscription brings each of the viewer's own, and one that comes back gets what it missed")
  func resumes() async throws {
    try await withNotifications { bench in
      let relay = Task { await bench.instance.application.run() }
      let text = "subscription { notificationReceived { title } }"
      let first = try await bench.instance.firstEvents(1, of: text, token: bench.token) {
        try await bench.raise(.jobDone, "one")
      }
      #expect(first.map { $0.at("data.notificationReceived.title") } == [.string("one")])
      try await bench.raise(.jobDone, "two")
      try await bench.raise(.jobDone, "three")
      let place = try #require(first.first?.at("extensions.eventId")?.stringValue)
      let missed = try await bench.instance.firstEvents(2, of: text, token: bench.token, after: place) {}
      #expect(missed.map { $0.at("data.notificationReceived.title") } == [.string("two"), .string("three")])
      relay.cancel()
      await relay.value
    }
  }

  private func mark(_ bench: NotificationBench, _ input: String, by token: String? = nil) async throws -> TestResponse {
    try await bench.instance.query(
      "mutation { markNotificationsRead(input: {\(input)}) { unreadCount userErrors { code } } }",
      token: token ?? bench.token)
  }
}

extension TestInstance {
  /// The first events of a subscription over server-sent events, which is left afterwards.
  ///
  /// - Parameters:
  ///   - place: the event that the client saw last.
  ///   - act: runs when the stream is open.
  func firstEvents(
    _ count: Int, of text: String, token: String? = nil, after place: String? = nil, _ act: () async throws -> Void
  ) async throws -> [JSONValue] {
    var head = Self.head(token: token, accept: "text/event-stream")
    if let place { head.fields.append("Last-Event-ID", place) }
    guard case .stream(_, let produce) = await answer(head, Self.body(text)) else {
      throw TestFailure("no stream was answered")
    }
    let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
    let reader = Task {
      try? await produce(StreamWriter(continuation: continuation))
      continuation.finish()
    }
    try await act()
    var events: [JSONValue] = []
    for await piece in pieces {
      let data = String(decoding: piece, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("data: {") }
      if let data { events.append(try JSONParser.parse(String(data.dropFirst("data: ".count)))) }
      if events.count == count { break }
    }
    reader.cancel()
    _ = await reader.value
    return events
  }
}
