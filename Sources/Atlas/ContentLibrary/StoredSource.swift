import AtlasKernel
import GraphQLPostgres
import Postgres

/// Where the text of a content comes from, and how it was cut last.
struct StoredSource: Sendable {
  /// The ways to a text.
  enum Origin: Sendable {
    case text(String)
    case file(Int64, mediaType: String, size: Int)
    case url(String)
  }

  let title: String
  let origin: Origin
  let cutSHA256: [UInt8]?
  let algorithmVersion: String?

  /// Nil where there is no such content any more.
  static func read(_ contentID: Int64, _ database: Database) async throws -> StoredSource? {
    let rows = try await database.read(AtomizationStatements.source(contentID))
    guard rows.count == 1 else { return nil }
    let row = Row(rows: rows, index: 0)
    let origin: Origin
    if let file = row[RowColumn<Int64?>("file_id")] {
      origin = .file(file, mediaType: row[RowColumn("mime_type")], size: row[RowColumn("file_size")])
    } else if let url = row[RowColumn<String?>("source_url")] {
      origin = .url(url)
    } else {
      origin = .text(row[RowColumn("text")])
    }
    return StoredSource(
      title: row[RowColumn("title")], origin: origin,
      cutSHA256: rows.bytes(0, RowColumn<String>("source_sha256").position(in: rows)),
      algorithmVersion: row[RowColumn("algorithm_version")])
  }
}
