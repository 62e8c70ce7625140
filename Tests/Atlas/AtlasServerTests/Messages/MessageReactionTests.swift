import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import StudyGroups

@Suite("Reactions to messages")
struct MessageReactionTests {
  @Test("reactions are counted by emoji, the first used first, and each viewer sees their own")
  func tallies() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let (one, two) = (try await instance.signIn(.learner), try await instance.signIn(.learner2))
      let id = try await client.sent("shall we?", token: one)
      _ = try await client.react(id, "🎉", token: two)
      _ = try await client.react(id, "👍", token: one)
      let last = try await client.react(id, "👍", token: two)
      let reactions = "data.reactToMessage.message.reactions"
      #expect(last.texts(reactions, "emoji") == ["🎉", "👍"], "\(last)")
      #expect(last.integer("\(reactions).0.count") == 1 && last.integer("\(reactions).1.count") == 2)
      let seen = try await instance.query(
        "query ($id: ID!) { node(id: $id) { ... on Message { reactions { emoji viewerReacted } } } }",
        ["id": .string(id)], token: one)
      #expect(seen["data.node.reactions.0.viewerReacted"] == false, "\(seen)")
      #expect(seen["data.node.reactions.1.viewerReacted"] == true)
      #expect(try await client.changes(of: id) == 3)
    }
  }

  @Test("reacting twice counts once, taking back twice takes one back, also at once")
  func idempotence() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("shall we?", token: token)
      for remove in [false, true] {
        let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
          for _ in 0..<6 { group.addTask { try await client.react(id, "👍", remove: remove, token: token) } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.allSatisfy { $0.text("data.reactToMessage.message.id") == id }, "\(answers)")
        let count = try await client.number("select count(*) from group_message_reactions")
        #expect(count == (remove ? 0 : 1))
        #expect(try await client.changes(of: id) == (remove ? 2 : 1))
      }
    }
  }

  @Test("a message has at most twenty different emoji, also when they come at once; one of them may be used by all")
  func limit() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("pick one", token: token)
      let emojis = (0..<25).compactMap { Unicode.Scalar(0x1F600 + $0).map { String($0) } }
      let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
        for emoji in emojis { group.addTask { try await client.react(id, emoji, token: token) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0.text("data.reactToMessage.userErrors.0.code") == "QUOTA_EXCEEDED" } == 5, "\(answers)")
      let used: Query = "select count(distinct emoji) from group_message_reactions"
      #expect(try await client.number(used) == 20)
      let rows = try await instance.application.database.read(
        ("select min(emoji) from group_message_reactions" as Query).onBehalf(of: .system))
      let known = try #require(rows.string(0, 0))
      let joined = try await client.react(id, known, token: try await instance.signIn(.learner2))
      #expect(joined.text("data.reactToMessage.message.id") == id, "\(joined)")
      // Where one goes, another has a place.
      _ = try await client.react(id, known, remove: true, token: token)
      _ = try await client.react(id, known, remove: true, token: try await instance.signIn(.learner2))
      #expect(try await client.react(id, "❤️", token: token).text("data.reactToMessage.message.id") == id)
    }
  }

  @Test("a message that is deleted takes the reaction along that was under way")
  func deletedMeanwhile() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("soon gone", token: token)
      let key = Int64(id.dropFirst("message_".count)) ?? 0
      let member = try await client.user("learner2@atlas.example")
      let database = instance.application.database
      let deletion = try await database.transaction { transaction in
        _ = try await transaction.write(MessageReactionStatements.lock(key, user: member))
        let reaction: Query = """
          insert into group_message_reactions (message_id, emoji, user_id, group_id) values (\(key), '👍', \(member), 1)
          """
        try await transaction.write(reaction.onBehalf(of: .system))
        let deletion = Task { try await client.delete(id, token: token) }
        while try await database.read(blocked).int(0, 0) == 0 { await Task.yield() }
        return deletion
      }
      let deleted = try await deletion.value
      #expect(deleted.text("data.deleteGroupMessage.message.id") == id, "\(deleted)")
      #expect(deleted["data.deleteGroupMessage.message.reactions"] == [])
      #expect(try await client.number("select count(*) from group_message_reactions") == 0)
    }
  }

  /// How many sessions wait for another one.
  private let blocked: Query = """
    select count(*) from pg_stat_activity a
    where a.datname = current_database() and cardinality(pg_blocking_pids(a.pid)) > 0
    """

  @Test("strangers do not react, and see no reactions; no more do former members and administrators")
  func outsiders() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("ours", token: token)
      _ = try await client.react(id, "👍", token: token)
      let code = "data.reactToMessage.userErrors.0.code"
      let stranger = try await instance.register("eve")
      #expect(try await client.react(id, "👍", token: stranger).text(code) == "NOT_FOUND")
      #expect(try await client.react(id, "👍", token: try await instance.signIn(.admin)).text(code) == "FORBIDDEN")
      let member = try await client.user("learner@atlas.example")
      let outsider = try await client.user("eve@people.example")
      let count: Query = "select count(*) from group_message_reactions"
      let database = instance.application.database
      let visible: [(Audience?, Int64)] = [(nil, 0), (.user(outsider), 0), (.user(member), 1), (.system, 1)]
      for (audience, rows) in visible {
        let query = audience.map { count.onBehalf(of: $0) } ?? count
        #expect(try await database.read(query).int(0, 0) == rows)
      }
      try await client.remove(member)
      #expect(try await client.react(id, "🎉", token: token).text(code) == "NOT_FOUND")
    }
  }

  @Test(
    "one emoji is one, whatever it is made of",
    arguments: ["👍", "👍🏽", "❤️", "👩‍⚕️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇳🇴", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "☝🏿", "👩🏻‍❤️‍💋‍👨🏻", "🫠"])
  func emoji(text: String) {
    #expect(Emoji(text)?.text == text)
  }

  @Test(
    "letters, digits, signs and several emoji are not one emoji",
    arguments: [
      "", "a", "é", "1", "#", "©", "❤", "👍👍", "👍 ", " 👍", "👍a", "🇳", "🇳🇴🇳", "\u{200D}", "\u{FE0F}",
      "a\u{FE0F}", "1\u{20E3}", "👍\u{E0067}", "🏴\u{E0067}\u{E0062}\u{E0065}",
      "🏴\u{E007F}", "👍\u{E0067}\u{E0062}\u{E0065}\u{E007F}", "👍\u{301}", "a\u{20E3}", "\u{0}", ":+1:",
      "👍" + String(repeating: "\u{200D}👍", count: 20),
    ])
  func noEmoji(text: String) {
    #expect(Emoji(text) == nil)
  }
}
