import AtlasKernel
import GraphQLSyntax
import Postgres
import Retrieval
import Testing

@testable import AtlasServer

@Suite("Passages: who finds what")
struct RetrievalRightsTests {
  private let question = "zanzibar marzipan leader"

  /// What is found of the drafts.
  private func drafts(
    _ bench: RetrievalBench, _ reader: PassageReader, in library: PassageLibrary
  ) async throws -> Set<GlobalID> {
    let passages = try await bench.passages(question, for: reader, in: library)
    return Set(passages.filter { $0.title == "Zanzibar" }.map(\.item))
  }

  @Test("drafts of others are never found, one's own are, and retired atoms by nobody")
  func ofOthers() async throws {
    try await withInstance { instance in
      let owner: Int64 = 3
      let bench = try await RetrievalBench(instance)
      let drafts = try await bench.insertDrafts(owner: owner)
      try await bench.library.indexAll(over: bench.database)
      for library in [bench.library, bench.words] {
        #expect(try await self.drafts(bench, RetrievalBench.visitor, in: library) == [])
        #expect(try await self.drafts(bench, RetrievalBench.user(4), in: library) == [])
        #expect(try await self.drafts(bench, RetrievalBench.user(owner), in: library) == drafts.found)
        #expect(try await self.drafts(bench, RetrievalBench.admin, in: library) == drafts.found)
      }
      let own = try await bench.passages(question, for: RetrievalBench.user(owner))
      #expect(own.first { $0.item.kind == .atom }?.url == "https://example.org/zanzibar")
      #expect(own.allSatisfy { (0...1).contains($0.score) && (0...1).contains($0.similarity) })
      #expect(own.first.map { $0.score > 0.5 && $0.similarity > 0.3 } == true, "\(own)")
      #expect(try await bench.passages(question, in: bench.words).allSatisfy { $0.similarity == 0 })
    }
  }

  @Test("what is published is found by everybody, and no longer when that is taken back, whatever memory says")
  func publishing() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let drafts = try await bench.insertDrafts(owner: 3)
      try await bench.library.indexAll(over: bench.database)
      for (on, off) in [
        (
          "update diagrams set status = 'PUBLISHED' where slug = 'zanzibar'",
          "update diagrams set status = 'ARCHIVED' where slug = 'zanzibar'"
        ),
        (
          "update labs set status = 'PUBLISHED' where slug = 'zanzibar'",
          "update labs set status = 'DRAFT' where slug = 'zanzibar'"
        ),
        (
          "update atoms set published = true where title = 'Zanzibar' and retired_at is null",
          "update atoms set published = false where title = 'Zanzibar'"
        ),
      ] as [(Query, Query)] {
        try await bench.database.write(on)
        let found = try await self.drafts(bench, RetrievalBench.visitor, in: bench.library)
        #expect(found.count == 1 && found.isSubset(of: drafts.found))
        try await bench.library.indexAll(over: bench.database)
        #expect(try await self.drafts(bench, RetrievalBench.visitor, in: bench.library) == found)
        try await bench.database.write(off)
        #expect(try await self.drafts(bench, RetrievalBench.visitor, in: bench.library) == [])
      }
    }
  }

  @Test("a question about something comes with its passages first, and only for who may read it")
  func subjects() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let drafts = try await bench.insertDrafts(owner: 3)
      try await bench.library.indexAll(over: bench.database)
      let content = GlobalID(.content, drafts.content)
      for subject in drafts.found.union([content, GlobalID(.incident, 1)]) {
        try await check(subject, bench)
        let isHidden = try await isMissing(subject, bench, RetrievalBench.user(4))
        #expect(isHidden == (subject.kind != .incident), "\(subject)")
      }
      for missing in [GlobalID(.diagram, 999_999), GlobalID(.content, 999_999), GlobalID(.user, 1)] {
        #expect(try await isMissing(missing, bench, RetrievalBench.admin))
      }
    }
  }

  private func check(_ subject: GlobalID, _ bench: RetrievalBench) async throws {
    let passages = try await bench.passages(
      "replication of caches", about: subject, for: RetrievalBench.user(3), limit: 6)
    let order = passages.map(\.isSubject)
    #expect(order.count == 6 && order.first == true && order.last == false, "\(subject)")
    #expect(order == order.sorted { $0 && !$1 })
    for passage in passages where passage.isSubject {
      #expect(passage.item == subject || subject.kind == .content && passage.item.kind == .atom)
    }
  }

  private func isMissing(
    _ subject: GlobalID, _ bench: RetrievalBench, _ reader: PassageReader
  ) async throws -> Bool {
    do {
      _ = try await bench.passages("replication", about: subject, for: reader)
      return false
    } catch let error as GraphQLError where error.code == .notFound {
      return true
    }
  }

  @Test("a retired atom is a subject for who has completed it, and for its owner's eyes otherwise")
  func retired() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      let drafts = try await bench.insertDrafts(owner: 3)
      try await bench.database.write(
        "insert into atom_completions (user_id, atom_id) values (4, \(drafts.retired.key))")
      let passages = try await bench.passages("anything", about: drafts.retired, for: RetrievalBench.user(4))
      #expect(passages.first?.text.contains("zanzibar") == true && passages.first?.isSubject == true)
      #expect(try await isMissing(drafts.retired, bench, RetrievalBench.user(1)))
    }
  }

  @Test("what learners do not get to see of labs is in no passage")
  func hiddenParts() async throws {
    try await withInstance { instance in
      let bench = try await RetrievalBench(instance)
      try await bench.database.write(
        """
        with lab as (
          insert into labs (slug, title, summary, instructions, status, environment_kind, environment_spec)
          values ('hidden', 'Hidden', 'A summary.', 'Instructions with pomegranate.', 'PUBLISHED', 'SQL',
            'create table secret_spec_quince ()')
          returning id
        ), hint as (
          insert into lab_hints (lab_id, position, penalty, text) select id, 0, 10, 'secret_hint_quince' from lab
        )
        insert into lab_checks (lab_id, position, key, title, rule)
        select id, 0, 'k', 'secret_title_quince', '{"text": "secret_rule_quince"}' from lab
        """)
      try await bench.library.indexAll(over: bench.database)
      #expect(try await bench.count("select count(*) from passages where body ~ 'pomegranate'") == 1)
      #expect(
        try await bench.count("select count(*) from passages where concat(context, heading, body) ~ 'quince'") == 0)
      #expect(
        try await bench.count(
          "select count(*) from passages p join lab_hints h on position(h.text in p.body) > 0") == 0)
      #expect(try await bench.count("select count(*) from lab_hints") > 10)
    }
  }
}
