import AtlasKernel
import Atomizer
import ContentLibrary
import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Jobs
import Postgres
import Testing

@testable import AtlasServer

@Suite("Cutting contents")
struct AtomizationTests {
  @Test("the same text and algorithm leave nothing to do; forced, every atom keeps its id and its version")
  func idempotent() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let id = try await creator.cut()
      let before = try await states(of: id, creator)
      let nothing = try await creator.mutate("atomizeContent", ["contentId": .string(id)], "job { id } content { id }")
      #expect(nothing["data.atomizeContent.job"] == .null, "\(nothing)")
      #expect(nothing.text("data.atomizeContent.content.id") == id)
      let forced = try await creator.mutate(
        "atomizeContent", ["contentId": .string(id), "force": .boolean(true)], "job { id state } content { status }")
      #expect(forced.text("data.atomizeContent.job.state") == "QUEUED", "\(forced)")
      #expect(forced.text("data.atomizeContent.content.status") == "COMPLETED")
      let same = try await creator.mutate(
        "atomizeContent", ["contentId": .string(id), "force": .boolean(true)], "job { id }")
      #expect(same["data.atomizeContent.job.id"] == forced["data.atomizeContent.job.id"])
      try await instance.application.jobs.runDue()
      #expect(try await states(of: id, creator) == before)
    }
  }

  @Test("an effect that is committed again, by a worker that lost its lease, changes no atom")
  func twice() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let id = try await creator.create(["text": .string(ContentClient.text)], title: "Replication")
      let database = instance.application.database
      let job = try #require(try await instance.run("select job_id from contents where id = \(id.rowKey)").int(0, 0))
      let execution = LostExecution(jobID: job, subject: GlobalID(.content, id.rowKey), database: database)
      let handler = try #require(ContentLibraryDomain(files: instance.application.fileRoutes.files).jobHandlers.first)
      let effects = [try await handler.run(execution), try await handler.run(execution)]
      try await instance.application.jobs.runDue()
      let before = try await states(of: id, creator)
      #expect(before.count >= 3)
      for effect in effects {
        let made = try await database.transaction { try await effect.commit($0) }
        #expect(made == GlobalID(.content, id.rowKey))
      }
      #expect(try await states(of: id, creator) == before)
    }
  }

  @Test("cut anew after a change of the text, atoms keep ids and edits; completed ones retire and come back")
  func recut() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let learner = try await instance.signIn(.learner)
      let id = try await creator.cut()
      let (ids, titles) = (try await creator.atoms(id), try await creator.atoms(id, "title"))
      let quorum = try #require(zip(ids, titles).first { $0.1.contains("Quorum") }?.0, "\(titles)")
      let log = try #require(zip(ids, titles).first { $0.1.contains("log") }?.0, "\(titles)")
      _ = try await creator.mutate("completeAtom", ["atomId": .string(quorum)], "atom { id }", as: learner)
      _ = try await creator.mutate("updateAtom", ["id": .string(log), "title": "My own words"], "atom { id }")
      let own = try await creator.createAtom("Written by hand", in: id)
      let shorter = ContentClient.text.replacing(/## Quorums[^#]*/, with: "")
      try await replaceText(of: id, shorter, creator)
      let now = try await creator.atoms(id)
      #expect(!now.contains(quorum) && now.contains(log) && now.last == own, "\(now)")
      #expect(try await creator.atoms(id, "title").contains("My own words"))
      let retired = try await creator.node(quorum, "... on Atom { viewerState source { id } }", as: learner)
      #expect(retired.text("data.node.viewerState") == "COMPLETED", "\(retired)")
      let search = "{ atoms(filter: {search: \"quorum majority\"}) { nodes { id } } }"
      #expect(try await instance.query(search).texts("data.atoms.nodes", "id").contains(quorum) == false)
      try await replaceText(of: id, ContentClient.text, creator)
      #expect(try await creator.atoms(id).contains(quorum))
      #expect(try await instance.query(search).texts("data.atoms.nodes", "id").contains(quorum))
    }
  }

  @Test("links that people made are kept, and an inferred one that would close a cycle with them is left out")
  func authoredLinks() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      let id = try await creator.cut()
      let key = id.rowKey
      let inferred = try await instance.run(
        """
        select l.from_id, l.to_id from atom_links l join atoms a on a.id = l.from_id
        where a.content_id = \(key) and l.inferred and l.kind = 'PREREQUISITE' order by 1, 2 limit 1
        """)
      let from = try #require(inferred.int(0, 0)), to = try #require(inferred.int(0, 1))
      // The other way round, by hand.
      let removed = try await creator.mutate(
        "linkAtoms",
        [
          "fromId": .string("atom_\(from)"), "toId": .string("atom_\(to)"), "relation": "PREREQUISITE",
          "remove": .boolean(true),
        ],
        "from { id }")
      #expect(removed["data.linkAtoms.userErrors"] == [], "\(removed)")
      let turned = try await creator.mutate(
        "linkAtoms", ["fromId": .string("atom_\(from)"), "toId": .string("atom_\(to)"), "relation": "DEPENDENCY"],
        "from { id }")
      #expect(turned["data.linkAtoms.userErrors"] == [], "\(turned)")
      _ = try await creator.mutate("atomizeContent", ["contentId": .string(id), "force": .boolean(true)], "job { id }")
      try await instance.application.jobs.runDue()
      let links = try await instance.run(
        "select count(*) filter (where from_id = \(from) and to_id = \(to)), "
          + "count(*) filter (where from_id = \(to) and to_id = \(from) and not inferred) from atom_links")
      #expect(links.int(0, 0) == 0 && links.int(0, 1) == 1)
      #expect(try await cycles(instance) == 0)
    }
  }

  @Test("what cannot be cut is FAILED, and its job tells the owner why; a private address is not asked")
  func failure() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      for (source, reason) in [
        (["url": "http://127.0.0.1/secret"], "not public"), (["url": "http://localhost:22/"], "usual port"),
        (["text": "#"], "nothing to learn"),
      ] as [(JSONObject, String)] {
        let id = try await creator.create(source, title: "Broken")
        try await instance.application.jobs.runDue()
        let failed = try await creator.node(id, "... on Content { status job { state error } }")
        #expect(failed.text("data.node.status") == "FAILED", "\(failed)")
        #expect(failed.text("data.node.job.error")?.contains(reason) == true, "\(failed)")
      }
    }
  }

  @Test("the statements of an effect are as many for four atoms as for two hundred")
  func constantStatements() async throws {
    try await withInstance { instance in
      let creator = try await ContentClient(instance)
      var counts: [Int] = []
      let long = (0..<200).map { index in
        "## Part \(index)\n\nA thing\(index) is a word for something that part \(index) is about, at some length, so that "
          + "it is worth an atom of its own and says enough about thing\(index) to be learned.\n"
      }
      for text in [ContentClient.text, long.joined(separator: "\n")] {
        let id = try await creator.create(["text": .string(text)], title: "Long")
        let log = StatementLog()
        try await StatementLog.$current.withValue(log) { try await instance.application.jobs.runDue() }
        counts.append(log.entries.filter { $0.name.hasPrefix("content.") }.count)
        #expect(try await !creator.atoms(id).isEmpty)
      }
      #expect(counts[0] == counts[1] && counts[0] > 5, "\(counts)")
    }
  }

  private func replaceText(of id: String, _ text: String, _ creator: ContentClient) async throws {
    _ = try await creator.instance.run(
      "update content_texts set text = \(text) where content_id = \(id.rowKey)")
    _ = try await creator.mutate("atomizeContent", ["contentId": .string(id), "force": .boolean(true)], "job { id }")
    try await creator.instance.application.jobs.runDue()
  }

  private func states(of id: String, _ creator: ContentClient) async throws -> [String] {
    let rows = try await creator.instance.run(
      """
      select a.id || ' ' || a.version || ' ' || a.sequence || ' ' || a.title from atoms a
      where a.content_id = \(id.rowKey) order by a.id
      """)
    return (0..<rows.count).compactMap { rows.string($0, 0) }
  }

  private func cycles(_ instance: TestInstance) async throws -> Int64? {
    try await instance.run(
      """
      with recursive below(start, id) as (
        select from_id, to_id from atom_links where kind = 'PREREQUISITE'
        union
        select b.start, l.to_id from below b join atom_links l on l.from_id = b.id and l.kind = 'PREREQUISITE'
      )
      select count(*) from below where start = id
      """
    ).int(0, 0)
  }
}

/// An attempt whose lease is another's by now.
private struct LostExecution: JobExecution {
  let jobID: Int64
  let userID: Int64 = 1
  let subject: GlobalID?
  let arguments: JSONObject = [:]
  let attempt = 1
  let database: Database

  func report(_ stage: String, percent: Double) async throws {}
}
