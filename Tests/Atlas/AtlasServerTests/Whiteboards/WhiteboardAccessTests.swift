import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Whiteboards: who may see them and draw on them")
struct WhiteboardAccessTests {
  @Test("a stranger neither draws nor sees, and leaves no board behind")
  func stranger() async throws {
    try await withWhiteboard { bench in
      let stranger = try await bench.instance.register("stranger")
      let drawn = try await bench.apply([WhiteboardBench.put("a")], token: stranger)
      #expect(drawn.text("data.applyWhiteboardOps.userErrors.0.code") == "NOT_FOUND", "\(drawn)")
      #expect(drawn.text("data.applyWhiteboardOps.userErrors.0.missingId") == "group_1")
      #expect(drawn["data.applyWhiteboardOps.revision"]?.isNull == true)
      #expect(try await bench.board("id")["data.node.whiteboard"]?.isNull == true)
      try await bench.draw([WhiteboardBench.put("a")])
      let node = try await bench.instance.query("{ node(id: \"whiteboard_1\") { id } }", token: stranger)
      #expect(node["data.node"]?.isNull == true, "\(node)")
      let nested = try await bench.instance.query(
        "{ node(id: \"group_1\") { ... on StudyGroup { whiteboard { id } } } }", token: stranger)
      #expect(nested.code == "FORBIDDEN", "\(nested)")
      let answer = await bench.answer(since: 0, token: stranger)
      guard case .complete(let response) = answer else { throw TestFailure("a stream was answered") }
      #expect(String(decoding: response.body, as: UTF8.self).contains("FORBIDDEN"))
    }
  }

  @Test("a group that is not there is answered like one of others")
  func unknownGroup() async throws {
    try await withWhiteboard { bench in
      for group in ["group_999999", "lab_1", "x", ""] {
        let response = try await bench.apply([WhiteboardBench.put("a")], token: bench.members[0], group: group)
        #expect(response.text("data.applyWhiteboardOps.userErrors.0.code") == "NOT_FOUND", "\(response)")
      }
    }
  }

  @Test("an administrator sees a board, and does not draw on it")
  func administrator() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      let token = try await bench.instance.signIn(.admin)
      let node = try await bench.instance.query(
        "{ node(id: \"whiteboard_1\") { ... on Whiteboard { revision } } }", token: token)
      #expect(node.integer("data.node.revision") == 1, "\(node)")
      let drawn = try await bench.apply([WhiteboardBench.put("a")], token: token)
      #expect(drawn.text("data.applyWhiteboardOps.userErrors.0.code") == "NOT_FOUND", "\(drawn)")
    }
  }

  @Test("the database keeps boards from strangers, whatever a statement forgets to ask for")
  func rowSecurity() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      _ = try await bench.instance.register("stranger")
      let users = try await bench.database.read(
        """
        select u.id from users u where u.email in ('learner@atlas.example', 'stranger@people.example') order by u.id
        """)
      let (member, stranger) = (try #require(users.int(0, 0)), try #require(users.int(1, 0)))
      for table: StaticString in ["whiteboards", "whiteboard_elements", "whiteboard_ops"] {
        let count: Query = "select count(*) from \(unsafeRawSQL: table) where group_id = 1"
        #expect(try await bench.database.read(count.onBehalf(of: .user(member))).int(0, 0) == 1, "\(table)")
        #expect(try await bench.database.read(count.onBehalf(of: .user(stranger))).int(0, 0) == 0, "\(table)")
        #expect(try await bench.database.read(count).int(0, 0) == 0, "\(table)")
        let removal: Query = "delete from \(unsafeRawSQL: table)"
        #expect(try await bench.database.write(removal.onBehalf(of: .user(stranger))).affectedRows == 0, "\(table)")
      }
      let forged: Query = """
        insert into whiteboard_ops (group_id, revision, author_id, data) values (1, 2, \(member), 'e30=')
        """
      await #expect(throws: PostgresError.self) {
        try await bench.database.write(forged.onBehalf(of: .user(stranger)))
      }
      try await bench.database.write(forged.onBehalf(of: .user(member)))
    }
  }

  @Test("a person's operations are in their export, and stay without author when the account is erased")
  func personalData() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      try await bench.draw([WhiteboardBench.put("b")], as: 1)
      let part = try #require(Domains.personalData.first { $0.name == "whiteboards" })
      let users = try await bench.database.read("select u.id from users u where u.email = 'learner@atlas.example'")
      let user = try #require(users.int(0, 0))
      let export = try await bench.database.read(part.export(user))
      let operations = try JSONParser.parse(try #require(export.string(0, 0)))
      #expect(operations.arrayValue?.count == 1)
      #expect(operations.at("0.data") == .string(WhiteboardBench.put("a")))
      for erase in part.erase { try await bench.database.write(erase(user)) }
      let board = try await bench.board("operations(sinceRevision: 0) { author { id } }", as: 1)
      #expect(board["data.node.whiteboard.operations.0.author"]?.isNull == true, "\(board)")
      #expect(board.text("data.node.whiteboard.operations.1.author.id") != nil)
      #expect(try await bench.elements().count == 2)
    }
  }
}
