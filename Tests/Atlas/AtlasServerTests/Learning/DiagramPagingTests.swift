import GraphQLCaching
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Pages of diagrams: any order, both directions, signed cursors")
struct DiagramPagingTests {
  private let text = """
    query ($filter: DiagramFilter, $order: DiagramOrder, $first: Int, $after: String, $last: Int, $before: String) {
      diagramsConnection(
        filter: $filter, orderBy: $order, first: $first, after: $after, last: $last, before: $before
      ) {
        edges { cursor node { id title } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
    """

  /// Diagrams with many equal titles, moments, difficulties and counts of learners.
  private func addDiagrams(_ database: Database) async throws {
    try await database.write(
      """
      insert into diagrams (created_at, updated_at, slug, title, category, tags, difficulty, mermaid_source, status)
      select timestamptz '2026-01-01 00:00:00+00' + (n % 5) * interval '1 millisecond',
        timestamptz '2026-02-01 00:00:00+00' + (n % 3) * interval '1 second', 'paged-' || n,
        (array['Äpfel', 'Zebra', 'apple', 'Apple', '100%', 'a:b', repeat('x', 200)])[1 + n * 7919 % 7],
        'Paged', array['t' || n % 4], (array['EXPERT', 'BEGINNER', 'ADVANCED', 'INTERMEDIATE'])[1 + n % 4], 'graph TD',
        case when n % 10 = 0 then 'DRAFT' else 'PUBLISHED' end
      from generate_series(1, 30) as n
      """)
    try await database.write(
      """
      insert into diagram_completions (user_id, diagram_id)
      select u.id, d.id from users u cross join diagrams d where (u.id * d.id) % 3 = 0 on conflict do nothing
      """)
  }

  private struct Walked {
    var ids: [String] = []
    var pages = 0
  }

  /// All ids of a list, page by page.
  private func walk(
    _ instance: TestInstance, _ variables: JSONObject, size: Int, backward: Bool
  ) async throws -> Walked {
    var walked = Walked()
    var cursor: JSONValue?
    while walked.pages < 100 {
      var page = variables
      page.append(key: backward ? "last" : "first", value: .integer(size))
      if let cursor { page.append(key: backward ? "before" : "after", value: cursor) }
      let response = try await instance.query(text, page)
      #expect(response["errors"] == nil, "\(response)")
      let ids = response.texts("data.diagramsConnection.edges", "node.id")
      walked.ids = backward ? ids + walked.ids : walked.ids + ids
      walked.pages += 1
      let info = "data.diagramsConnection.pageInfo"
      #expect(response["\(info).\(backward ? "hasNextPage" : "hasPreviousPage")"] == .boolean(cursor != nil))
      guard response["\(info).\(backward ? "hasPreviousPage" : "hasNextPage")"] == true else { return walked }
      #expect(ids.count == size)
      cursor = try #require(response["\(info).\(backward ? "startCursor" : "endCursor")"])
    }
    throw TestFailure("the list does not end")
  }

  @Test("forwards and backwards, page by page, every order gives the whole list once")
  func walks() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      try await addDiagrams(database)
      let published = try await database.read("select count(*) from diagrams where status = 'PUBLISHED'").int(0, 0)
      for field in ["TITLE", "CREATED_AT", "UPDATED_AT", "DIFFICULTY", "POPULARITY"] {
        var lists: [[String]] = []
        for direction in ["ASC", "DESC"] {
          let order: JSONValue = ["field": .string(field), "direction": .string(direction)]
          let whole = try await instance.query(text, ["order": order, "first": 100])
          let ids = whole.texts("data.diagramsConnection.edges", "node.id")
          #expect(Int64(ids.count) == published && Set(ids).count == ids.count)
          lists.append(ids)
          for size in [1, 7, 40] {
            for backward in [false, true] {
              let walked = try await walk(instance, ["order": order], size: size, backward: backward)
              #expect(walked.ids == ids, "\(field) \(direction) \(size) \(backward)")
              #expect(walked.pages == (ids.count + size - 1) / size)
            }
          }
        }
        #expect(lists[0] == lists[1].reversed(), "\(field)")
      }
    }
  }

  @Test("difficulties run from beginner to expert, and the most popular stand at the end")
  func orders() async throws {
    try await withInstance { instance in
      try await addDiagrams(instance.application.database)
      let list = """
        query ($field: DiagramOrderField!) {
          diagramsConnection(orderBy: {field: $field}, first: 100) { nodes { difficulty completionCount title } }
        }
        """
      let byDifficulty = try await instance.query(list, ["field": "DIFFICULTY"])
      let ranks = byDifficulty.texts("data.diagramsConnection.nodes", "difficulty").map {
        ["BEGINNER", "INTERMEDIATE", "ADVANCED", "EXPERT"].firstIndex(of: $0)
      }
      #expect(ranks.compactMap { $0 } == ranks.compactMap { $0 }.sorted() && Set(ranks).count == 4)
      let byPopularity = try await instance.query(list, ["field": "POPULARITY"])
      let counts = (byPopularity["data.diagramsConnection.nodes"]?.arrayValue ?? []).compactMap {
        if case .number(let digits)? = $0.at("completionCount") { Int(digits) } else { nil }
      }
      #expect(counts == counts.sorted() && Set(counts).count > 1)
      let byTitle = try await instance.query("{ diagramsConnection(first: 100) { nodes { title } } }")
      let titles = byTitle.texts("data.diagramsConnection.nodes", "title")
      #expect(titles == titles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } && titles.count > 50)
    }
  }

  @Test("what is added or deleted between pages makes no item come twice or go missing")
  func changesBetween() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      try await addDiagrams(database)
      let filter: JSONValue = ["category": "Paged"]
      let before = try await walk(instance, ["filter": filter], size: 50, backward: false).ids
      let first = try await instance.query(text, ["filter": filter, "first": 10])
      let cursor = try #require(first["data.diagramsConnection.pageInfo.endCursor"])
      let seen = first.texts("data.diagramsConnection.edges", "node.id")
      // The item of the cursor itself goes, and others come in front of it and behind it.
      let last = try #require(seen.last.flatMap { Int64($0.dropFirst("diagram_".count)) })
      try await database.write("delete from diagram_completions where diagram_id = \(last)")
      try await database.write("delete from diagrams where id = \(last)")
      try await database.write(
        """
        insert into diagrams (slug, title, category, mermaid_source, status)
        values ('new-front', '000', 'Paged', 'graph TD', 'PUBLISHED'), ('new-end', 'zzz', 'Paged', 'graph TD', 'PUBLISHED')
        """)
      let rest = try await instance.query(text, ["filter": filter, "first": 50, "after": cursor])
      let ids = rest.texts("data.diagramsConnection.edges", "node.id")
      #expect(Array(ids.filter { before.contains($0) }) == Array(before.dropFirst(10)))
      #expect(ids.count == before.count - 10 + 1)
    }
  }

  @Test("a cursor of another order, filter or connection, a changed one and one of another secret are refused")
  func foreignCursors() async throws {
    let (configuration, drop) = try await TestServer.makeConfiguration()
    var other = configuration
    other.tokens.secret = "another secret of the tests, as long as it must be"
    let applications = [
      try await AtlasApplication.start(configuration, logger: .silent),
      try await AtlasApplication.start(configuration, logger: .silent),
      try await AtlasApplication.start(other, logger: .silent),
    ]
    let instances = applications.map(TestInstance.init)
    let first = try await instances[0].query(text, ["first": 2])
    let cursor = try #require(first["data.diagramsConnection.pageInfo.endCursor"]?.stringValue)
    let variables: [JSONObject] = [
      ["after": .string(cursor), "order": ["field": "TITLE", "direction": "DESC"]],
      ["after": .string(cursor), "order": ["field": "UPDATED_AT"]],
      ["after": .string(cursor), "filter": ["category": "Caching"]],
      ["after": .string(cursor), "filter": ["search": "cache"]],
      ["after": .string(String(cursor.dropLast()))], ["after": .string("A" + cursor)], ["after": ""], ["before": "42"],
      ["after": .string(String(repeating: "A", count: 5_000))],
    ]
    for variables in variables {
      let refused = try await instances[0].query(text, variables)
      #expect(refused.code == "BAD_USER_INPUT", "\(variables) \(refused)")
    }
    let labs = try await instances[0].query(
      "query ($after: String) { diagram(id: 1) { labs(after: $after) { totalCount } } }", ["after": .string(cursor)])
    #expect(labs.code == "BAD_USER_INPUT", "\(labs)")
    let elsewhere = try await instances[1].query(text, ["after": .string(cursor), "first": 2])
    #expect(elsewhere["errors"] == nil, "\(elsewhere)")
    #expect(try await instances[2].query(text, ["after": .string(cursor)]).code == "BAD_USER_INPUT")
    for application in applications { await application.stop() }
    await drop()
  }

  @Test("sizes out of range, both directions at once, and limit and offset are refused")
  func arguments() async throws {
    try await withInstance { instance in
      let variables: [JSONObject] = [
        ["first": 101], ["first": -1], ["last": 101], ["first": 1, "last": 1], ["filter": ["limit": 1]],
        ["filter": ["offset": 1]],
      ]
      for variables in variables {
        let refused = try await instance.query(text, variables)
        #expect(refused.code != nil && refused["data.diagramsConnection"] == nil, "\(variables) \(refused)")
      }
      let none = try await instance.query(text, ["first": 0])
      #expect(none["data.diagramsConnection.edges"] == [] && none["errors"] == nil, "\(none)")
      #expect(none["data.diagramsConnection.pageInfo.hasNextPage"] == true)
    }
  }

  @Test("facets and totals are over all pages, and equal to what one counts")
  func facets() async throws {
    try await withInstance { instance in
      try await addDiagrams(instance.application.database)
      let response = try await instance.query(
        """
        { diagramsConnection(filter: {category: "Paged"}, first: 3) {
            totalCount nodes { id } facets { name value count } } }
        """)
      #expect(response["data.diagramsConnection.totalCount"] == 27, "\(response)")
      let facets = try #require(response["data.diagramsConnection.facets"]?.arrayValue)
      let found = facets.map { "\($0.at("name")?.stringValue ?? "") \($0.at("value")?.stringValue ?? "")" }
      #expect(found.first == "category Paged" && facets.first?.at("count") == 27)
      #expect(found.filter { $0.hasPrefix("difficulty") }.count == 4 && found.filter { $0.hasPrefix("tag") }.count == 4)
      let counted = try await instance.application.database.read(
        "select count(*) from diagrams where status = 'PUBLISHED' and category = 'Paged' and 't1' = any(tags)")
      let tag = facets.first { $0.at("value") == "t1" }?.at("count")
      #expect(tag == .integer(Int(counted.int(0, 0) ?? 0)))
      let nested = try await instance.query(
        "{ lab(id: 1) { diagrams { totalCount facets { name value count } } } incident(id: 1) { "
          + "diagrams { totalCount facets { name value count } } } }")
      #expect(nested["errors"] == nil, "\(nested)")
      for path in ["data.lab.diagrams", "data.incident.diagrams"] {
        let facets = nested["\(path).facets"]?.arrayValue ?? []
        let difficulties = facets.filter { $0.at("name") == "difficulty" }.compactMap {
          if case .number(let digits)? = $0.at("count") { Int(digits) } else { nil }
        }
        #expect(nested["\(path).totalCount"] == .integer(difficulties.reduce(0, +)), "\(nested)")
      }
    }
  }

  @Test("the best match comes first, hostile words find nothing or something, and never an error")
  func search() async throws {
    try await withInstance { instance in
      try await instance.application.database.write(
        """
        insert into diagrams (slug, title, description, category, mermaid_source, status)
        values ('in-text', 'About storage', 'it once mentions the zymurgy', 'Storage', 'graph TD', 'PUBLISHED'),
          ('in-title', 'Zymurgy', 'nothing more', 'Storage', 'graph TD', 'PUBLISHED'),
          ('in-category', 'Another title', 'nothing more', 'Zymurgy', 'graph TD', 'PUBLISHED'),
          ('hidden', 'Zymurgy zymurgy', 'a draft', 'Zymurgy', 'graph TD', 'DRAFT')
        """)
      let found = try await instance.query(text, ["filter": ["search": "zymurgy"]])
      #expect(
        found.texts("data.diagramsConnection.edges", "node.title") == ["Zymurgy", "Another title", "About storage"])
      for backward in [false, true] {
        let walked = try await walk(instance, ["filter": ["search": "zymurgy"]], size: 1, backward: backward)
        #expect(walked.ids == found.texts("data.diagramsConnection.edges", "node.id"))
      }
      for words in [
        "'; drop table diagrams; --", "\"", "\"\"\"", "or or or", "-", "!!!", "a & | ! <-> b", ":*", "\\", "%", "the",
        "()", "\u{202E}x", "🦀", String(repeating: "a ", count: 128), "   ",
      ] {
        let answer = try await instance.query(text, ["filter": ["search": .string(words)], "first": 3])
        #expect(answer["errors"] == nil, "\(words) \(answer)")
      }
    }
  }

  @Test("related diagrams share the most, are published, and are the same each time and for each of many")
  func related() async throws {
    try await withInstance { instance in
      try await instance.application.database.write(
        """
        insert into diagrams (slug, title, category, tags, mermaid_source, status)
        values ('r-1', 'Flux one', 'Flux', array['alpha', 'beta'], 'graph TD', 'PUBLISHED'),
          ('r-2', 'Other words', 'Flux', array['alpha', 'beta'], 'graph TD', 'PUBLISHED'),
          ('r-3', 'Different', 'Elsewhere', array['alpha'], 'graph TD', 'PUBLISHED'),
          ('r-4', 'Unlike', 'Flux', array['gamma'], 'graph TD', 'PUBLISHED'),
          ('r-5', 'Flux draft', 'Flux', array['alpha', 'beta'], 'graph TD', 'DRAFT')
        """)
      let list = "{ diagrams(filter: {categories: [\"Flux\", \"Caching\"]}) { title related(first: 3) { title } } }"
      let all = try await instance.query(list)
      #expect(all["errors"] == nil, "\(all)")
      let flux = all["data.diagrams"]?.arrayValue?.first { $0.at("title") == "Flux one" }
      let titles = (flux?.at("related")?.arrayValue ?? []).compactMap { $0.at("title")?.stringValue }
      #expect(titles == ["Other words", "Unlike", "Different"] || titles == ["Other words", "Different", "Unlike"])
      instance.application.responses?.cache.evict([.everything])
      let log = StatementLog()
      let again = try await StatementLog.$current.withValue(log) { try await instance.query(list) }
      #expect(again.body == all.body)
      #expect(log.entries.filter { $0.name == "catalog.relatedDiagrams" }.count == 1)
      #expect(try await instance.query("{ diagram(id: 1) { related(first: 21) { id } } }").code == "BAD_USER_INPUT")
      #expect(try await instance.query("{ diagram(id: 1) { related(first: 0) { id } } }")["data.diagram.related"] == [])
    }
  }
}
