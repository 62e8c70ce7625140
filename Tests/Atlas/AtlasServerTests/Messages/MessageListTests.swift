import AtlasKernel
import DemoContent
import GraphQLJSON
import Identity
import Postgres
import Testing

@testable import AtlasServer
@testable import StudyGroups

@Suite("Lists of messages, and what becomes of them")
struct MessageListTests {
  @Test("a page of messages with all that hangs on them costs the same statements for 2 and for 50")
  func constantStatements() async throws {
    let text = """
      query ($last: Int) {
        node(id: "group_1") {
          ... on StudyGroup {
            unreadCount
            messages(last: $last) {
              nodes {
                content clientMessageId author { profile { displayName } } replyTo { content author { id } }
                attachments { filename url } reactions { emoji count viewerReacted }
              }
            }
          }
        }
      }
      """
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      try await fill(instance.application.database)
      var names: [[String]] = []
      for last in [2, 50] {
        let log = StatementLog()
        let response = try await StatementLog.$current.withValue(log) {
          try await instance.query(text, ["last": .integer(last)], token: token)
        }
        let nodes = response["data.node.messages.nodes"]?.arrayValue ?? []
        #expect(nodes.count == last, "\(response)")
        #expect(nodes.allSatisfy { $0.at("attachments")?.arrayValue?.count == 2 })
        #expect(nodes.allSatisfy { $0.at("reactions")?.arrayValue?.count == 3 && $0.at("replyTo.content") != nil })
        names.append(log.entries.map(\.name))
      }
      #expect(names[0] == names[1])
      #expect(names[0].count { $0 == "studyGroups.filesOfMessages" } == 1, "\(names[0])")
      #expect(names[0].count { $0 == "studyGroups.reactionTallies" } == 1)
    }
  }

  /// Sixty messages of a member, each answering one of before, with two files and three emoji.
  private func fill(_ database: Database) async throws {
    let messages: Query = """
      with group_of as (
        update study_groups set last_sequence = last_sequence + 60 where id = 1 returning id, last_sequence
      )
      insert into group_messages (group_id, author_id, sequence, content, reply_to_id)
      select g.id, (select min(a.user_id) from group_members a where a.group_id = g.id), g.last_sequence - 60 + n,
        'm' || n, (select min(m.id) from group_messages m where m.group_id = g.id)
      from group_of g cross join generate_series(1, 60) as n
      """
    try await database.write(messages.onBehalf(of: .system))
    let files: Query = """
      with new_files as (
        insert into files (filename, mime_type, size, sha256, object_key)
        select m.id || '-' || p, 'text/plain', 1, sha256('x'), 'test/' || m.id || '/' || p
        from group_messages m cross join generate_series(1, 2) as p where m.content like 'm%' and m.group_id = 1
        returning id, split_part(filename, '-', 1)::bigint as message_id, split_part(filename, '-', 2)::int as position
      )
      insert into group_message_files (message_id, position, group_id, file_id)
      select f.message_id, f.position, 1, f.id from new_files f
      """
    try await database.write(files.onBehalf(of: .system))
    let reactions: Query = """
      insert into group_message_reactions (message_id, emoji, user_id, group_id)
      select m.id, e.emoji, a.user_id, 1
      from group_messages m
      cross join unnest(array['👍', '🎉', '❤️']) as e(emoji)
      join group_members a on a.group_id = m.group_id
      where m.group_id = 1
      """
    try await database.write(reactions.onBehalf(of: .system))
  }

  @Test("an erased member's messages are empty, without files and reactions; a group of one goes with its files")
  func erasure() async throws {
    try await withFileServer { files in
      let client = MessageClient(files.memory)
      let (token, other) = (try await files.memory.signIn(.learner), try await files.memory.signIn(.learner2))
      let learner = try await client.user("learner@atlas.example")
      let alone = try await client.found("Alone", token: token)
      for group in ["group_1", alone] {
        let upload = try await files.uploaded(FileServer.png, token)
        let id = try await client.sent(
          "mine", to: group,
          ["uploadIds": .array([.string(upload.id)]), "clientMessageId": "6f1c2a34-0f7b-4c8e-9d10-2b5a6c7d8e9f"],
          token: token)
        if group == "group_1" { _ = try await client.react(id, "👍", token: other) }
      }
      let foreign = try await client.sent("theirs", token: other)
      _ = try await client.react(foreign, "👍", token: token)
      let export = try await files.database.read(StudyGroupPersonalData.part.export(learner))
      #expect(export.string(0, 0)?.contains("👍") == true)
      let before = try await client.sequences()
      for erase in StudyGroupPersonalData.part.eraseBatch + StudyGroupPersonalData.part.erase {
        try await files.database.write(erase(learner))
      }
      #expect(try await client.sequences().starts(with: before))
      #expect(try await client.number("select count(*) from group_message_reactions") == 0)
      #expect(try await files.count("select count(*) from group_message_files") == 0)
      #expect(try await files.count("select count(*) from files") == 0)
      #expect(try await client.number("select count(*) from study_groups where name = 'Alone'") == 0)
      let named: Query = """
        select count(*) from group_messages where author_id = \(learner) or client_message_id is not null
        """
      #expect(try await client.number(named) == 0)
      // The group is told once of all.
      #expect(try await client.changes(of: foreign) == 1)
      #expect(try await client.changes(of: "group_1") == 1)
    }
  }

  @Test("what is much is erased in batches, and each tells the group once")
  func erasureInBatches() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      try await fill(database)
      let client = MessageClient(instance)
      let author = try await client.user("learner@atlas.example")
      let more: Query = """
        with place as (
          update study_groups set last_sequence = last_sequence + 600 where id = 1 returning last_sequence
        )
        insert into group_messages (group_id, author_id, sequence, content)
        select 1, \(author), p.last_sequence - 600 + n, 'more' from place p cross join generate_series(1, 600) as n
        """
      try await database.write(more.onBehalf(of: .system))
      try await database.write("update users set closed_at = now(), erase_at = now() where id = \(author)")
      #expect(try await instance.application.service.identity.eraseNext(database))
      #expect(try await instance.application.service.identity.eraseNext(database) == false)
      let left: Query = """
        select (select count(*) from group_messages where author_id = \(author) or content = 'more')
          + (select count(*) from group_message_reactions where user_id = \(author))
        """
      #expect(try await client.number(left) == 0)
      #expect(try await client.changes(of: "group_1") == 2)
    }
  }

  @Test("an export holds what was written in groups that one has left, and who was invited")
  func exportOfFormerMember() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let (token, other) = (try await instance.signIn(.learner), try await instance.signIn(.learner2))
      let (member, friend) = (
        try await client.user("learner@atlas.example"), try await client.user("learner2@atlas.example")
      )
      let group = try await client.found("Left behind", token: other)
      let removedFrom = try await client.found("Thrown out", token: other)
      try await client.join(group, token: token)
      let id = try await client.sent("written before", to: group, token: token)
      _ = try await client.react(id, "🎉", token: token)
      let key = Int64(group.dropFirst("group_".count)) ?? 0
      try await client.remove(member, from: key)
      try await instance.application.database.write(
        """
        with removed as (
          insert into group_removals (group_id, user_id)
          values (\(Int64(removedFrom.dropFirst("group_".count)) ?? 0), \(member))
        )
        insert into group_invitations (group_id, user_id, invited_by) values (\(key), \(friend), \(member))
        """)
      let rows = try await instance.application.database.read(StudyGroupPersonalData.part.export(member))
      let export = try JSONParser.parse(try #require(rows.string(0, 0)))
      let left = export.arrayValue?.filter { $0.at("group") == "Left behind" } ?? []
      #expect(left.first?.at("messages.0.content") == "written before" && left.first?.at("role") == .null, "\(left)")
      #expect(left.first?.at("reactions.0.emoji") == "🎉")
      #expect(left.last?.at("user") == .string("user_\(friend)"))
      let removal = export.arrayValue?.last
      #expect(removal?.at("group") == "Thrown out" && removal?.at("removed") != nil, "\(export)")
    }
  }

  @Test("files of messages are there for the members of their group, whatever a statement forgets")
  func privateFiles() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      try await fill(instance.application.database)
      _ = try await instance.register("eve")
      let count: Query = "select count(*) from group_message_files"
      let database = instance.application.database
      let member = try await client.user("learner@atlas.example")
      let stranger = try await client.user("eve@people.example")
      #expect(try await database.read(count).int(0, 0) == 0)
      #expect(try await database.read(count.onBehalf(of: .user(stranger))).int(0, 0) == 0)
      #expect(try await database.read(count.onBehalf(of: .user(member))).int(0, 0) ?? 0 >= 120)
      let removal: Query = "delete from group_message_files"
      #expect(try await database.write(removal.onBehalf(of: .user(member))).affectedRows == 0)
    }
  }
}
