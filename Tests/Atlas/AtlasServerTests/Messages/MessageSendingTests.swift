import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import StudyGroups

@Suite("Sending messages to groups")
struct MessageSendingTests {
  @Test("a message comes last, is announced, and is read by its author")
  func send() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let before = try await client.sequences()
      let response = try await client.send("hello *all*", token: token)
      let message = "data.sendGroupMessage.message"
      let sequence = try #require(before.last) + 1
      #expect(response.integer("\(message).sequence") == Int(sequence), "\(response)")
      #expect(response.text("\(message).content") == "hello *all*")
      #expect(response["\(message).attachments"] == .array([]) && response["\(message).replyTo"] == .null)
      #expect(try await client.sequences() == before + [sequence])
      let learner = try await client.user("learner@atlas.example")
      let mark: Query = """
        select last_read_sequence::bigint from group_members where group_id = 1 and user_id = \(learner)
        """
      #expect(try await client.number(mark) == sequence)
      let event: Query = """
        select count(*) from events where topic = 'group:1' and kind = 'GROUP_MESSAGE_POSTED'
          and payload = jsonb_build_object('groupId', 1, 'sequence', \(sequence), 'messageId',
            (select id from group_messages where group_id = 1 and sequence = \(sequence)))
        """
      #expect(try await client.number(event) == 1)
    }
  }

  @Test("fifty members who write at once get fifty numbers without gaps or doubles")
  func crowd() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let database = instance.application.database
      try await database.write(
        """
        with people as (
          insert into users (email, display_name)
          select 'crowd' || n || '@people.example', 'Crowd ' || n from generate_series(1, 50) as n
          returning id
        )
        insert into group_members (group_id, user_id) select 1, p.id from people p
        """)
      let rows = try await database.read("select id from users where email like 'crowd%'")
      let authors = (0..<rows.count).compactMap { rows.int($0, 0) }
      #expect(authors.count == 50)
      let before = try await client.sequences()
      let answered = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for author in authors {
          group.addTask {
            let message = MessageSending(
              groupID: 1, content: "from \(author)", replyToID: nil, uploadIDs: [], clientMessageID: .random())
            return try await database.write(MessageSendingStatements.send(message, [], author: author)).int(0, 5)
          }
        }
        return try await group.reduce(into: [Int64?]()) { $0.append($1) }
      }
      let first = try #require(before.last) + 1
      #expect(answered.compactMap { $0 }.sorted() == Array(first..<(first + 50)))
      #expect(try await client.sequences() == before + Array(first..<(first + 50)))
      #expect(try await client.number("select last_sequence::bigint from study_groups where id = 1") == first + 49)
    }
  }

  @Test("the same message of a client is sent once, also by requests at once, and burns no number")
  func again() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let before = try await client.sequences()
      let name: JSONObject = ["clientMessageId": "6f1c2a34-0f7b-4c8e-9d10-2b5a6c7d8e9f"]
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 0..<8 { group.addTask { try await client.sent("take \(number)", name, token: token) } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      let late = try await client.send("something else", name, token: token)
      #expect(late.text("data.sendGroupMessage.message.id") == ids.first, "\(late)")
      #expect(late.text("data.sendGroupMessage.message.content")?.hasPrefix("take ") == true)
      #expect(late.text("data.sendGroupMessage.message.clientMessageId") == "6f1c2a34-0f7b-4c8e-9d10-2b5a6c7d8e9f")
      #expect(try await client.sequences().count == before.count + 1)
      let next = try await client.send("next", token: token)
      #expect(next.integer("data.sendGroupMessage.message.sequence") == before.count + 2, "\(next)")
      // The name is the author's own: another's message of that name is another one.
      let other = try await client.sent("mine", name, token: try await instance.signIn(.learner2))
      #expect(!ids.contains(other))
      let seen = try await instance.query(
        "query ($id: ID!) { node(id: $id) { ... on Message { content clientMessageId } } }",
        ["id": .string(other)], token: token)
      #expect(seen.text("data.node.content") == "mine" && seen["data.node.clientMessageId"] == .null, "\(seen)")
    }
  }

  @Test("only members write: no strangers, no former members, not even an administrator")
  func outsiders() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let member = try await instance.signIn(.learner)
      let stranger = try await instance.register("eve")
      let hidden = try await client.found("Behind doors", "PRIVATE", token: member)
      let before = try await client.number("select sum(last_sequence)::bigint from study_groups")
      let code = "data.sendGroupMessage.userErrors.0.code"
      #expect(try await client.send("x", token: stranger).text(code) == "FORBIDDEN")
      #expect(try await client.send("x", to: hidden, token: stranger).text(code) == "NOT_FOUND")
      #expect(try await client.send("x", to: "group_999999", token: stranger).text(code) == "NOT_FOUND")
      #expect(try await client.send("x", to: "diagram_1", token: stranger).text(code) == "NOT_FOUND")
      let admin = try await instance.signIn(.admin)
      #expect(try await client.send("x", to: hidden, token: admin).text(code) == "FORBIDDEN")
      let name: JSONObject = ["clientMessageId": "6f1c2a34-0f7b-4c8e-9d10-2b5a6c7d8e9f"]
      _ = try await client.sent("the last word", name, token: member)
      try await client.remove(try await client.user("learner@atlas.example"))
      #expect(try await client.send("x", token: member).text(code) == "FORBIDDEN")
      #expect(try await client.send("x", name, token: member).text(code) == "FORBIDDEN")
      #expect(try await client.number("select sum(last_sequence)::bigint from study_groups") == before + 1)
    }
  }

  @Test("whoever is removed while their message waits for its turn does not write, and leaves no gap")
  func removedMeanwhile() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let learner = try await client.user("learner@atlas.example")
      let before = try await client.sequences()
      let sending = try await instance.application.database.transaction { transaction in
        _ = try await transaction.write("select g.id from study_groups g where g.id = 1 for no key update")
        _ = try await transaction.write(
          "delete from group_members m where m.group_id = 1 and m.user_id = \(learner)")
        let sending = Task { try await client.send("the last word", token: token) }
        let waiting: Query = """
          select count(*) from pg_locks l where not l.granted and l.transactionid = pg_current_xact_id()::xid
          """
        var looks = 0
        while looks < 20_000, try await transaction.write(waiting).int(0, 0) == 0 { looks += 1 }
        #expect(looks < 20_000, "the message does not wait")
        return sending
      }
      let response = try await sending.value
      #expect(response.text("data.sendGroupMessage.userErrors.0.code") == "FORBIDDEN", "\(response)")
      #expect(try await client.sequences() == before)
      #expect(try await client.number("select last_sequence::bigint from study_groups where id = 1") == before.last)
    }
  }

  @Test("a reply answers a message of the same group")
  func reply() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let other = try await client.found("Elsewhere", token: token)
      let question = try await client.sent("why?", token: token)
      let answer = try await client.send("because", ["replyToId": .string(question)], token: token)
      #expect(answer.text("data.sendGroupMessage.message.replyTo.id") == question, "\(answer)")
      #expect(answer.text("data.sendGroupMessage.message.replyTo.content") == "why?")
      let before = try await client.number("select last_sequence::bigint from study_groups order by id desc limit 1")
      for id in [question, "message_999999", "group_1"] {
        let refused = try await client.send("because", to: other, ["replyToId": .string(id)], token: token)
        #expect(refused.text("data.sendGroupMessage.userErrors.0.code") == "NOT_FOUND", "\(refused)")
        #expect(
          refused["data.sendGroupMessage.userErrors.0.field"] == .array([.string("input"), .string("replyToId")]))
      }
      #expect(
        try await client.number("select last_sequence::bigint from study_groups order by id desc limit 1") == before)
    }
  }

  @Test("a message must say something that the database can hold")
  func nothing() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let before = try await client.sequences()
      for blank in [" ", "\n\t \u{3000}\r\n"] {
        let response = try await client.send(blank, token: token)
        #expect(response.text("data.sendGroupMessage.userErrors.0.code") == "BLANK", "\(response)")
      }
      #expect(try await client.send("a\u{0}b", token: token).code == "BAD_USER_INPUT")
      #expect(try await client.send(String(repeating: "a", count: 8001), token: token)["errors"] != nil)
      _ = try await client.sent(String(repeating: "é", count: 8000), token: token)
      #expect(try await client.sequences().count == before.count + 1)
    }
  }

  @Test("members who are named are told once; others, strangers and oneself are not")
  func mentions() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      _ = try await instance.register("eve")
      let learner = try await client.user("learner@atlas.example")
      let learner2 = try await client.user("learner2@atlas.example")
      let stranger = try await client.user("eve@people.example")
      let text = "@user_\(learner2) and @user_\(learner2), mail a@user_1, @user_\(stranger), me @user_\(learner)."
      let id = try await client.sent(text, token: try await instance.signIn(.learner))
      let told: Query = """
        select n.user_id, n.title, n.body, n.subject from notifications n where n.kind = 'GROUP_MENTION'
        """
      let rows = try await instance.application.database.read(told.onBehalf(of: .system))
      #expect(rows.count == 1)
      #expect(rows.int(0, 0) == learner2)
      #expect(rows.string(0, 1) == "Maya Lindqvist mentioned you in Raft from the ground up")
      #expect(rows.string(0, 2) == text)
      #expect(rows.string(0, 3) == id)
      let raised: Query = """
        select count(*) from events where kind = 'NOTIFICATION_RAISED' and topic = 'notifications:' || \(learner2)
        """
      #expect(try await client.number(raised) == 1)
    }
  }

  @Test(
    "mentions are found by their ids, at most twenty of them",
    arguments: [
      ("", []), ("@user_7", [7]), ("hi @user_7, @user_12!", [7, 12]), ("@user_7 @user_7", [7]), ("@@user_7", [7]),
      ("a@user_7", []), ("é@user_7", []), ("@user_7a", []), ("@user_07", []), ("@user_-7", []), ("@user_", []),
      ("@", []),
      ("@group_7", []), ("@user_99999999999999999999", []), ("(@user_7)", [7]), ("@user_7@user_8", [7]),
      ((1...25).map { "@user_\($0)" }.joined(separator: " "), (1...20).map { Int64($0) }),
    ] as [(String, [Int64])])
  func mentionSyntax(text: String, users: [Int64]) {
    #expect(Mentions.userIDs(in: text) == users)
  }
}
