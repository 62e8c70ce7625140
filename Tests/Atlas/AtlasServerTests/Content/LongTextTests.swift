import DemoContent
import GraphQLJSON
import Jobs
import Postgres
import Testing

@testable import AtlasServer

@Suite("A book of a hundred pages")
struct LongTextTests {
  @Test("a text of fifty thousand words becomes atoms in the order of the text; cut again, all of them stay the same")
  func book() async throws {
    // Jobs are done when the test says so.
    try await withFileServer({ $0.jobWorkers = 0 }) { server in
      let instance = server.memory
      let creator = try await ContentClient(instance)
      let text = Array(Self.book(ofWords: 50_000).utf8)
      let upload = try await server.uploaded(text, creator.token, name: "book.md", type: "text/markdown")
      let id = try await creator.create(["uploadId": .string(upload.id)], title: "The whole catalogue")
      try await instance.application.jobs.runDue()
      let selection = """
        ... on Content {
          status job { state error } atomization { totalAtoms qualityScore }
          objectives { text atoms { id } } atoms(first: 1) { totalCount }
        }
        """
      let cut = try await creator.node(id, selection)
      #expect(cut.text("data.node.status") == "COMPLETED" && cut.text("data.node.job.state") == "SUCCEEDED", "\(cut)")
      let before = try await atoms(of: id, instance)
      // A page is one idea or a few.
      #expect((100...600).contains(before.count))
      #expect(cut.integer("data.node.atomization.totalAtoms") == before.count)
      #expect(cut.integer("data.node.atoms.totalCount") == before.count)
      #expect(cut["data.node.objectives"] != [])
      #expect(before.map(\.sequence) == (1...before.count).map(Int64.init))
      try #require(try await links(of: id, instance) > before.count / 4)
      let objectives = try await objectives(of: id, instance)

      let forced = try await creator.mutate(
        "atomizeContent", ["contentId": .string(id), "force": .boolean(true)], "job { id }")
      #expect(forced["data.atomizeContent.userErrors"] == [], "\(forced)")
      let links = try await links(of: id, instance)
      try await instance.application.jobs.runDue()
      let again = try await creator.node(id, selection)
      #expect(again.text("data.node.job.state") == "SUCCEEDED", "\(again)")
      #expect(try await atoms(of: id, instance) == before)
      #expect(try await self.links(of: id, instance) == links)
      #expect(try await self.objectives(of: id, instance) == objectives)
    }
  }

  private struct StoredAtom: Equatable {
    let id: Int64
    let version: Int64
    let sequence: Int64
    let title: String
  }

  /// In the order of the text.
  private func atoms(of content: String, _ instance: TestInstance) async throws -> [StoredAtom] {
    let rows = try await instance.run(
      """
      select a.id, a.version, a.sequence, a.title from atoms a
      where a.content_id = \(content.rowKey) order by a.sequence, a.id
      """)
    return (0..<rows.count).map {
      StoredAtom(
        id: rows.int($0, 0) ?? 0, version: rows.int($0, 1) ?? 0, sequence: rows.int($0, 2) ?? 0,
        title: rows.string($0, 3) ?? "")
    }
  }

  private func links(of content: String, _ instance: TestInstance) async throws -> Int {
    let rows = try await instance.run(
      """
      select count(*) from atom_links l join atoms a on a.id = l.from_id
      where a.content_id = \(content.rowKey) and l.kind = 'PREREQUISITE'
      """)
    return rows.int(0, 0).map { Int($0) } ?? 0
  }

  private func objectives(of content: String, _ instance: TestInstance) async throws -> [Int64] {
    let rows = try await instance.run(
      "select o.id from learning_objectives o where o.content_id = \(content.rowKey) order by o.position")
    return (0..<rows.count).compactMap { rows.int($0, 0) }
  }

  /// The texts of the demo catalogue as volumes of a book: as many as it takes.
  private static func book(ofWords wanted: Int) -> String {
    let entries =
      DemoCatalogue.diagrams.map { ("Diagram", $0.title, [$0.description, "```mermaid\n\($0.mermaid)\n```"]) }
      + DemoCatalogue.labs.map { ("Lab", $0.title, [$0.summary, $0.instructions] + $0.hints.map { "- " + $0.text }) }
      + DemoCatalogue.incidents.map {
        ("Incident", $0.title, [$0.description, "### Root cause", $0.rootCause, "### Lessons", $0.lessons])
      }
    var parts: [String] = []
    var words = 0
    var volume = 0
    while words < wanted {
      volume += 1
      parts.append("# Volume \(volume)")
      for (kind, title, paragraphs) in entries {
        let section = "## \(kind) \(volume): \(title)\n\n" + paragraphs.joined(separator: "\n\n")
        words += section.split(whereSeparator: \.isWhitespace).count
        parts.append(section)
      }
    }
    return parts.joined(separator: "\n\n")
  }
}
