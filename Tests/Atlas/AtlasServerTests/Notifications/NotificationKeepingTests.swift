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

  @Test("what others were told of somebody's doing has neither name nor words when they are erased, and is not sent")
  func erasedActor() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      let client = MessageClient(bench.instance)
      let author = try await client.user("learner2@atlas.example")
      let token = try await bench.instance.signIn(.learner2)
      _ = try await client.sent("my secret, @user_\(bench.user)", token: token)
      let group = try await client.found("Knots", token: token)
      let invited = try await bench.instance.query(
        "mutation ($input: InviteToStudyGroupInput!) { inviteToStudyGroup(input: $input) { invited } }",
        ["input": ["groupId": .string(group), "userIds": .array([.string("user_\(bench.user)")])]], token: token)
      #expect(invited.integer("data.inviteToStudyGroup.invited") == 1, "\(invited)")
      #expect(try await bench.deliveries("d.outcome is null") == 2)
      for erase in NotificationsDomain.personalData.erase { try await bench.database.write(erase(author)) }
      let rows = try await bench.run("select title, body, actor_id from notifications order by id")
      #expect(rows.count == 2)
      for row in 0..<rows.count {
        #expect(rows.string(row, 0) == "This was about a former member.")
        #expect(rows.string(row, 1) == nil && rows.int(row, 2) == nil)
      }
      #expect(try await bench.deliveries("d.outcome = 'NEEDLESS'") == 2)
      let told: Query = "select count(*) from events where kind = 'NOTIFICATIONS_READ'"
      #expect(try await bench.run(told).int(0, 0) == 1, "the clients look anew")
    }
  }

  @Test("all of a person's notifications are found by an index, those that are not shown, too")
  func index() async throws {
    try await withNotifications { bench in
      let rows = try await bench.run(
        """
        select i.indpred is null and pg_get_indexdef(i.indexrelid) like '%(user_id, id)%'
        from pg_index i where i.indexrelid = 'notifications_page_idx'::regclass
        """)
      #expect(rows.bool(0, 0) == true)
    }
  }
}
