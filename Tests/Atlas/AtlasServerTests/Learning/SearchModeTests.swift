import AtlasKernel
import DemoContent
import GraphQLJSON
import Postgres
import Retrieval
import Testing

@testable import AtlasServer

@Suite("Search by meaning, and by both")
struct SearchModeTests {
  private static let text = """
    query ($query: String!, $types: [SearchType!], $mode: SearchMode!, $first: Int, $after: String) {
      search(query: $query, types: $types, mode: $mode, first: $first, after: $after) {
        totalCount facets { value count } pageInfo { hasNextPage endCursor }
        edges { score highlights cursor node { __typename ... on Node { id } } }
      }
    }
    """

  private func search(
    _ instance: TestInstance, _ query: String, _ mode: String, _ more: JSONObject = [:], token: String? = nil
  ) async throws -> TestResponse {
    var variables: JSONObject = ["query": .string(query), "mode": .string(mode)]
    for member in more.members { variables.append(key: member.key, value: member.value) }
    return try await instance.query(Self.text, variables, token: token)
  }

  /// The ids found, which are all there are, counted as they are listed.
  private func found(
    _ instance: TestInstance, _ query: String, _ mode: String, _ more: JSONObject = [:], token: String? = nil
  ) async throws -> [String] {
    let answer = try await search(instance, query, mode, more.isEmpty ? ["first": 50] : more, token: token)
    #expect(answer["errors"] == nil, "\(answer)")
    let ids = answer.ids
    if answer["data.search.pageInfo.hasNextPage"] == false {
      #expect(answer.integer("data.search.totalCount") == ids.count, "\(answer)")
    }
    #expect(Set(ids).count == ids.count)
    return ids
  }

  private func index(_ instance: TestInstance) async throws {
    try await instance.application.passages.indexAll(over: instance.application.database)
  }

  /// Rows of each type about something that nothing else is about, all of them public.
  private static let zanzibar: [Query] = [
    """
    insert into diagrams (slug, title, description, category, mermaid_source, status, author_id)
    select 'zanzibar', 'Zanzibar', 'A zanzibar elects its marzipan leader by marzipan ballots.', 'Marzipan',
      'graph TD; A["Marzipan"]', 'PUBLISHED', u.id
    from users u where u.email = 'creator@atlas.example'
    """,
    """
    insert into labs (slug, title, summary, instructions, status, author_id)
    select 'zanzibar', 'Zanzibar', 'Marzipan leaders', 'Elect a marzipan leader of the zanzibar.', 'PUBLISHED', u.id
    from users u where u.email = 'creator@atlas.example'
    """,
    """
    insert into incidents (slug, title, company, description)
    values ('zanzibar', 'Zanzibar', 'Marzipan', 'Two marzipan leaders of one zanzibar were elected.')
    """,
    """
    insert into contents (owner_id, title, description, kind, source_kind, status)
    select u.id, 'Zanzibar', 'Marzipan leaders', 'DOCUMENT', 'TEXT', 'COMPLETED'
    from users u where u.email = 'creator@atlas.example'
    """,
    """
    insert into atoms (content_id, title, body, difficulty, estimated_time, published)
    select c.id, 'Zanzibar', 'The zanzibar elects a marzipan leader.', 0.5, interval '1 minute', true
    from contents c where c.title = 'Zanzibar'
    """,
  ]

  @Test("a question finds what is meant, though typed and inflected as nothing has it; words alone find nothing")
  func meaning() async throws {
    try await withInstance { instance in
      for statement in Self.zanzibar { try await instance.change(statement) }
      try await index(instance)
      let question = "zanzibarian marzipanic electing leaderz"
      #expect(try await found(instance, question, "TEXT").isEmpty)
      for mode in ["SEMANTIC", "HYBRID"] {
        let answer = try await search(instance, question, mode, ["first": 4])
        #expect(
          Set(answer.texts("data.search.facets", "value")).isSuperset(of: ["DIAGRAM", "LAB", "INCIDENT", "ATOM"]))
        let nodes = answer["data.search.edges"]?.arrayValue ?? []
        #expect(
          Set(nodes.compactMap { $0.at("node.__typename")?.stringValue }) == ["Diagram", "Lab", "Incident", "Atom"],
          "\(answer)")
        for node in nodes {
          let passage = node.at("highlights.0")?.stringValue ?? ""
          // By both, single words that are there are marked: "electing" finds "elects".
          let isMarked = mode == "SEMANTIC" && passage.contains("**")
          #expect(passage.lowercased().contains("marzipan") && !isMarked, "\(node)")
        }
      }
    }
  }

  @Test("what the viewer may not see is found, counted and quoted in no mode, however near it is")
  func rights() async throws {
    try await withInstance { instance in
      for statement in Self.zanzibar { try await instance.change(statement) }
      // Vectors are there of what is no longer public.
      try await index(instance)
      try await instance.change(
        "update diagrams set status = 'DRAFT' where slug = 'zanzibar'",
        "update labs set status = 'ARCHIVED' where slug = 'zanzibar'",
        "update atoms set published = false where title = 'Zanzibar'",
        "update contents set status = 'PROCESSING' where title = 'Zanzibar'",
        "delete from incidents where slug = 'zanzibar'")
      let titled: [(DemoAccount?, Set<String>)] = [
        (nil, []), (.learner, []), (.creator, ["Diagram", "Lab", "Content"]), (.admin, ["Diagram", "Lab"]),
      ]
      for (account, expected) in titled {
        var token: String?
        if let account { token = try await instance.signIn(account) }
        for mode in ["TEXT", "SEMANTIC", "HYBRID"] {
          let answer = try await search(instance, "marzipan zanzibar", mode, ["first": 50], token: token)
          #expect(answer["errors"] == nil, "\(answer)")
          let quoted = (answer["data.search.edges"]?.arrayValue ?? []).filter { edge in
            (edge.at("highlights")?.arrayValue ?? []).contains {
              $0.stringValue?.lowercased().contains("marzipan") == true
            }
          }
          let types = Set(quoted.compactMap { $0.at("node.__typename")?.stringValue })
          #expect(types == (mode == "SEMANTIC" ? expected.subtracting(["Content"]) : expected), "\(mode): \(answer)")
          #expect(
            answer.integer("data.search.totalCount") == answer["data.search.edges"]?.arrayValue?.count, "\(answer)")
        }
      }
    }
  }

  @Test("hundreds of hidden items that are nearer leave no page empty, and are not counted")
  func crowd() async throws {
    try await withInstance { instance in
      try await instance.change(
        """
        with content as (
          insert into contents (owner_id, title, kind, source_kind, status)
          select u.id, 'Not cut yet', 'DOCUMENT', 'TEXT', 'PROCESSING'
          from users u where u.email = 'creator@atlas.example'
          returning id
        )
        insert into atoms (content_id, title, body, difficulty, estimated_time, published)
        select c.id, 'Marzipan zanzibar', 'Marzipan zanzibar.', 0.5, interval '1 minute', false
        from content c cross join generate_series(1, 410)
        """,
        """
        insert into labs (slug, title, instructions, status, author_id)
        select 'crowd-' || n, 'Marzipan zanzibar', 'Marzipan zanzibar.', 'DRAFT', u.id
        from users u cross join generate_series(1, 410) n
        where u.email = 'creator@atlas.example'
        """,
        Self.zanzibar[2])
      try await index(instance)
      let learner = try await instance.signIn(.learner)
      let creator = try await instance.signIn(.creator)
      let askers: [(String?, JSONObject)] = [
        (nil, ["first": 50]), (learner, ["first": 50]), (creator, ["first": 50, "types": ["ATOM", "INCIDENT"]]),
      ]
      for (token, more) in askers {
        for mode in ["SEMANTIC", "HYBRID"] {
          let answer = try await search(instance, "marzipan zanzibar", mode, more, token: token)
          #expect(answer.text("data.search.edges.0.node.__typename") == "Incident", "\(mode): \(answer)")
          #expect(answer.integer("data.search.totalCount") == answer.ids.count, "\(mode): \(answer)")
        }
      }
    }
  }

  @Test("what an edited item said is not quoted, also before it is cut anew")
  func edited() async throws {
    try await withInstance { instance in
      try await instance.change(Self.zanzibar[2])
      try await index(instance)
      func quoted() async throws -> [String] {
        let answer = try await search(instance, "marzipan zanzibar", "SEMANTIC", ["types": ["INCIDENT"]])
        let edge = try #require(answer["data.search.edges"]?.arrayValue?.first, "\(answer)")
        return (edge.at("highlights")?.arrayValue ?? []).compactMap(\.stringValue)
      }
      #expect(try await quoted().contains { $0.contains("marzipan") })
      try await instance.change(
        "update incidents set description = 'It was nougat.', version = version + 1 where slug = 'zanzibar'")
      #expect(try await quoted().isEmpty)
    }
  }

  @Test("a cursor of a list by words alone is refused where meaning has come back")
  func change() async throws {
    try await withInstance { instance in
      let first = try await search(instance, "replication", "HYBRID", ["first": 1])
      let cursor = try #require(first["data.search.pageInfo.endCursor"], "\(first)")
      let second = try await search(instance, "replication", "HYBRID", ["first": 1, "after": cursor])
      #expect(second["errors"] == nil, "\(second)")
      try await index(instance)
      let later = try await search(instance, "replication", "HYBRID", ["first": 1, "after": cursor])
      #expect(later.code == "BAD_USER_INPUT", "\(later)")
    }
  }

  @Test("what is near by words and by meaning comes first, and contents and groups are found by both with their words")
  func fusion() async throws {
    try await withInstance { instance in
      for statement in Self.zanzibar { try await instance.change(statement) }
      try await index(instance)
      let both = try await search(instance, "marzipan zanzibar", "HYBRID", ["first": 50])
      let scores = both.scores
      #expect(scores == scores.sorted(by: >) && scores.allSatisfy { $0 > 0 && $0 < 0.04 })
      let types = (both["data.search.edges"]?.arrayValue ?? []).prefix(5).compactMap {
        $0.at("node.__typename")?.stringValue
      }
      #expect(Set(types) == ["Diagram", "Lab", "Incident", "Atom", "Content"], "\(both)")
      #expect(both.text("data.search.edges.0.highlights.0")?.contains("**") == true)
      let meant = try await search(instance, "marzipan zanzibar", "SEMANTIC", ["first": 50])
      #expect(meant.scores == meant.scores.sorted(by: >) && meant.scores.allSatisfy { $0 >= 0.1 && $0 <= 1 })
      #expect(!meant.texts("data.search.facets", "value").contains("CONTENT"))
      for types in [["LAB"], ["INCIDENT", "ATOM"], ["CONTENT", "STUDY_GROUP"], []] as [[String]] {
        for mode in ["SEMANTIC", "HYBRID"] {
          let answer = try await search(
            instance, "marzipan zanzibar", mode, ["types": .array(types.map { .string($0) })])
          #expect(answer["errors"] == nil, "\(answer)")
          #expect(Set(answer.texts("data.search.facets", "value")).isSubset(of: types), "\(answer)")
        }
      }
      let contents = try await found(instance, "marzipan", "HYBRID", ["types": ["CONTENT"]])
      #expect(contents.count == 1)
      #expect(try await found(instance, "marzipan", "SEMANTIC", ["types": ["CONTENT"]]).isEmpty)
    }
  }

  @Test("pages follow each other without gaps or doubles; a cursor is good for its own mode alone")
  func pages() async throws {
    try await withInstance { instance in
      try await index(instance)
      for mode in ["SEMANTIC", "HYBRID"] {
        let all = try await found(instance, "replicas of a queue", mode)
        #expect(all.count > 3, "\(mode): \(all)")
        var (walked, cursor): ([String], JSONValue) = ([], .null)
        var hasMore = true
        while hasMore, walked.count < all.count {
          let page = try await search(instance, "replicas of a queue", mode, ["first": 2, "after": cursor])
          walked += page.ids
          cursor = try #require(page["data.search.pageInfo.endCursor"], "\(page)")
          hasMore = page["data.search.pageInfo.hasNextPage"] == true
        }
        #expect(Array(walked.prefix(all.count)) == all)
        for other in ["TEXT", "SEMANTIC", "HYBRID"] where other != mode {
          let foreign = try await search(instance, "replicas of a queue", other, ["after": cursor])
          #expect(foreign.code == "BAD_USER_INPUT", "\(foreign)")
        }
      }
    }
  }

  @Test("while nobody can say what is near, SEMANTIC is not there, and HYBRID finds what words find")
  func unavailable() async throws {
    try await withInstance { instance in
      let refused = try await search(instance, "replication", "SEMANTIC")
      #expect(refused.code == "UNAVAILABLE", "\(refused)")
      let words = try await found(instance, "replication", "TEXT")
      #expect(!words.isEmpty)
      #expect(try await found(instance, "replication", "HYBRID") == words)
      #expect(try await found(instance, "replication", "SEMANTIC", ["types": ["STUDY_GROUP"]]).isEmpty)
    }
  }

  @Test("what has no meaning finds nothing, and is no error")
  func hostile() async throws {
    try await withInstance { instance in
      try await index(instance)
      let many = [String(repeating: "(", count: 256), String(repeating: "😀", count: 256)]
      for query in ["\u{0}", "\"", "!!!", ":*"] + many {
        for mode in ["SEMANTIC", "HYBRID"] { #expect(try await found(instance, query, mode).isEmpty, "\(mode)") }
      }
    }
  }

  @Test("what authors write stays text in the passages that are near")
  func injection() async throws {
    try await withInstance { instance in
      let body = "A **marzipan** <img src=x> [zanzibar](https://evil.example) `code` \u{E000}x\u{E001} # head"
      try await instance.change(
        """
        insert into atoms (title, body, difficulty, estimated_time, published)
        values ('Zanzibar', \(body), 0.5, interval '1 minute', true)
        """)
      try await index(instance)
      let answer = try await search(instance, "zanzibarian marzipanes", "SEMANTIC", ["types": ["ATOM"]])
      let passage = try #require(answer.text("data.search.edges.0.highlights.0"), "\(answer)")
      #expect(passage.contains("A marzipan"), "\(passage)")
      for piece in ["<", "[", "]", "`", "*", "_", "#", ":"] {
        #expect(!passage.replacing("\\\(piece)", with: "").contains(piece), "\(piece): \(passage)")
      }
      #expect(!passage.unicodeScalars.contains { (0xE000...0xE002).contains($0.value) })
    }
  }
}

extension TestResponse {
  fileprivate var ids: [String] {
    (self["data.search.edges"]?.arrayValue ?? []).compactMap { $0.at("node.id")?.stringValue }
  }

  fileprivate var scores: [Double] {
    (self["data.search.edges"]?.arrayValue ?? []).compactMap { edge in
      if case .number(let text)? = edge.at("score") { Double(text) } else { nil }
    }
  }
}
