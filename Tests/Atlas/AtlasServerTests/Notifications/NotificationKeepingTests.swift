import AtlasAPI
import AtlasKernel
import DemoContent
import GraphQLJSON
import Notifications
import Postgres
import Testing

@testable import AtlasServer

@Suite("Notifications: how long they are kept, and what is known about a person")
struct NotificationKeepingTests {
  @Test("what was read is kept for 90 days, the rest for a year; what was to be delivered goes with it")
  func sweeps() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      for title in ["read 89", "read 91", "unread 91", "unread 364", "unread 366", "hidden 91"] {
        try await bench.raise(.groupInvite, title)
      }
      try await bench.run(
        """
        update notifications
        set created_at = now() - make_interval(days => split_part(title, ' ', 2)::int),
          read_at = case when title like 'read%' then now() end, in_app = title not like 'hidden%'
        """)
      await bench.instance.application.housekeeping.sweepAll()
      let rows = try await bench.run("select title from notifications order by id")
      #expect((0..<rows.count).map { rows.string($0, 0) } == ["read 89", "unread 91", "unread 364"])
      #expect(try await bench.deliveries() == 3)
    }
  }

  @Test("a person is shown what is kept about them, without tokens; erasing leaves none of it")
  func personalData() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      _ = try await bench.prefer(#"quietHours: {from: "22:00", to: "07:00", timeZone: "UTC"}"#)
      try await bench.raise(.groupInvite, "Come")
      let part = NotificationsDomain.personalData
      let export = try #require(try await bench.database.read(part.export(bench.user)).string(0, 0))
      for word in ["Come", "Because *we* meet", "ANDROID", "22:00:00", "UTC"] {
        #expect(export.contains(word), "\(word): \(export)")
      }
      #expect(!export.contains("telephone"))
      for statement in part.erase { try await bench.database.write(statement(bench.user)) }
      let rows = try await bench.run(
        """
        select (select count(*) from notifications where user_id = \(bench.user)),
          (select count(*) from notification_deliveries where user_id = \(bench.user)),
          (select count(*) from notification_preferences where user_id = \(bench.user)),
          (select count(*) from devices where user_id = \(bench.user))
        """)
      #expect((0..<4).map { rows.int(0, $0) } == [0, 0, 0, 0])
    }
  }
}
