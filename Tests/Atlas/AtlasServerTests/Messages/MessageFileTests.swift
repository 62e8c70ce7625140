import DemoContent
import GraphQLJSON
import OutboundHTTP
import Postgres
import Testing

@testable import AtlasServer

@Suite("Files of messages")
struct MessageFileTests {
  @Test("files come with the message in their order; members fetch them, others see neither")
  func attachments() async throws {
    try await withFileServer { files in
      let client = MessageClient(files.memory)
      let token = try await files.memory.signIn(.learner)
      let picture = try await files.uploaded(FileServer.png, token)
      let notes = try await files.uploaded(Array("# a".utf8), token, name: "a.md", type: "text/markdown")
      let ids = JSONValue.array([.string(notes.id), .string(picture.id), .string(notes.id)])
      let response = try await client.send("see these", ["uploadIds": ids], token: token)
      let attached = "data.sendGroupMessage.message.attachments"
      #expect(response.texts(attached, "filename") == ["a.md", "face.png"], "\(response)")
      let address = try files.target(response.text("\(attached).1.url"))
      #expect(try await files.get(address).body == FileServer.png)
      let id = try #require(response["data.sendGroupMessage.message.id"])
      let text = "query ($id: ID!) { node(id: $id) { ... on Message { attachments { filename url } } } }"
      let member = try await files.memory.query(text, ["id": id], token: try await files.memory.signIn(.learner2))
      #expect(member.texts("data.node.attachments", "filename") == ["a.md", "face.png"], "\(member)")
      let stranger = try await files.memory.register("eve")
      #expect(try await files.memory.query(text, ["id": id], token: stranger)["data.node"] == .null)
      #expect(try await files.count("select count(*) from files") == 2)
    }
  }

  @Test("the same message with files, sent again, is the one that is there")
  func again() async throws {
    try await withFileServer { files in
      let client = MessageClient(files.memory)
      let token = try await files.memory.signIn(.learner)
      let upload = try await files.uploaded(FileServer.png, token)
      let more: JSONObject = [
        "uploadIds": .array([.string(upload.id)]), "clientMessageId": "6f1c2a34-0f7b-4c8e-9d10-2b5a6c7d8e9f",
      ]
      let ids = try await withThrowingTaskGroup(of: String.self) { group in
        for _ in 0..<6 { group.addTask { try await client.sent("see", more, token: token) } }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      #expect(try await client.sent("see", more, token: token) == ids.first)
      #expect(try await files.count("select count(*) from group_message_files") == 1)
    }
  }

  @Test("what is not there, somebody else's, or used already is refused, and nothing is sent or used")
  func refusals() async throws {
    try await withFileServer { files in
      let client = MessageClient(files.memory)
      let token = try await files.memory.signIn(.learner)
      let own = try await files.uploaded(FileServer.png, token)
      let foreign = try await files.uploaded(FileServer.png, try await files.memory.signIn(.learner2))
      let before = try await client.sequences()
      let error = "data.sendGroupMessage.userErrors.0"
      func send(_ ids: [String], to group: String = "group_1") async throws -> TestResponse {
        try await client.send("see", to: group, ["uploadIds": .array(ids.map { .string($0) })], token: token)
      }
      #expect(try await send([own.id, foreign.id]).text("\(error).code") == "NOT_FOUND")
      #expect(try await send(["none"]).text("\(error).code") == "NOT_FOUND")
      #expect(try await send((0..<6).map { _ in own.id })["errors"] != nil)
      #expect(try await send([own.id], to: "group_999999").text("\(error).code") == "NOT_FOUND")
      #expect(try await client.sequences() == before)
      #expect(try await send([own.id]).text("data.sendGroupMessage.message.id") != nil)
      #expect(try await send([own.id]).text("\(error).currentState") == "CLAIMED")
      #expect(try await client.sequences().count == before.count + 1)
    }
  }
}
