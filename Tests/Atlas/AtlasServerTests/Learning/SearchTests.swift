import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Search: one list over everything, for whoever may see it")
struct SearchTests {
  private let text = """
    query ($query: String!, $types: [SearchType!], $first: Int, $after: String) {
      search(query: $query, types: $types, first: $first, after: $after) {
        totalCount tookMs facets { name value count } pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { score highlights cursor }
      }
    }
    """

  private func search(
    _ instance: TestInstance, _ query: String, _ more: JSONObject = [:], token: String? = nil
  ) async throws -> TestResponse {
    var variables: JSONObject = ["query": .string(query)]
    for member in more.members { variables.append(key: member.key, value: member.value) }
    return try await instance.query(text, variables, token: token)
  }

  private func total(_ instance: TestInstance, _ query: String, token: String? = nil) async throws -> Int? {
    let answer = try await search(instance, query, token: token)
    #expect(answer["data.search.edges"]?.arrayValue?.count == answer.integer("data.search.totalCount"), "\(answer)")
    return answer.integer("data.search.totalCount")
  }

  private func write(_ instance: TestInstance, _ statement: Query) async throws {
    try await instance.application.database.write(statement.onBehalf(of: .system))
  }

  /// One object of each type with the word "zygote", each its type's only one.
  private func fill(_ instance: TestInstance) async throws {
    for statement in [
      "update diagrams set title = 'A zygote' where id = 1", "update labs set summary = 'The zygote' where id = 1",
      "update incidents set lessons = 'Mind the zygote' where id = 1",
      """
      insert into contents (title, kind, status, source_kind, owner_id)
      select 'Zygote growth', 'DOCUMENT', 'COMPLETED', 'TEXT', u.id from users u
      where u.email = 'creator@atlas.example'
      """,
      """
      insert into atoms (content_id, title, body, difficulty, estimated_time, published)
      select c.id, 'Cells', 'The first cell is called a zygote.', 0.5, interval '2 minutes', true from contents c
      where c.title = 'Zygote growth'
      """,
      "update study_groups set description = 'All about the zygote', visibility = 'PUBLIC' where id = 1",
    ] as [Query] {
      try await write(instance, statement)
    }
  }

  @Test("all six types are found, counted and quoted; a type that is not asked for is not")
  func types() async throws {
    try await withInstance { instance in
      try await fill(instance)
      let token = try await instance.signIn(.learner)
      let found = try await search(instance, "zygote", token: token)
      #expect(found.integer("data.search.totalCount") == 6, "\(found)")
      #expect(
        found.texts("data.search.facets", "value") == ["DIAGRAM", "LAB", "INCIDENT", "ATOM", "CONTENT", "STUDY_GROUP"])
      for edge in found["data.search.edges"]?.arrayValue ?? [] {
        #expect(edge.at("highlights.0")?.stringValue?.lowercased().contains("**zygote**") == true, "\(edge)")
      }
      let labs = try await search(instance, "zygote", ["types": ["LAB", "INCIDENT"]], token: token)
      #expect(labs.texts("data.search.facets", "value") == ["LAB", "INCIDENT"])
      #expect(try await search(instance, "zygote", ["types": []]).integer("data.search.totalCount") == 0)
    }
  }

  @Test("what the viewer may not see is neither found nor counted nor quoted")
  func rights() async throws {
    try await withInstance { instance in
      try await fill(instance)
      for statement in [
        "update diagrams set status = 'DRAFT' where id = 1", "update labs set status = 'ARCHIVED' where id = 1",
        "update atoms set published = false", "update contents set status = 'PROCESSING'",
        "update study_groups set visibility = 'PRIVATE' where id = 1",
        "delete from incidents where id = 1",
        "delete from group_members where group_id = 1",
        """
        insert into group_members (group_id, user_id)
        select 1, u.id from users u where u.email = 'learner@atlas.example' on conflict do nothing
        """,
      ] as [Query] {
        try await write(instance, statement)
      }
      #expect(try await total(instance, "zygote") == 0)
      let learner = try await search(instance, "zygote", token: try await instance.signIn(.learner))
      #expect(learner.texts("data.search.facets", "value") == ["STUDY_GROUP"])
      let creator = try await search(instance, "zygote", token: try await instance.signIn(.creator))
      #expect(creator.texts("data.search.facets", "value") == ["DIAGRAM", "LAB", "CONTENT"])
      let admin = try await search(instance, "zygote", token: try await instance.signIn(.admin))
      #expect(admin.texts("data.search.facets", "value") == ["DIAGRAM", "LAB"])
      #expect(try await total(instance, "zygote", token: try await instance.signIn(.instructor)) == 0)
    }
  }

  @Test("pages follow each other without gaps, best first; a cursor is good for its own search alone")
  func pages() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let whole = try await search(instance, "cache or replica or queue", ["first": 50], token: token)
      let all = whole.texts("data.search.edges", "cursor")
      let scores = (whole["data.search.edges"]?.arrayValue ?? []).compactMap { edge -> Double? in
        if case .number(let text)? = edge.at("score") { Double(text) } else { nil }
      }
      #expect(all.count == whole.integer("data.search.totalCount"))
      #expect(all.count > 10)
      #expect(scores == scores.sorted(by: >))
      #expect(scores.allSatisfy { $0 > 0 && $0 < 1 })
      var walked: [String] = []
      var cursor: JSONValue = .null
      var hasMore = true
      while hasMore {
        let page = try await search(
          instance, "cache or replica or queue", ["first": 3, "after": cursor], token: token)
        walked += page.texts("data.search.edges", "cursor")
        cursor = try #require(page["data.search.pageInfo.endCursor"], "\(page)")
        hasMore = page["data.search.pageInfo.hasNextPage"] == true
      }
      #expect(walked == all)
      #expect(try await search(instance, "cache", ["after": .string(all[0])], token: token).code == "BAD_USER_INPUT")
      #expect(try await search(instance, "cache", ["first": 51], token: token).code != nil)
    }
  }

  @Test(
    "what has no words to look for finds nothing, and is no error",
    arguments: [
      "the", "and of the", String(repeating: "😀", count: 256), "\"'\"'", "& | ! ( ) :* <-> \\", "-cache",
      "cache or -queue",
      "or or or", "\"", "\u{0}", ":*", "!!!", String(repeating: "(", count: 256), "ⅷⅷⅷ", "a\u{300}\u{301}",
    ])
  func hostile(query: String) async throws {
    try await withInstance { instance in
      let found = try await total(instance, query)
      #expect(found == 0)
    }
  }

  @Test("the last word may be the beginning of one; with operators it may not, and no word is too long")
  func beginnings() async throws {
    try await withInstance { instance in
      try await fill(instance)
      for query in ["zygo", "the zygo", "cells zygo", "zygote"] {
        #expect((try await total(instance, query) ?? 0) > 0, "\(query)")
      }
      for query in ["\"zygo\"", "zy", "zygo -cell", "zygo or zygo"] {
        #expect(try await total(instance, query) == 0, "\(query)")
      }
      #expect(try await total(instance, String(repeating: "z", count: 256)) == 0)
    }
  }

  @Test("what authors write stays text in passages: no marks, links or tags of theirs")
  func injection() async throws {
    try await withInstance { instance in
      let hostile = """
        - zygote <img src=x onerror=alert(1)> [click](https://evil.example) `code` **bold** _it_ \
        ![i](u) &lt; \u{E000}x\u{E001}
        # head www.evil.example <script>zygote</script>
        """
      try await write(instance, "update diagrams set description = \(hostile)::text where id = 1")
      let found = try await search(instance, "zygote")
      let passages = (found["data.search.edges.0.highlights"]?.arrayValue ?? []).compactMap(\.stringValue)
      #expect(!passages.isEmpty && passages.count <= 3, "\(found)")
      for passage in passages {
        let text = passage.replacing("**zygote**", with: "")
        for piece in ["<", "[", "]", "`", "*", "_", "&", "#", "https:"] {
          #expect(
            text.replacing("\\\(piece)", with: "").contains(piece) == false || piece == "https:", "\(piece): \(passage)"
          )
        }
        #expect(!text.contains("https:/") && !text.contains("www.evil"))
        #expect(!text.unicodeScalars.contains { (0xE000...0xE002).contains($0.value) })
      }
    }
  }

  @Test("a search is one statement; totals and facets share a second one, passages take a third, nodes one a type")
  func statements() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let nodes = """
        query ($first: Int) {
          search(query: "replication or cache", types: [DIAGRAM, LAB], first: $first) {
            totalCount facets { count } tookMs
            edges { highlights node { __typename ... on Diagram { title } ... on Lab { title } } } nodes { __typename }
          }
        }
        """
      var names: [[String]] = []
      for first in [5, 50] {
        let log = StatementLog()
        let found = try await StatementLog.$current.withValue(log) {
          try await instance.query(nodes, ["first": .integer(first)], token: token)
        }
        #expect(found["errors"] == nil, "\(found)")
        names.append(log.entries.map(\.name))
      }
      #expect(
        Set(names[0]) == [
          "search.page", "search.counts", "search.passages", "catalog.diagramsByID", "catalog.labsByID",
        ])
      #expect(names[0].count == 5)
      #expect(names[1].sorted() == names[0].sorted())
    }
  }
}
