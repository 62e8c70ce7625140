import AtlasKernel
import DemoContent
import Embeddings
import GraphQLJSON
import Postgres
import Retrieval
import Synchronization
import Testing

@testable import AtlasServer

@Suite("Passages: how they stay up to date", .timeLimit(.minutes(3)))
struct RetrievalUpkeepTests {
  @Test("seeding makes all passages and vectors, and a second look finds nothing to do")
  func seeding() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      let bench = try await RetrievalBench(instance)
      let items: Query = """
        select (select count(*) from diagrams) + (select count(*) from labs) + (select count(*) from incidents)
          + (select count(*) from atoms) - count(*) from passage_items
        """
      #expect(try await bench.count(items) == 0)
      let vectorless: Query = """
        select count(*) from passages p
        where not exists (select from passage_vectors v where v.passage_id = p.id and v.dimensions = 384)
        """
      #expect(try await bench.count(vectorless) == 0)
      #expect(try await bench.count("select count(*) from passages") > 100)
      let events: Query = "select count(*) from events"
      let before = try await bench.count(events)
      try await bench.library.indexAll(over: database)
      #expect(try await bench.count(events) == before)
    }
  }

  @Test("an edited text is not found by what it said, also before it is cut anew; what stayed keeps its rows")
  func editing() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let kept = String(repeating: "The kept part speaks of kumquats. ", count: 40)
      let id = try await bench.insert(
        """
        insert into labs (slug, title, instructions, status)
        values ('fruit', 'Fruit', \("# One\n\n\(kept)\n\n# Two\n\nIt names papayas.\n\n\(kept)x"), 'PUBLISHED') returning id
        """)
      try await bench.library.indexAll(over: bench.database)
      let before = try await bench.passages("kumquats papayas", limit: 5).filter { $0.item == GlobalID(.lab, id) }
      #expect(before.contains { $0.text.contains("papayas") })
      try await bench.database.write(
        """
        update labs set instructions = replace(instructions, 'papayas', 'lychees'), version = version + 1,
          updated_at = now() + interval '1 second'
        where id = \(id)
        """)
      #expect(try await bench.passages("papayas").allSatisfy { $0.item != GlobalID(.lab, id) })
      try await bench.library.indexAll(over: bench.database)
      #expect(try await bench.passages("papayas").allSatisfy { !$0.text.contains("papayas") })
      let after = try await bench.passages("kumquats lychees", limit: 5).filter { $0.item == GlobalID(.lab, id) }
      #expect(after.contains { $0.text.contains("lychees") })
      let ids = (before: Set(before.map(\.id)), after: Set(after.map(\.id)))
      #expect(!ids.before.isDisjoint(with: ids.after) && ids.before != ids.after)
    }
  }

  @Test("what nobody has cut yet is there as a subject with its own text")
  func uncut() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let id = try await bench.insert(
        """
        insert into labs (slug, title, summary, instructions, author_id)
        values ('new', 'New', 'Brand new', 'Peel the rambutan.', 3) returning id
        """)
      let passages = try await bench.passages("rambutan", about: GlobalID(.lab, id), for: RetrievalBench.user(3))
      #expect(passages.first?.text == "Brand new\n\nPeel the rambutan." && passages.first?.isSubject == true)
    }
  }

  @Test("two instances that look at once cut each item once")
  func sharing() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      try await bench.database.write(
        """
        insert into labs (slug, title, instructions, status)
        select 'many-' || n, 'Many ' || n, repeat('Number ' || n || ' of many. ', 200), 'PUBLISHED'
        from generate_series(1, 60) n
        """)
      try await withThrowingTaskGroup { group in
        for _ in 0..<3 {
          group.addTask {
            try await PassageLibrary(embedder: HashedEmbedder(), logger: .silent).indexAll(over: bench.database)
          }
        }
        try await group.waitForAll()
      }
      let twice: Query = "select count(*) - count(distinct (item_id, position)) from passages"
      #expect(try await bench.count(twice) == 0)
      let cut: Query = "select count(*) from passage_items i join labs l on l.id = i.lab_id where l.slug like 'many-%'"
      #expect(try await bench.count(cut) == 60)
      let told: Query = """
        select count(*) - count(distinct e.item)
        from (
          select jsonb_array_elements_text(payload -> 'items') as item, position
          from events where kind = 'PASSAGES_CHANGED' and position > 0
        ) e join labs l on e.item = 'lab_' || l.id and l.slug like 'many-%'
        """
      // Once when it was cut, and at most once for each batch of its vectors.
      #expect(try await bench.count(told) <= 120)
    }
  }

  private func nearest(_ text: String, _ library: PassageLibrary) async -> PassageMatch? {
    await library.nearest(to: text, kinds: [.diagram], reader: RetrievalBench.admin, limit: 1)?.first
  }

  @Test("changes at one instance reach the memory of the other by events: made, edited, deleted")
  func instances() async throws {
    try await withTwoInstances { here, there in
      let creator = try await here.signIn(.creator)
      let made = try await here.query(
        """
        mutation {
          createDiagram(input: {
            title: "Tamarind", category: "Fruit", mermaidSource: "graph TD; A[\\"Jackfruit ripens\\"]",
            description: "A tamarind is a jackfruit."
          }) { diagram { id } userErrors { code message } }
        }
        """, token: creator)
      let id = try #require(made.text("data.createDiagram.diagram.id"), "\(made)")
      let item = try #require(GlobalID(id))
      let library = there.application.passages
      while await nearest("tamarind jackfruit", library)?.item != item { try await Task.sleep(for: .milliseconds(20)) }
      let first = try #require(await nearest("tamarind jackfruit", library))
      let edited = try await here.query(
        """
        mutation { updateDiagram(input: {id: "\(id)", description: "A breadfruit it is."}) { userErrors { code } } }
        """, token: creator)
      #expect(edited["data.updateDiagram.userErrors"] == [], "\(edited)")
      while true {
        let match = await nearest("breadfruit tamarind", library)
        if match?.item == item, match?.passageID != first.passageID { break }
        try await Task.sleep(for: .milliseconds(20))
      }
      let deleted = try await here.query(
        "mutation { deleteDiagram(input: {id: \"\(id)\"}) { deletedId userErrors { code } } }", token: creator)
      #expect(deleted.text("data.deleteDiagram.deletedId") == id, "\(deleted)")
      while await nearest("breadfruit tamarind", library)?.item == item { try await Task.sleep(for: .milliseconds(20)) }
    }
  }
}

@Suite("Passages: when the embedder is away")
struct EmbedderFailureTests {
  @Test("texts are found by their words, and vectors follow when it is back")
  func failure() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let embedder = FragileEmbedder()
      let library = PassageLibrary(embedder: embedder, logger: .silent)
      _ = try await bench.insertDrafts(owner: 3)
      embedder.failure.withLock { $0 = .unavailable }
      await #expect(throws: EmbeddingFailure.unavailable) { try await library.indexAll(over: bench.database) }
      let reader = RetrievalBench.user(3)
      let found = try await bench.passages("zanzibar", for: reader, in: library)
      #expect(found.contains { $0.title == "Zanzibar" } && found.allSatisfy { $0.similarity == 0 })
      #expect(await library.nearest(to: "zanzibar", kinds: [.lab], reader: reader, limit: 3) == nil)
      embedder.failure.withLock { $0 = nil }
      try await library.indexAll(over: bench.database)
      #expect(await library.nearest(to: "zanzibar", kinds: [.lab], reader: reader, limit: 1)?.count == 1)
      #expect(try await bench.passages("zanzibar", for: reader, in: library).contains { $0.similarity > 0 })
      // Present vectors do not help when the question has none.
      embedder.failure.withLock { $0 = .timeout }
      let words = try await bench.passages("zanzibar leader", for: reader, in: library)
      #expect(words.contains { $0.title == "Zanzibar" } && words.allSatisfy { $0.similarity == 0 })
    }
  }

  @Test("what another instance has claimed is waited for")
  func claimed() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      try await bench.database.write("update passage_items set leased_until = now() + interval '2 seconds'")
      try await PassageLibrary(embedder: FragileEmbedder(), logger: .silent).indexAll(over: bench.database)
      let missing: Query = """
        select count(*) from passages p
        where not exists (select from passage_vectors v where v.passage_id = p.id and v.embedder = 'fragile')
        """
      #expect(try await bench.count(missing) == 0)
    }
  }

  @Test("a text that it refuses keeps no other one out")
  func refusal() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let embedder = FragileEmbedder()
      embedder.refusesTextsWith.withLock { $0 = "Quorums that must overlap" }
      let library = PassageLibrary(embedder: embedder, logger: .silent)
      try await library.indexAll(over: bench.database)
      let missing: Query = """
        select count(*) from passages p
        where not exists (select from passage_vectors v where v.passage_id = p.id and v.embedder = 'fragile')
          and p.context not like '%Quorums that must overlap%'
        """
      #expect(try await bench.count(missing) == 0)
      let refused: Query = "select count(*) from passages where context like '%Quorums that must overlap%'"
      #expect(try await bench.count(refused) > 0)
    }
  }

  @Test("a text that it fails with keeps no other one out")
  func poison() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      _ = try await bench.insert(
        """
        insert into labs (slug, title, instructions, status) values ('fruit', 'Fruit', 'A rambutan.', 'PUBLISHED')
        returning id
        """)
      try await bench.library.indexAll(over: bench.database)
      let embedder = FragileEmbedder()
      embedder.failsWithTextsWith.withLock { $0 = "rambutan" }
      try await PassageLibrary(embedder: embedder, logger: .silent).indexAll(over: bench.database)
      let missing: Query = """
        select count(*) filter (where p.body not like '%rambutan%') * 1000 + count(*) from passages p
        where not exists (select from passage_vectors v where v.passage_id = p.id and v.embedder = 'fragile')
        """
      #expect(try await bench.count(missing) == 1)
      let leased: Query = "select count(*) from passage_items where leased_until is not null"
      #expect(try await bench.count(leased) == 0)
    }
  }

  @Test("a question that it refuses keeps no other one out, and one asked before needs it no more")
  func questions() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let embedder = FragileEmbedder()
      let library = PassageLibrary(embedder: embedder, logger: .silent)
      try await library.indexAll(over: bench.database)
      embedder.refusesTextsWith.withLock { $0 = "durian" }
      func count(_ text: String) async -> Int? {
        await library.nearest(to: text, kinds: [.diagram], reader: RetrievalBench.visitor, limit: 3)?.count
      }
      #expect(await count("durian cache") == nil)
      #expect(await count("cache") == 3)
      embedder.failure.withLock { $0 = .unavailable }
      #expect(await count("queue") == nil)
      #expect(await count("cache") == 3)
    }
  }

  @Test("an embedder of another name makes its own vectors; those of the former one go a week later")
  func names() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let library = PassageLibrary(embedder: FragileEmbedder(), logger: .silent)
      try await library.indexAll(over: bench.database)
      let counts: Query = """
        select count(*) filter (where embedder = 'fragile') - count(*) filter (where embedder <> 'fragile')
        from passage_vectors
        """
      #expect(try await bench.count(counts) == 0)
      let near = await library.nearest(to: "cache", kinds: [.diagram], reader: RetrievalBench.visitor, limit: 3)
      #expect(near?.count == 3)
      try await bench.database.write(library.sweep.statement)
      #expect(try await bench.count(counts) == 0)
      try await bench.database.write("update passage_vectors set created_at = now() - interval '8 days'")
      try await bench.database.write(library.sweep.statement)
      #expect(try await bench.count("select count(*) from passage_vectors where embedder <> 'fragile'") == 0)
      #expect(try await bench.count(counts) > 0)
    }
  }
}

/// Does as the hashed one, unless it is told to fail.
private final class FragileEmbedder: Embedder {
  let name = "fragile"
  let dimensions = 384
  let batchLimit = 16
  /// One that is elsewhere is given up after a second, which is short on a busy machine.
  let isLocal = true
  let failure = Mutex<EmbeddingFailure?>(nil)
  let refusesTextsWith = Mutex<String?>(nil)
  let failsWithTextsWith = Mutex<String?>(nil)

  func embed(_ texts: [String]) async throws -> [[Float]] {
    if let failure = failure.withLock({ $0 }) { throw failure }
    if let part = refusesTextsWith.withLock({ $0 }), texts.contains(where: { $0.contains(part) }) {
      throw EmbeddingFailure.refused(status: 400)
    }
    if let part = failsWithTextsWith.withLock({ $0 }), texts.contains(where: { $0.contains(part) }) {
      throw EmbeddingFailure.unavailable
    }
    return try await HashedEmbedder().embed(texts)
  }
}
