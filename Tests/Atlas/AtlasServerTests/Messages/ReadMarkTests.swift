import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("What members have read")
struct ReadMarkTests {
  @Test("a mark moves forwards, up to the last message and no further")
  func mark() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let (author, reader) = (try await instance.signIn(.learner), try await instance.signIn(.learner2))
      let last = try #require(try await client.sequences().last)
      for number in 1...4 { _ = try await client.sent("\(number)", token: author) }
      #expect(try await client.unread(token: reader) == .integer(4))
      #expect(try await client.unread(token: author) == .integer(0))
      for (sequence, left) in [(last + 1, 3), (last, 3), (-5, 3), (last + 3, 1), (2_147_483_647, 0), (1, 0)] {
        let response = try await client.markRead(Int(sequence), token: reader)
        #expect(response.integer("data.markGroupRead.group.unreadCount") == left, "\(sequence): \(response)")
      }
      _ = try await client.sent("5", token: author)
      #expect(try await client.unread(token: reader) == .integer(1))
      // Whoever writes has read what came before.
      _ = try await client.sent("6", token: reader)
      #expect(try await client.unread(token: reader) == .integer(0))
      #expect(try await client.unread(token: author) == .integer(1))
      let read = try await instance.query(
        "{ node(id: \"group_1\") { ... on StudyGroup { viewerMembership { lastReadAt } } } }", token: reader)
      #expect(read.text("data.node.viewerMembership.lastReadAt") != nil, "\(read)")
      let others = try await instance.query(
        "{ studyGroup(id: \"group_1\") { members(first: 100) { nodes { lastReadAt } } } }", token: author)
      let marks = others["data.studyGroup.members.nodes"]?.arrayValue ?? []
      #expect(marks.count > 1 && marks.count { $0.at("lastReadAt") != .null } == 1, "\(others)")
    }
  }

  @Test("only members have a mark")
  func outsiders() async throws {
    try await withInstance { instance in
      let client = MessageClient(instance)
      let hidden = try await client.found("Behind doors", "PRIVATE", token: try await instance.signIn(.learner))
      let stranger = try await instance.register("eve")
      let code = "data.markGroupRead.userErrors.0.code"
      #expect(try await client.markRead(1, token: stranger).text(code) == "FORBIDDEN")
      #expect(try await client.markRead(1, in: hidden, token: stranger).text(code) == "NOT_FOUND")
      #expect(try await client.markRead(1, in: "diagram_1", token: stranger).text(code) == "NOT_FOUND")
      let admin = try await instance.signIn(.admin)
      #expect(try await client.markRead(1, in: hidden, token: admin).text(code) == "FORBIDDEN")
      #expect(try await client.unread(hidden, token: admin) == .null)
    }
  }
}
