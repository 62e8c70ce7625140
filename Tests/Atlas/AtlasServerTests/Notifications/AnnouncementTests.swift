import AtlasAPI
import DemoContent
import GraphQLJSON
import Notifications
import Postgres
import Testing

@testable import AtlasServer

@Suite("Announcements: everybody hears them, once, and not before their time")
struct AnnouncementTests {
  private static let text = """
    mutation ($input: AnnounceInput!) {
      announce(input: $input) { announcement { id title severity startsAt endsAt } userErrors { code field } }
    }
    """

  @Test("an announcement is made with a trace, and found by its id when it has begun")
  func make() async throws {
    try await withNotifications(.admin) { bench in
      let made = try await announce(bench, ["title": "Soon", "body": "Tomorrow", "startsAt": "2100-01-01T00:00:00Z"])
      let id = try #require(made.text("data.announce.announcement.id"), "\(made)")
      #expect(made.text("data.announce.announcement.severity") == "INFO")
      let audit = try await bench.run(
        "select count(*) from audit_events where action = 'notifications.announced' and subject = \(id)")
      #expect(audit.int(0, 0) == 1)
      try await bench.courier().round()
      let node = "{ node(id: \"\(id)\") { id } }"
      #expect(try await bench.instance.query(node)["data.node"] == .null, "it has not begun")
      try await bench.run("update announcements set starts_at = now()")
      try await bench.courier().round()
      #expect(try await bench.instance.query(node).text("data.node.id") == id)
    }
  }

  @Test(
    "what would end before it begins, has ended, or says nothing, is refused",
    arguments: [
      ["title": "Late", "body": "x", "startsAt": "2100-01-02T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z"],
      ["title": "Late", "body": "x", "startsAt": "2000-01-01T00:00:00Z", "endsAt": "2000-01-02T00:00:00Z"],
      ["title": "    ", "body": "x"],
    ])
  func refused(input: [String: String]) async throws {
    try await withNotifications(.admin) { bench in
      let response = try await announce(bench, input)
      #expect(response["data.announce.userErrors"]?.arrayValue?.count == 1, "\(response)")
      #expect(try await bench.run("select count(*) from announcements").int(0, 0) == 0)
    }
  }

  @Test("everybody gets one notification, in batches, though two couriers share the work")
  func spread() async throws {
    try await withNotifications(.admin) { bench in
      try await bench.run("update users set closed_at = now() where email = 'learner2@atlas.example'")
      _ = try await announce(bench, ["title": "New labs", "body": "Try *them*"])
      async let first: Void = bench.courier { $0.spreadSize = 2 }.round()
      async let second: Void = bench.courier { $0.spreadSize = 2 }.round()
      _ = try await (first, second)
      try await bench.courier { $0.spreadSize = 2 }.round()
      let rows = try await bench.run(
        """
        select (select count(*) from users u where u.closed_at is null),
          (select count(*) from notifications n where n.kind = 'ANNOUNCEMENT' and n.title = 'New labs'),
          (select count(distinct n.user_id) from notifications n where n.subject like 'announcement_%'),
          (select count(*) from announcements a where a.spread_at is not null),
          (select count(*) from notification_deliveries)
        """)
      #expect(rows.int(0, 0) ?? 0 > 3)
      #expect(rows.int(0, 1) == rows.int(0, 0) && rows.int(0, 2) == rows.int(0, 0))
      #expect(rows.int(0, 3) == 1)
      #expect(rows.int(0, 4) == 0, "nobody asked to be mailed")
    }
  }

  @Test("between two batches a courier rests", .timeLimit(.minutes(1)))
  func rest() async throws {
    try await withNotifications(.admin) { bench in
      _ = try await announce(bench, ["title": "New labs", "body": "x", "endsAt": "2100-01-01T00:00:00Z"])
      let courier = bench.courier {
        $0.spreadSize = 1
        $0.spreadPause = .seconds(3_600)
      }
      let spreading = Task { try await courier.announceDue() }
      let told: Query = "select count(*) from notifications where expires_at = '2100-01-01T00:00:00Z'"
      while try await bench.run(told).int(0, 0) == 0 {}
      spreading.cancel()
      _ = await spreading.result
      #expect(try await bench.run(told).int(0, 0) == 1)
    }
  }

  @Test("a visitor sees those in force first, and then each as it begins, once")
  func stream() async throws {
    try await withNotifications(.admin) { bench in
      _ = try await announce(bench, ["title": "In force", "body": "x"])
      _ = try await announce(bench, ["title": "Over", "body": "x", "endsAt": "2100-01-01T00:00:00Z"])
      try await bench.courier().round()
      try await bench.run(
        """
        update announcements set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'
        where title = 'Over'
        """)
      let relay = Task { await bench.instance.application.run() }
      let events = try await bench.instance.firstEvents(2, of: "subscription { announcement { title } }") {
        _ = try await announce(bench, ["title": "Now", "body": "x"])
      }
      #expect(events.map { $0.at("data.announcement.title") } == [.string("In force"), .string("Now")])
      relay.cancel()
      await relay.value
    }
  }

  private func announce(_ bench: NotificationBench, _ input: [String: String]) async throws -> TestResponse {
    var object: JSONObject = [:]
    for (key, value) in input { object.append(key: key, value: .string(value)) }
    return try await bench.instance.query(Self.text, ["input": .object(object)], token: bench.token)
  }
}
