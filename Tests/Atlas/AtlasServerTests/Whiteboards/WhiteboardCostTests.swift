import DemoContent
import GraphQLCost
import GraphQLEngine
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Whiteboards: what reading them costs")
struct WhiteboardCostTests {
  @Test("an operation reads no more than nine snapshots, whatever its lists and aliases are")
  func snapshots() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      func read(_ groups: Int) async throws -> TestResponse {
        let text = "{ studyGroups(first: \(groups)) { nodes { whiteboard { snapshot } } } }"
        return try await bench.instance.query(text, token: bench.instance.signIn(.admin))
      }
      #expect(try await read(9)["errors"] == nil)
      #expect(try await read(10).code == "COST_LIMIT")
      let aliases = (0..<10).map { "s\($0): snapshot" }.joined(separator: " ")
      #expect(try await bench.board(aliases).code == "COST_LIMIT")
    }
  }

  @Test("an operation reads some pages of operations, and not many")
  func operations() async throws {
    try await withWhiteboard { bench in
      try await bench.draw([WhiteboardBench.put("a")])
      func read(_ groups: Int) async throws -> TestResponse {
        let text =
          "{ studyGroups(first: \(groups)) { nodes { whiteboard { operations(sinceRevision: 0) { data } } } } }"
        return try await bench.instance.query(text, token: bench.instance.signIn(.admin))
      }
      #expect(try await read(10)["errors"] == nil)
      #expect(try await read(20).code == "COST_LIMIT")
    }
  }

  @Test("an event costs so little that a group can draw all the time")
  func events() async throws {
    try await withWhiteboard { bench in
      let text = """
        subscription { whiteboardChanged(groupId: "group_1") { revision ops { revision data at } snapshot } }
        """
      let operation = try bench.instance.application.engine.prepare(GraphQLRequest(query: Array(text.utf8))).get()
      #expect(try #require(operation.cost?.points) <= 30)
    }
  }

  @Test("ten snapshots are read at a time and no more, where costs have no limit; what is smaller is")
  func atOnce() async throws {
    try await withInstance({ $0.http.costLimit = nil }) { instance in
      let database = instance.application.database
      let copies: Query = """
        insert into study_groups (name, description, topic, visibility, created_by)
        select 'Copy ' || n, g.description, g.topic, g.visibility, g.created_by
        from study_groups g
        cross join generate_series(1, 11) n
        where g.id = 1
        """
      try await database.write(copies.onBehalf(of: .system))
      let boards: Query = "insert into whiteboards (group_id) select g.id from study_groups g on conflict do nothing"
      try await database.write(boards.onBehalf(of: .system))
      let groups = try await database.read("select g.id from study_groups g order by g.id limit 11")
      let token = try await instance.signIn(.admin)
      func read(_ count: Int, _ field: String) async throws -> TestResponse {
        let ids = try (0..<count).map { "\"whiteboard_\(try #require(groups.int($0, 0)))\"" }.joined(separator: " ")
        let text = "{ nodes(ids: [\(ids)]) { ... on Whiteboard { \(field) } } }"
        return try await instance.query(text, token: token)
      }
      #expect(try await read(10, "snapshot").texts("data.nodes", "snapshot").count == 10)
      #expect(try await read(11, "snapshot").code == "COST_LIMIT")
      #expect(try await read(11, "id").texts("data.nodes", "id").count == 11)
    }
  }
}
