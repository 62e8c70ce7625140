import AtlasAPI
import AtlasKernel
import DemoContent
import Mail
import Postgres
import Push
import Testing

@testable import AtlasServer
@testable import Mail
@testable import Notifications

@Suite("Deliveries of notifications: mails once, pushes until they arrive or never will")
struct NotificationDeliveryTests {
  @Test("a notification becomes one mail, although the courier before was killed")
  func mailOnce() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      try await bench.raise(.groupInvite, "Come\r\nBcc: all")
      let claim = DeliveryStatements.claimMails(limit: 10, lease: .seconds(60))
      let lost = NotificationDelivery.all(try await bench.database.write(claim))
      #expect(lost.count == 1)
      try await bench.courier().round()
      #expect(try await mails(bench) == 0, "the lease is good")

      try await bench.passTime()
      async let first: Void = bench.courier().round()
      async let second: Void = bench.courier().round()
      _ = try await (first, second)
      try await bench.courier().round()
      #expect(try await mails(bench) == 1)
      #expect(try await bench.deliveries("d.outcome = 'SENT' and d.done_at is not null") == 1)
      // What the dead one says no longer counts.
      let late = try bench.outbox.seal(subject: "late", text: "late")
      try await bench.database.write(DeliveryStatements.mail(try #require(lost.first), late))
      #expect(try await mails(bench) == 1)
    }
  }

  @Test("a mail whose address is confirmed no more is needless, not sent")
  func mailWithoutAddress() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      try await bench.raise(.groupInvite)
      let claim = DeliveryStatements.claimMails(limit: 10, lease: .seconds(60))
      let held = NotificationDelivery.all(try await bench.database.write(claim))
      try await bench.run("update users set email_verified = false where id = \(bench.user)")
      let mail = try bench.outbox.seal(subject: "a", text: "b")
      try await bench.database.write(DeliveryStatements.mail(try #require(held.first), mail))
      #expect(try await mails(bench) == 0)
      #expect(try await bench.deliveries("d.outcome = 'NEEDLESS' and d.done_at is not null") == 1)
    }
  }

  @Test("the mail has a subject of one line, what people wrote as a quotation, and no link but ours")
  func mailText() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      try await bench.run(
        """
        with told as (
          select \(bench.user)::bigint as user_id, E'Come\\r\\nBcc: all'::text as title,
            E'[here](javascript:x)\\nsecond'::text as body, null::text as subject, v.url
          from unnest(array['https://atlas.example/groups/1', 'https://atlas.example.evil/']) as v(url)
        ), \(fragment: NewNotifications(.groupInvite, from: "told").parts)
        select count(*) from notified
        """)
      try await bench.courier().round()
      let rows = try await bench.run("select message_id, sealed from outgoing_mails order by id")
      #expect(rows.count == 2)
      var links: [String] = []
      for row in 0..<rows.count {
        let (id, sealed) = (try #require(rows.uuid(row, 0)), try #require(rows.bytes(row, 1)))
        let mail = try #require(bench.outbox.open(sealed, messageID: id))
        #expect(mail.subject == "Come  Bcc: all")
        #expect(
          mail.text.contains("\n> Come  Bcc: all\n>\n> [here](javascript:x)\n> second\n"), "\(mail.text)")
        #expect(!mail.text.contains("evil"))
        links += mail.text.split(separator: "\n").filter { $0.hasPrefix("https:") }.map(String.init)
      }
      #expect(links.sorted() == ["https://atlas.example/", "https://atlas.example/groups/1"])
    }
  }

  @Test("what was read meanwhile is neither mailed nor pushed")
  func readMeanwhile() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      _ = try await bench.instance.query(
        "mutation { markNotificationsRead(input: {all: true}) { unreadCount } }", token: bench.token)
      let sender = ScriptedPushSender()
      try await bench.courier([.android: sender]).round()
      #expect(try await mails(bench) == 0)
      #expect(sender.messages.isEmpty)
      #expect(try await bench.deliveries("d.outcome = 'NEEDLESS'") == 2)
    }
  }

  @Test("what is over, was switched off or tells of a group that was left is pushed no more")
  func overMeanwhile() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      let sender = ScriptedPushSender()
      let courier = bench.courier([.android: sender])
      try await bench.raise(.labExpiring)
      try await bench.run("update notifications set expires_at = now()")
      try await bench.raise(.groupMention, subject: "message_999999")
      try await bench.raise(.groupInvite)
      _ = try await bench.prefer("channels: [{kind: GROUP_INVITE, push: false}]")
      #expect(try await bench.deliveries("d.outcome is null") == 3)
      try await courier.round()
      #expect(sender.messages.isEmpty)
      #expect(try await bench.deliveries("d.outcome = 'NEEDLESS'") == 3)
    }
  }

  @Test("a time zone that is known no more holds up neither its owner nor anybody else")
  func unknownZone() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await quiet(bench, "now() - interval '1 hour'", "now() + interval '2 hours'")
      try await bench.run("update notification_preferences set time_zone = 'Europe/Atlantis'")
      try await bench.raise(.groupInvite)
      let sender = ScriptedPushSender()
      try await bench.courier([.android: sender]).round()
      #expect(sender.messages.count == 1)
    }
  }

  @Test("quiet hours are looked at when it is made, and again when it is due")
  func quietHours() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      let sender = ScriptedPushSender()
      let courier = bench.courier([.android: sender])
      try await bench.raise(.groupInvite)
      try await quiet(bench, "now() - interval '1 hour'", "now() + interval '2 hours'")
      try await courier.round()
      #expect(sender.messages.isEmpty, "the quiet hours began after it was made")
      #expect(try await bench.deliveries("d.due_at > now() + interval '90 minutes' and d.attempts = 0") == 1)
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries("d.due_at > now() + interval '90 minutes'") == 2)
      try await quiet(bench, "now() + interval '1 hour'", "now() + interval '2 hours'")
      try await bench.passTime()
      try await courier.round()
      #expect(sender.messages.count == 2)
      #expect(try await bench.deliveries("d.outcome = 'SENT'") == 2)
    }
  }

  @Test("a push says what the notification says, to each device once")
  func push() async throws {
    try await withNotifications { bench in
      for token in ["first-token-of-a-telephone", "other-token-of-a-telephone"] { _ = try await bench.register(token) }
      let words = String(repeating: "long ", count: 40)
      try await bench.raise(.groupInvite, words, subject: "group_1")
      let sender = ScriptedPushSender()
      let courier = bench.courier([.android: sender])
      try await courier.round()
      try await courier.round()
      #expect(Set(sender.tokens) == ["first-token-of-a-telephone", "other-token-of-a-telephone"])
      let expected = PushMessage(
        title: String(words.prefix(120)), body: "Because *we* meet", url: nil, collapseKey: "group_1")
      #expect(sender.messages == [expected, expected])
    }
  }

  @Test("a push that fails is tried again, and given up after so many times")
  func pushFails() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      let sender = ScriptedPushSender { _ in .later(.seconds(3_600)) }
      let courier = bench.courier([.android: sender]) { $0.attemptLimit = 8 }
      for number in 1...9 {
        try await courier.round()
        #expect(sender.messages.count == min(number, 8))
        if number < 8 {
          #expect(
            try await bench.deliveries("d.due_at > now() + interval '59 minutes' and d.outcome is null") == 1,
            "the service asked for an hour")
        }
        try await bench.passTime()
      }
      #expect(try await bench.deliveries("d.outcome = 'GIVEN_UP' and d.attempts = 8 and d.failure is not null") == 1)
    }
  }

  @Test("a push that fails once arrives with the second try")
  func pushRecovers() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      let sender = ScriptedPushSender { $0 == 1 ? .later(nil) : .sent }
      let courier = bench.courier([.android: sender])
      try await courier.round()
      try await bench.passTime()
      try await courier.round()
      #expect(sender.messages.count == 2)
      #expect(try await bench.deliveries("d.outcome = 'SENT'") == 1)
    }
  }

  @Test("a device that is gone is forgotten; a refusal, or a kind of device without a service, ends the delivery")
  func goneAndRefused() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      try await bench.courier([.android: ScriptedPushSender { _ in .refused("bad") }]).round()
      #expect(try await bench.deliveries("d.outcome = 'GIVEN_UP' and d.failure = 'bad' and d.attempts = 1") == 1)
      try await bench.raise(.groupInvite)
      try await bench.courier().round()
      #expect(try await bench.deliveries("d.outcome = 'GIVEN_UP'") == 2)
      try await bench.raise(.groupInvite)
      try await bench.courier([.android: ScriptedPushSender { _ in .gone }]).round()
      #expect(try await bench.run("select count(*) from devices").int(0, 0) == 0)
      #expect(try await bench.deliveries() == 0)
    }
  }

  @Test("a courier that runs carries out what is raised")
  func running() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      let (sent, hasSent) = AsyncStream.makeStream(of: Void.self)
      let sender = ScriptedPushSender { _ in
        hasSent.yield()
        return .sent
      }
      let courier = bench.courier([.android: sender])
      let running = Task { await courier.run() }
      try await bench.raise(.groupInvite)
      for await _ in sent { break }
      running.cancel()
      await running.value
      #expect(sender.messages.count == 1)
    }
  }

  private func mails(_ bench: NotificationBench) async throws -> Int64? {
    try await bench.run("select count(*) from outgoing_mails where user_id = \(bench.user)").int(0, 0)
  }

  /// Sets quiet hours around moments, in UTC.
  private func quiet(_ bench: NotificationBench, _ from: Query, _ to: Query) async throws {
    try await bench.run(
      """
      insert into notification_preferences (user_id, quiet_from, quiet_to, time_zone)
      values (\(bench.user), ((\(fragment: from)) at time zone 'UTC')::time, ((\(fragment: to)) at time zone 'UTC')::time, 'UTC')
      on conflict (user_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to
      """)
  }
}
