import Atomizer
import Postgres

/// Storing what a text was cut into, in the transaction that ends the job. Done again with the same cut it changes nothing
/// of the atoms.
struct AtomizationEffect: Sendable {
  let contentID: Int64
  let jobID: Int64
  let cut: Atomization
  let sourceSHA256: [UInt8]

  /// False where the content is gone.
  func commit(_ transaction: Transaction) async throws -> Bool {
    _ = try await transaction.read(AtomLinkStatements.takeTurn)
    guard try await transaction.read(AtomizationStatements.lock(contentID)).count == 1 else { return false }
    _ = try await transaction.read(AtomizationStatements.lockAtoms(contentID))
    _ = try await transaction.write(AtomizationStatements.store(cut.atoms, of: contentID))
    let rows = try await transaction.read(AtomizationStatements.stored(contentID))
    let keys = (0..<rows.count).compactMap { rows.int($0, 0) }
    _ = try await transaction.write(
      AtomizationStatements.storeLinks(try await links(keys, transaction), of: contentID))
    try await storeObjectives(keys, transaction)
    _ = try await transaction.write(AtomizationStatements.removeTerms(contentID))
    _ = try await transaction.write(AtomizationStatements.storeTerms(terms, of: contentID))
    _ = try await transaction.write(
      AtomizationStatements.finish(contentID, jobID: jobID, cut, sourceSHA256: sourceSHA256))
    return true
  }

  /// The inferred links, less those that would close a cycle with what people have linked.
  private func links(_ keys: [Int64], _ transaction: Transaction) async throws -> [AtomLink] {
    let rows = try await transaction.read(AtomizationStatements.lastingLinks(contentID))
    var graph = PrerequisiteGraph((0..<rows.count).map { (rows.int($0, 0) ?? 0, rows.int($0, 1) ?? 0) })
    var links: [AtomLink] = []
    var related: Set<[Int64]> = []
    for (position, atom) in cut.atoms.enumerated() where keys.indices.contains(position) {
      for prerequisite in atom.prerequisites where keys.indices.contains(prerequisite) {
        let link = AtomLink(from: keys[position], to: keys[prerequisite], kind: "PREREQUISITE")
        if graph.insert(from: link.from, to: link.to) { links.append(link) }
      }
      for other in atom.related where keys.indices.contains(other) && other != position {
        let ends = [keys[position], keys[other]].sorted()
        if related.insert(ends).inserted { links.append(AtomLink(from: ends[0], to: ends[1], kind: "RELATED")) }
      }
    }
    return links
  }

  private func storeObjectives(_ keys: [Int64], _ transaction: Transaction) async throws {
    var objectives = cut.objectives
    for index in objectives.indices { objectives[index].text = objectives[index].text.shortened(to: 500) }
    let texts = objectives.map(\.text)
    let served = zip(keys, cut.atoms).flatMap { key, atom in
      atom.objectives.filter { texts.indices.contains($0) }.map { (atom: key, objective: texts[$0]) }
    }
    _ = try await transaction.write(AtomizationStatements.removeServedObjectives(contentID))
    _ = try await transaction.write(AtomizationStatements.store(objectives, of: contentID))
    _ = try await transaction.write(AtomizationStatements.storeServed(served, of: contentID))
  }

  /// In one order, so that those who store the same stems do not lock each other out.
  private var terms: [(stem: String, atoms: Int)] {
    cut.terms.filter { (1...200).contains($0.key.utf8.count) && $0.value > 0 }
      .map { (stem: $0.key, atoms: $0.value) }.sorted { $0.stem < $1.stem }
  }
}

extension String {
  /// The beginning, as far as a column of so many characters has room.
  func shortened(to limit: Int) -> String {
    unicodeScalars.count <= limit ? self : String(unicodeScalars.prefix(limit))
  }
}
