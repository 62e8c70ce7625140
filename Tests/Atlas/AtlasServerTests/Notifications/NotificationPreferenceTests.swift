import AtlasAPI
import AtlasKernel
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Preferences of notifications: who hears what, how, and when")
struct NotificationPreferenceTests {
  @Test("whoever has chosen nothing stands at version 0, with the server's own choices")
  func defaults() async throws {
    try await withNotifications { bench in
      let response = try await bench.instance.query(
        """
        { viewer { notificationPreferences { version channels { kind inApp push email } quietHours { from } } } }
        """, token: bench.token)
      let path = "data.viewer.notificationPreferences"
      #expect(response.integer("\(path).version") == 0, "\(response)")
      #expect(response["\(path).quietHours"] == .null)
      let channels = response["\(path).channels"]?.arrayValue ?? []
      #expect(channels.count == API.NotificationKind.allCases.count)
      for channel in channels {
        let kind = try #require(channel.at("kind")?.stringValue.flatMap { API.NotificationKind(rawValue: $0) })
        for way in NotificationChannel.allCases {
          #expect(channel.at(way.rawValue) == .boolean(way.isOnByDefault(for: kind)), "\(kind) \(way)")
        }
      }
    }
  }

  @Test("what is given changes, everything else stays; an old version is refused")
  func change() async throws {
    try await withNotifications { bench in
      let path = "data.updateNotificationPreferences"
      let first = try await bench.prefer(
        """
        channels: [{kind: LAB_READY, push: true, email: true}],
        quietHours: {from: "22:00", to: "07:30", timeZone: "Europe/Vienna"}
        """)
      #expect(first.integer("\(path).preferences.version") == 1, "\(first)")
      #expect(first.text("\(path).preferences.quietHours.to") == "07:30")
      let second = try await bench.prefer("expectedVersion: 1, channels: [{kind: LAB_READY, push: false, inApp: null}]")
      #expect(second.integer("\(path).preferences.version") == 2, "\(second)")
      #expect(second.text("\(path).preferences.quietHours.timeZone") == "Europe/Vienna")
      let lab = second["\(path).preferences.channels"]?.arrayValue?.first { $0.at("kind") == .string("LAB_READY") }
      #expect(lab?.at("inApp") == .boolean(true) && lab?.at("push") == .boolean(false))
      #expect(lab?.at("email") == .boolean(true))
      let stale = try await bench.prefer("expectedVersion: 1, quietHours: null")
      #expect(stale.text("\(path).userErrors.0.code") == "STALE_VERSION", "\(stale)")
      #expect(stale.integer("\(path).userErrors.0.currentVersion") == 2)
      let ended = try await bench.prefer("expectedVersion: 2, quietHours: null")
      #expect(ended["\(path).preferences.quietHours"] == .null && ended.integer("\(path).preferences.version") == 3)
    }
  }

  @Test(
    "a time zone that nobody knows, and quiet hours without length, are refused",
    arguments: [
      (#"quietHours: {from: "22:00", to: "07:00", timeZone: "Europe/Atlantis"}"#, "timeZone"),
      (#"quietHours: {from: "22:00", to: "07:00", timeZone: "FOO5BAR"}"#, "timeZone"),
      (#"quietHours: {from: "22:00", to: "22:00", timeZone: "UTC"}"#, "to"),
    ])
  func refusals(input: String, member: String) async throws {
    try await withNotifications { bench in
      let response = try await bench.prefer(input)
      let path = "data.updateNotificationPreferences"
      #expect(response.text("\(path).userErrors.0.code") == "INVALID", "\(response)")
      #expect(response["\(path).userErrors.0.field"]?.arrayValue?.last == .string(member))
      #expect(response["\(path).preferences"] == .null)
      #expect(try await bench.run("select count(*) from notification_preferences").int(0, 0) == 0)
    }
  }

  @Test("quiet hours last until their end by the clock of the zone, over midnight and over changes of the clock")
  func quietHours() async throws {
    let cases = [
      // Within a day.
      ("2026-06-01 12:59:59+00", "13:00", "14:00", "UTC", "2026-06-01 12:59:59+00"),
      ("2026-06-01 13:00+00", "13:00", "14:00", "UTC", "2026-06-01 14:00+00"),
      ("2026-06-01 14:00+00", "13:00", "14:00", "UTC", "2026-06-01 14:00+00"),
      // Over midnight: before it, after it, and by day.
      ("2026-06-01 22:30+02", "22:00", "07:00", "Europe/Vienna", "2026-06-02 07:00+02"),
      ("2026-06-02 06:59+02", "22:00", "07:00", "Europe/Vienna", "2026-06-02 07:00+02"),
      ("2026-06-02 07:00+02", "22:00", "07:00", "Europe/Vienna", "2026-06-02 07:00+02"),
      ("2026-06-02 21:59+02", "22:00", "07:00", "Europe/Vienna", "2026-06-02 21:59+02"),
      // The same moment is night in Vienna and day in New York.
      ("2026-06-01 21:00+00", "22:00", "07:00", "America/New_York", "2026-06-01 21:00+00"),
      ("2026-06-01 21:00+00", "22:00", "07:00", "Europe/Vienna", "2026-06-02 05:00+00"),
      // The clocks go forward at 2 on 29 March 2026, and back at 3 on 25 October.
      ("2026-03-28 22:30+00", "22:00", "07:00", "Europe/Vienna", "2026-03-29 05:00+00"),
      ("2026-10-24 22:30+00", "22:00", "07:00", "Europe/Vienna", "2026-10-25 06:00+00"),
      // The end is in the hour that is left out, or in the one that comes twice.
      ("2026-03-29 00:30+00", "22:00", "02:30", "Europe/Vienna", "2026-03-29 01:30+00"),
      ("2026-10-25 00:10+00", "22:00", "02:30", "Europe/Vienna", "2026-10-25 01:30+00"),
      // The server does not know the zone any more.
      ("2026-06-01 23:00+00", "22:00", "07:00", "Europe/Atlantis", "2026-06-01 23:00+00"),
    ]
    try await withInstance { instance in
      for (moment, from, to, zone, end) in cases {
        let rows = try await instance.application.database.read(
          """
          select atlas_after_quiet_hours(t.moment, \(from)::text::time, \(to)::text::time, \(zone)::text),
            \(end)::text::timestamptz, atlas_after_quiet_hours(t.moment, null, null, null) = t.moment
          from (select \(moment)::text::timestamptz as moment) t
          """)
        #expect(rows.timestamp(0, 0) == rows.timestamp(0, 1), "\(moment) \(from) \(to) \(zone)")
        #expect(rows.bool(0, 2) == true)
      }
    }
  }

  @Test("each channel follows its own choice; nobody who wants nothing gets a row")
  func channels() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries("d.channel = 'EMAIL'") == 1)
      #expect(try await bench.deliveries("d.channel = 'PUSH'") == 1)
      try await bench.raise(.labReady)
      #expect(try await bench.deliveries() == 2, "labs are shown, and no more, by default")
      _ = try await bench.prefer(
        """
        channels: [{kind: GROUP_INVITE, push: false}, {kind: LAB_READY, inApp: false, push: true},
          {kind: JOB_DONE, inApp: false}]
        """)
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries("d.channel = 'EMAIL'") == 2)
      #expect(try await bench.deliveries("d.channel = 'PUSH'") == 1)
      try await bench.raise(.labReady, "only pushed")
      #expect(try await bench.deliveries("d.channel = 'PUSH'") == 2)
      try await bench.raise(.jobDone)
      #expect(try await bench.run("select count(*) from notifications where kind = 'JOB_DONE'").int(0, 0) == 0)
      let list = try await bench.instance.query(
        "{ viewer { notifications { totalCount nodes { title } } } }", token: bench.token)
      #expect(!list.texts("data.viewer.notifications.nodes", "title").contains("only pushed"), "\(list)")
      #expect(list.integer("data.viewer.notifications.totalCount") == 3)
      let events = try await bench.run("select count(*) from events where kind = 'NOTIFICATION_RAISED'")
      #expect(events.int(0, 0) == 3, "what is not shown is not told of")
    }
  }

  @Test("an address that nobody has confirmed gets no mail, a closed account no word")
  func unreachable() async throws {
    try await withNotifications { bench in
      try await bench.run("update users set email_verified = false where id = \(bench.user)")
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries() == 0)
      #expect(try await bench.run("select count(*) from notifications").int(0, 0) == 1)
      try await bench.run("update users set closed_at = now() where id = \(bench.user)")
      try await bench.raise(.groupInvite)
      #expect(try await bench.run("select count(*) from notifications").int(0, 0) == 1)
    }
  }
}
