import AtlasKernel
import Embeddings
import Postgres
import Retrieval

@testable import AtlasServer

/// Asks for passages as domains do.
struct RetrievalBench: Sendable {
  let instance: TestInstance
  /// Knows the vectors.
  let library: PassageLibrary
  /// Knows none.
  let words = PassageLibrary(embedder: HashedEmbedder(), logger: .silent)

  var database: Database { instance.application.database }

  /// Over all content as it is, with its passages, vectors and memory.
  init(_ instance: TestInstance) async throws {
    self.instance = instance
    library = instance.application.passages
    try await library.indexAll(over: instance.application.database)
  }

  static let visitor = PassageReader(userID: nil, isAdmin: false)
  static let admin = PassageReader(userID: 5, isAdmin: true)

  static func user(_ id: Int64) -> PassageReader { PassageReader(userID: id, isAdmin: false) }

  func passages(
    _ question: String, about subject: GlobalID? = nil, for reader: PassageReader = Self.visitor, limit: Int = 20,
    in library: PassageLibrary? = nil
  ) async throws -> [Passage] {
    try await (library ?? self.library).passages(for: question, about: subject, reader: reader, limit: limit) {
      [database] in try await database.read($0)
    }
  }

  /// One number.
  func count(_ query: Query) async throws -> Int64 { try await database.read(query).int(0, 0) ?? -1 }

  /// The key of a row that is inserted.
  func insert(_ query: Query) async throws -> Int64 { try await database.write(query).int(0, 0) ?? -1 }

  /// Drafts of somebody of every kind, all of which are about the same thing; and an atom that is retired.
  func insertDrafts(owner: Int64) async throws -> (found: Set<GlobalID>, content: Int64, retired: GlobalID) {
    let text = "The zanzibar protocol elects a marzipan leader."
    let diagram = try await insert(
      """
      insert into diagrams (slug, title, description, category, mermaid_source, author_id)
      values ('zanzibar', 'Zanzibar', \(text), 'Consensus', 'graph TD; A["Marzipan"]', \(owner)) returning id
      """)
    let lab = try await insert(
      """
      insert into labs (slug, title, summary, instructions, author_id)
      values ('zanzibar', 'Zanzibar', 'Zanzibar by hand', \(text), \(owner)) returning id
      """)
    let content = try await insert(
      """
      insert into contents (owner_id, title, kind, source_kind, source_url)
      values (\(owner), 'Zanzibar', 'DOCUMENT', 'URL', 'https://example.org/zanzibar') returning id
      """)
    let atom = try await insertAtom(content, text, isRetired: false)
    let retired = try await insertAtom(content, text, isRetired: true)
    let found: Set = [GlobalID(.diagram, diagram), GlobalID(.lab, lab), GlobalID(.atom, atom)]
    return (found, content, GlobalID(.atom, retired))
  }

  private func insertAtom(_ content: Int64, _ text: String, isRetired: Bool) async throws -> Int64 {
    try await insert(
      """
      insert into atoms (content_id, title, body, difficulty, estimated_time, fingerprint, published, retired_at)
      values (\(content), 'Zanzibar', \(text), 0.5, interval '1 minute', sha256(convert_to(\(isRetired)::text, 'UTF8')),
        false, case when \(isRetired) then now() end)
      returning id
      """)
  }
}
