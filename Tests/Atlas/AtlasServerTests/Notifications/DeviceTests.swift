import AtlasAPI
import DemoContent
import GraphQLJSON
import Notifications
import Postgres
import Push
import Testing

@testable import AtlasServer

@Suite("Devices: whose they are, how many, and until when")
struct DeviceTests {
  @Test("the same token again is the same device; what is stored does not show it")
  func twice() async throws {
    try await withNotifications { bench in
      let first = try await bench.register("a-token-of-a-telephone")
      let second = try await bench.register("a-token-of-a-telephone", "IOS")
      let id = try #require(first.text("data.registerDevice.deviceId"), "\(first)")
      #expect(second.text("data.registerDevice.deviceId") == id)
      let rows = try await bench.run(
        """
        select d.platform, position('telephone'::bytea in d.sealed), d.user_id from devices d
        """)
      #expect(rows.count == 1 && rows.string(0, 0) == "IOS" && rows.int(0, 1) == 0 && rows.int(0, 2) == bench.user)
    }
  }

  @Test("a device that changes hands brings its old owner's pushes to nobody")
  func changesHands() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      let other = try await bench.instance.signIn(.learner2)
      let taken = try await bench.register("a-token-of-a-telephone", by: other)
      #expect(taken["data.registerDevice.userErrors"] == .array([]), "\(taken)")
      let sender = ScriptedPushSender()
      try await bench.courier([.android: sender]).round()
      #expect(sender.messages.isEmpty)
      #expect(try await bench.deliveries("d.outcome = 'NEEDLESS'") == 1)
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries() == 1, "it is no device of theirs any more")
    }
  }

  @Test("whoever signs out gets no more pushes there, not even those that wait")
  func signedOut() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.raise(.groupInvite)
      let left = try await bench.instance.query("mutation { logout { revokedSessions } }", token: bench.token)
      #expect(left["errors"] == nil, "\(left)")
      let sender = ScriptedPushSender()
      try await bench.courier([.android: sender]).round()
      #expect(sender.messages.isEmpty)
      try await bench.raise(.groupInvite)
      #expect(try await bench.deliveries("d.outcome is null") == 0)
    }
  }

  @Test("beyond twenty devices the one that was registered longest ago is forgotten")
  func limit() async throws {
    try await withNotifications { bench in
      for number in 1...20 {
        try await bench.run(
          """
          insert into devices (user_id, session_id, platform, sealed, token_hash, last_used_at)
          select s.user_id, s.id, 'WEB', sha256('x'), sha256(convert_to(\("\(number)")::text, 'UTF8')),
            now() - make_interval(hours => \(Int32(number)))
          from sessions s where s.user_id = \(bench.user) limit 1
          """)
      }
      _ = try await bench.register("a-token-of-a-telephone")
      let rows = try await bench.run(
        "select count(*), count(*) filter (where d.token_hash = sha256('20')) from devices d")
      #expect(rows.int(0, 0) == 20 && rows.int(0, 1) == 0)
    }
  }

  @Test("what can be no token is refused, and not quoted")
  func refused() async throws {
    try await withNotifications { bench in
      let response = try await bench.register("a token with a \u{7} bell")
      #expect(response.text("data.registerDevice.userErrors.0.code") == "INVALID", "\(response)")
      #expect(!"\(response)".contains("bell"))
    }
  }

  @Test("a browser's subscription is registered, one that leads into our own network is not")
  func subscriptions() async throws {
    // The key of RFC 8291, appendix A.
    let keys = #"""
      {"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      "auth":"BTBZMqHH6r4Tts7J_aSIgg"}
      """#
    try await withNotifications { bench in
      for (host, code) in [("push.example.net", nil), ("127.0.0.1", "INVALID"), ("localhost", "INVALID")] {
        let subscription = #"{"endpoint":"https://\#(host)/a","expirationTime":null,"keys":\#(keys)}"#
        let response = try await bench.register(subscription, "WEB")
        #expect(response["errors"] == nil, "\(response)")
        #expect(response.text("data.registerDevice.userErrors.0.code") == code, "\(host): \(response)")
      }
      // The same browser, in other words; only what is needed is kept.
      let again = #"{"keys":\#(keys), "expirationTime":1,"endpoint":"https://push.example.net/a"}"#
      #expect(try await bench.register(again, "WEB")["data.registerDevice.userErrors"] == .array([]))
      #expect(try await bench.run("select count(*) from devices").int(0, 0) == 1)
      try await bench.raise(.groupInvite)
      let sender = ScriptedPushSender()
      try await bench.courier([.web: sender]).round()
      let kept = try #require(sender.tokens.first)
      #expect(PushSenders.accepts(kept, on: .web) && !kept.contains("expirationTime"), "\(kept)")
    }
  }
}
