import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("Conversations: begun, put away and taken out again")
struct ConversationChangeTests {
  @Test(
    "a conversation may be about whatever its learner may read; a content is kept, but is no learning item",
    arguments: [
      ("diagramId", "diagram_1", "Diagram"), ("labId", "lab_1", "Lab"), ("incidentId", "incident_1", "Incident"),
      ("atomId", "atom_1", "Atom"), ("contentId", "content_1", nil),
    ])
  func subjects(member: String, id: String, typeName: String?) async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let payload = try await ada.start("About it", [member: .string(id)])
      #expect(payload.codes == [], "\(payload)")
      #expect(payload.at("conversation.subject.__typename")?.stringValue == typeName, "\(payload)")
      #expect(payload.at("conversation.user.id")?.stringValue == ada.id)
      let kept = try await instance.application.database.read(
        ("""
        select num_nonnulls(diagram_id, lab_id, incident_id, atom_id, content_id) from conversations
        where user_id = \(ada.key)
        """ as Query).onBehalf(of: .system))
      #expect(kept.int(0, 0) == 1)
    }
  }

  @Test("what is not there, or not for its learner, is the same")
  func hiddenSubjects() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      for change: Query in [
        "update diagrams set status = 'DRAFT' where id = 1", "update labs set status = 'ARCHIVED' where id = 1",
        "update contents set status = 'FAILED' where id = 1",
        "update atoms set published = false where content_id is not null",
      ] { try await instance.application.database.write(change) }
      let atom = try await instance.application.database.read("select min(id) from atoms where content_id = 1")
      let hidden = "atom_\(try #require(atom.int(0, 0)))"
      for (member, ids) in [
        ("diagramId", ["diagram_1", "diagram_999999", "lab_2"]), ("labId", ["lab_1", "lab_999999", "x"]),
        ("incidentId", ["incident_999999", "atom_1"]), ("atomId", [hidden, "atom_999999", "content_1"]),
        ("contentId", ["content_1", "content_999999", ""]),
      ] {
        for id in ids {
          let refused = try await ada.start(nil, [member: .string(id)])
          #expect(refused.codes == ["NOT_FOUND"] && refused.at("conversation") == .null, "\(id) \(refused)")
          #expect(refused.at("userErrors.0.field") == ["input", "subject", .string(member)], "\(refused)")
        }
      }
      // Its author and administrators may read it.
      try await instance.application.database.write("update diagrams set author_id = \(ada.key) where id = 1")
      #expect(try await ada.start(nil, ["diagramId": "diagram_1"]).codes == [])
      let admin = try await instance.signIn(.admin)
      for (member, id) in [("labId", "lab_1"), ("atomId", hidden), ("contentId", "content_1")] {
        let text = """
          mutation { startConversation(input: {subject: {\(member): "\(id)"}}) { conversation { id } userErrors { code } } }
          """
        let begun = try await instance.query(text, token: admin)
        #expect(begun.text("data.startConversation.conversation.id") != nil, "\(begun)")
      }
    }
  }

  @Test("its title is what was given, else the beginning of the first question")
  func titles() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let blank = try await ada.start("  \u{2003} ")
      #expect(blank.codes == ["BLANK"] && blank.at("userErrors.0.field") == ["input", "title"], "\(blank)")
      let given = try await ada.startConversation("Mine")
      let open = try await ada.start()
      #expect(open.at("conversation.title") == .null, "\(open)")
      let untitled = try #require(open.at("conversation.id")?.stringValue)
      for (conversation, title) in [(given, "Mine"), (untitled, "What is a quorum?")] {
        for question in ["What is\n  a quorum?", "And what is a leader?"] {
          _ = try await ada.answer(question, in: conversation)
        }
        let read = try await ada.query("{ conversation(conversationId: \"\(conversation)\") { title } }")
        #expect(read.text("data.conversation.title") == title, "\(read)")
      }
    }
  }

  @Test("what is archived takes no questions until it is taken out; both are the same a second time")
  func archiving() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let conversation = try await ada.startConversation("Talk")
      let archived = try await ada.archive(conversation)
      #expect(archived.at("conversation.archivedAt")?.stringValue != nil, "\(archived)")
      #expect(try await ada.archive(conversation) == archived)
      #expect(try await ada.ask("What is a quorum?", in: conversation).code == "NOT_FOUND")
      let open = try await ada.archive(conversation, false)
      #expect(open.at("conversation.archivedAt") == .null && open.codes == [], "\(open)")
      #expect(try await ada.archive(conversation, false) == open)
      _ = try await ada.answer("What is a quorum?", in: conversation)
    }
  }

  @Test("nobody archives, reads or goes on with what is somebody else's")
  func foreign() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let conversation = try await ada.startConversation("Talk")
      _ = try await ada.answer("What is a quorum?", in: conversation)
      for id in [conversation, "conversation_999999", "answer_1"] {
        let refused = try await ben.archive(id)
        #expect(refused.codes == ["NOT_FOUND"] && refused.at("conversation") == .null, "\(refused)")
        #expect(refused.at("userErrors.0.field") == ["input", "conversationId"])
      }
      #expect(try await ben.ask("What is a quorum?", in: conversation).code == "NOT_FOUND")
      #expect(try await ben.query("{ conversation(conversationId: \"\(conversation)\") { id } }").code == "NOT_FOUND")
      let admin = try await instance.signIn(.admin)
      let read = try await instance.query("{ conversation(conversationId: \"\(conversation)\") { id } }", token: admin)
      #expect(read.code == "NOT_FOUND", "\(read)")
    }
  }

  @Test("somebody has a thousand conversations that are not archived, and no more")
  func bound() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let fill: Query = """
        insert into conversations (user_id, title)
        select \(ada.key), 'Talk ' || n from generate_series(1, \(ConversationStart.openLimit - 1)) n
        """
      try await instance.application.database.write(fill.onBehalf(of: .system))
      let last = try await ada.startConversation("The last one")
      #expect(try await ada.start("One more").codes == ["QUOTA_EXCEEDED"])
      _ = try await ada.archive(last)
      let another = try await ada.startConversation("Another")
      #expect(try await ada.archive(last, false).codes == ["QUOTA_EXCEEDED"])
      // What is open already stays open.
      #expect(try await ada.archive(another, false).codes == [])
    }
  }
}
