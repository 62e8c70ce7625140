import DemoContent
import GraphQLJSON
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer

@Suite("Changing messages of groups")
struct MessageChangeTests {
  @Test("an author gives a message another text; the group learns that it changed")
  func edit() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("helo", token: token)
      let edited = try await client.edit(id, "hello", token: token)
      #expect(edited.text("data.editGroupMessage.message.content") == "hello", "\(edited)")
      #expect(edited.text("data.editGroupMessage.message.editedAt") != nil)
      #expect(try await client.changes(of: id) == 1)
      let blank = try await client.edit(id, " \n", token: token)
      #expect(blank.text("data.editGroupMessage.userErrors.0.code") == "BLANK", "\(blank)")
      #expect(try await client.changes(of: id) == 1)
    }
  }

  @Test("nobody else edits a message: no owner, no administrator, no stranger, no author who has left")
  func foreignEdit() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("mine", token: token)
      let code = "data.editGroupMessage.userErrors.0.code"
      for account in [DemoAccount.instructor, .admin] {
        let response = try await client.edit(id, "yours", token: try await instance.signIn(account))
        #expect(response.text(code) == "FORBIDDEN", "\(account): \(response)")
      }
      #expect(try await client.edit(id, "yours", token: try await instance.register("eve")).text(code) == "NOT_FOUND")
      #expect(try await client.edit("group_1", "x", token: token).text(code) == "NOT_FOUND")
      try await client.remove(try await client.user("learner@atlas.example"))
      #expect(try await client.edit(id, "again", token: token).text(code) == "NOT_FOUND")
      #expect(try await client.changes(of: id) == 0)
    }
  }

  @Test("what was deleted is empty, keeps its number, and cannot be edited; a second time changes nothing")
  func delete() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let id = try await client.sent("too much", token: token)
      let answer = try await client.sent("why?", ["replyToId": .string(id)], token: token)
      _ = try await client.react(id, "👍", token: try await instance.signIn(.learner2))
      let before = try await client.sequences()
      let deleted = try await client.delete(id, token: token)
      let message = "data.deleteGroupMessage.message"
      #expect(deleted.text("\(message).content") == "", "\(deleted)")
      #expect(deleted["\(message).reactions"] == .array([]))
      let moment = try #require(deleted.text("\(message).deletedAt"))
      let again = try await client.delete(id, token: token)
      #expect(again.text("\(message).deletedAt") == moment && again.text("\(message).content") == "", "\(again)")
      // One event for the reaction, one for the deletion.
      #expect(try await client.changes(of: id) == 2)
      #expect(try await client.sequences() == before)
      #expect(try await client.number("select count(*) from group_message_reactions") == 0)
      let edited = try await client.edit(id, "back", token: token)
      #expect(edited.text("data.editGroupMessage.userErrors.0.code") == "STATE", "\(edited)")
      let reacted = try await client.react(id, "👍", token: token)
      #expect(reacted.text("data.reactToMessage.userErrors.0.code") == "STATE", "\(reacted)")
      let reply = try await instance.query(
        "query ($id: ID!) { node(id: $id) { ... on Message { replyTo { id content } } } }", ["id": .string(answer)],
        token: token)
      #expect(reply.text("data.node.replyTo.id") == id && reply.text("data.node.replyTo.content") == "", "\(reply)")
      #expect(try await client.number("select count(*) from audit_events where action = 'groups.message_deleted'") == 0)
    }
  }

  @Test("who was told of a message loses its words when they are changed, and all of it when it is deleted")
  func withdrawn() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let token = try await instance.signIn(.learner)
      let named = try await client.user("learner2@atlas.example")
      let id = try await client.sent("a secret for @user_\(named)", token: token)
      let other = try await client.sent("no secret for @user_\(named)", token: token)
      let told: Query = "select count(*) from notifications where subject = \(id)"
      let words: Query = "select count(*) from notifications where body like '%secret%'"
      #expect(try await client.number(words) == 2)
      _ = try await client.edit(id, "nothing", token: token)
      #expect(try await client.number(words) == 1)
      #expect(try await client.number(told) == 1)
      _ = try await client.delete(id, token: token)
      #expect(try await client.number(told) == 0)
      #expect(try await client.number("select count(*) from notifications where subject = \(other)") == 1)
      let heard: Query = "select count(*) from events where kind = 'NOTIFICATIONS_READ'"
      #expect(try await client.number(heard) == 2, "once for each change")
    }
  }

  @Test("who moderates the group deletes what others wrote, which is kept in mind; members and strangers do not")
  func moderation() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let author = try await instance.signIn(.learner)
      let code = "data.deleteGroupMessage.userErrors.0.code"
      let audit: Query = """
        select count(*) from audit_events where action = 'groups.message_deleted' and subject like 'message_%'
        """
      let plain = try await instance.register("plain")
      try await client.join("group_1", token: plain)
      for (number, account) in [DemoAccount.instructor, .creator].enumerated() {
        let id = try await client.sent("spam", token: author)
        #expect(try await client.delete(id, token: plain).text(code) == "FORBIDDEN")
        #expect(try await client.delete(id, token: try await instance.signIn(.admin)).text(code) == "FORBIDDEN")
        #expect(
          try await client.delete(id, token: try await instance.register("eve\(number)")).text(code) == "NOT_FOUND")
        let response = try await client.delete(id, token: try await instance.signIn(account))
        #expect(response.text("data.deleteGroupMessage.message.content") == "", "\(response)")
        #expect(try await client.number(audit) == Int64(number + 1))
      }
      // What the server has said stays.
      let joined = try await client.number("select max(id) from group_messages where kind = 'SYSTEM'")
      let owner = try await instance.signIn(.instructor)
      #expect(try await client.delete("message_\(joined)", token: owner).text(code) == "FORBIDDEN")
    }
  }

  @Test("with a message its files go")
  func files() async throws {
    try await withFileServer { files in
      let client = MessageClient(files.memory)
      let token = try await files.memory.signIn(.learner)
      let upload = try await files.uploaded(FileServer.png, token)
      let sent = try await client.send("see", ["uploadIds": .array([.string(upload.id)])], token: token)
      let id = try #require(sent.text("data.sendGroupMessage.message.id"), "\(sent)")
      let address = try files.target(sent.text("data.sendGroupMessage.message.attachments.0.url"))
      #expect(try await files.get(address).status == 200)
      let deleted = try await client.delete(id, token: token)
      #expect(deleted["data.deleteGroupMessage.message.attachments"] == .array([]), "\(deleted)")
      #expect(try await files.get(address).status == 404)
      #expect(try await files.count("select count(*) from files") == 0)
      await files.server.application.housekeeping.sweepAll()
      #expect(try files.stored() == [])
    }
  }
}
