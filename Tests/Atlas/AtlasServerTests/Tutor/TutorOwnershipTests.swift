import AtlasKernel
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("The tutor's objects: there for their learner only, exported and erased with them")
struct TutorOwnershipTests {
  @Test("conversations, answers and what was said are found by nobody else, by whatever field")
  func nodes() async throws {
    try await withInstance { instance in
      let (ada, ben) = (try await GroupLearner("ada", instance), try await GroupLearner("ben", instance))
      let answer = try await ada.answer("What is a quorum?")
      let read = try await ada.query(
        "{ node(id: \"\(answer)\") { ... on Answer { conversation { id messages(first: 5) { nodes { id } } } } } }")
      let turns = read.texts("data.node.conversation.messages.nodes", "id")
      #expect(turns.count == 2, "\(read)")
      let conversation = try #require(read.text("data.node.conversation.id"))
      for id in [answer, conversation] + turns {
        let text = """
          query ($id: ID!) {
            node(id: $id) {
              id
              ... on Answer { text question viewerRating moderation { category } citations { title } }
              ... on Conversation { title user { id } messages(first: 1) { nodes { content } } }
              ... on ConversationMessage { content answer { id } }
            }
          }
          """
        #expect(try await ada.query(text, ["id": .string(id)]).text("data.node.id") == id)
        let hidden = try await ben.query(text, ["id": .string(id)])
        #expect(hidden.body == ["data": ["node": .null]], "\(hidden)")
        let visitor = try await instance.query(text, ["id": .string(id)])
        #expect(visitor["data.node"] == .null, "\(visitor)")
      }
    }
  }

  @Test("an answer that was flagged says why, and nobody is told")
  func moderation() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let answer = try await ada.answer("What is a quorum?")
      let text = "{ node(id: \"\(answer)\") { ... on Answer { moderation { category message escalatedTo { id } } } } }"
      #expect(try await ada.query(text)["data.node.moderation"] == .null)
      let flag: Query = "update answers set moderation_category = 'SELF_HARM', moderation_message = 'Talk to somebody.'"
      try await instance.application.database.write(flag.onBehalf(of: .system))
      let flagged = try await ada.query(text)
      #expect(
        flagged["data.node.moderation"]
          == ["category": "SELF_HARM", "message": "Talk to somebody.", "escalatedTo": .null], "\(flagged)")
    }
  }

  @Test("the export has what was asked, said and thought, with subjects, citations and days")
  func export() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let conversation = try await ada.startConversation("About a lab", ["labId": "lab_1"])
      let answer = try await ada.answer("What is a quorum?", in: conversation)
      _ = try await ada.rate(answer, 1, "Thank you.")
      let other = try await GroupLearner("ben", instance)
      _ = try await other.answer("Who is ben?")
      let database = instance.application.database
      let take: Query = """
        insert into tutor_quotas as q (user_id, day, used) values (\(ada.key), '2026-01-02', 3)
        """
      try await database.write(take.onBehalf(of: .system))
      let rows = try await database.read(TutorPersonalData.conversations.export(ada.key))
      let export = try JSONParser.parse(try #require(rows.string(0, 0)))
      #expect(export.arrayValue?.count == 1, "\(export)")
      #expect(export.at("0.subject") == "lab_1" && export.at("0.title") == "About a lab")
      #expect(export.at("0.messages.0.content") == "What is a quorum?")
      #expect(export.at("0.messages.1.rating") == .integer(1) && export.at("0.messages.1.comment") == "Thank you.")
      #expect((export.at("0.messages.1.citations")?.arrayValue?.count ?? 0) > 0, "\(export)")
      let days = try await database.read(TutorPersonalData.questions.export(ada.key)).string(0, 0)
      #expect(days?.contains("2026-01-02") == true)

      for erase in TutorPersonalData.conversations.erase + TutorPersonalData.questions.erase {
        try await database.write(erase(ada.key))
      }
      for table: StaticString in [
        "conversations", "conversation_messages", "answers", "answer_ratings", "tutor_quotas",
      ] {
        let left: Query = "select count(*) from \(unsafeRawSQL: table) where user_id = \(ada.key)"
        #expect(try await database.read(left.onBehalf(of: .system)).int(0, 0) == 0, "\(table)")
      }
      let others: Query = "select count(*) from answers where user_id = \(other.key)"
      #expect(try await database.read(others.onBehalf(of: .system)).int(0, 0) == 1)
    }
  }
}
