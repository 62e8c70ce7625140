import GraphQLJSON
import Testing

@testable import AtlasServer

@Suite("Labs page by page")
struct LabPagingTests {
  private let text = """
    query ($filter: LabFilter, $order: LabOrder, $first: Int, $after: String, $last: Int, $before: String) {
      labsConnection(filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
        totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    """

  private func page(_ instance: TestInstance, _ variables: JSONObject) async throws -> TestResponse {
    try await instance.query(text, variables)
  }

  @Test(
    "every order shows every lab once, the same forwards and backwards",
    arguments: ["TITLE", "DIFFICULTY", "CREATED_AT", "UPDATED_AT"], ["ASC", "DESC"])
  func walks(field: String, direction: String) async throws {
    try await withInstance { instance in
      let order: JSONValue = ["field": .string(field), "direction": .string(direction)]
      let all = try await page(instance, ["order": order, "first": 100])
      let ids = all.texts("data.labsConnection.nodes", "id")
      #expect(ids.count == all.integer("data.labsConnection.totalCount"))
      #expect(Set(ids).count == ids.count)
      var forwards: [String] = []
      var cursor: JSONValue = .null
      var hasMore = true
      while hasMore {
        let found = try await page(instance, ["order": order, "first": 7, "after": cursor])
        forwards += found.texts("data.labsConnection.nodes", "id")
        cursor = try #require(found["data.labsConnection.pageInfo.endCursor"], "\(found)")
        hasMore = found["data.labsConnection.pageInfo.hasNextPage"] == true
      }
      #expect(forwards == ids)
      var backwards: [String] = []
      cursor = .null
      hasMore = true
      while hasMore {
        let found = try await page(instance, ["order": order, "last": 7, "before": cursor])
        backwards = found.texts("data.labsConnection.nodes", "id") + backwards
        cursor = try #require(found["data.labsConnection.pageInfo.startCursor"], "\(found)")
        hasMore = found["data.labsConnection.pageInfo.hasPreviousPage"] == true
      }
      #expect(backwards == ids)
    }
  }

  @Test("filters narrow the pages and their total; a cursor is good for its own list alone")
  func filters() async throws {
    try await withInstance { instance in
      let filter: JSONValue = ["difficulties": ["BEGINNER"]]
      let found = try await page(instance, ["filter": filter, "first": 2])
      let total = try #require(found.integer("data.labsConnection.totalCount"), "\(found)")
      let whole = try await instance.query("{ labs(filter: {difficulties: [BEGINNER]}) { id } }")
      #expect(total == whole.texts("data.labs", "id").count)
      #expect(found["data.labsConnection.pageInfo.hasNextPage"] == .boolean(total > 2))
      let cursor = try #require(found["data.labsConnection.pageInfo.endCursor"])
      #expect(try await page(instance, ["filter": filter, "after": cursor])["errors"] == nil)
      for other in [["after": cursor], ["filter": filter, "after": cursor, "order": ["field": "CREATED_AT"]]]
        as [JSONObject]
      {
        #expect(try await page(instance, other).code == "BAD_USER_INPUT")
      }
      for cut in [["limit": 1], ["offset": 0]] as [JSONValue] {
        #expect(try await page(instance, ["filter": cut]).code == "BAD_USER_INPUT")
      }
      let diagram = try await page(instance, ["filter": ["diagramId": "diagram_1"]])
      let linked = try await instance.query("{ diagram(id: 1) { labs { nodes { id } } } }")
      #expect(
        Set(diagram.texts("data.labsConnection.nodes", "id")) == Set(linked.texts("data.diagram.labs.nodes", "id")))
    }
  }
}
