import AtlasAPI
import AtlasKernel
import Crypto
import GraphQLExecution
import GraphQLPostgres
import Postgres
import Retrieval

extension QuizMaterial {
  /// Reads what a subject says.
  ///
  /// - Parameter read: runs a statement.
  /// - Returns: nil for what is not there, or not for this reader.
  static func read(
    _ subject: GlobalID, reader: PassageReader, _ read: (Query) async throws -> Rows
  ) async throws -> QuizMaterial? {
    guard let query = QuizMaterialStatements.read(subject, reader) else { return nil }
    return QuizMaterial(subject, rows: try await read(query))
  }

  private init?(_ subject: GlobalID, rows: Rows) {
    let texts = (0..<rows.count).map { QuizTextRow(row: Row(rows: rows, index: $0)) }
    guard let head = texts.first, head.part == "SUBJECT" else { return nil }
    self.init(
      subject: subject, title: head.row[QuizTextRow.title], isPublished: head.row[QuizTextRow.isPublished],
      pieces: texts.filter { $0.part == "PIECE" }.compactMap(\.piece),
      neighbours: texts.filter { $0.part == "NEIGHBOUR" }.compactMap(\.piece))
  }

  /// What the same quiz is known by: SHA-256 over what the subject says, how the quiz is to be, and who makes it. What
  /// stands near the subject is no part of it: a quiz does not change because a neighbour did.
  func contentKey(_ wish: QuizWish, maker: String) -> [UInt8] {
    var digest = SHA256()
    func take(_ text: String) {
      digest.update(data: Array("\(text.utf8.count):".utf8))
      digest.update(data: Array(text.utf8))
    }
    let head = ["quiz", subject.kind.rawValue, "\(subject.key)", title, "\(wish.questions)"]
    for text in head + [wish.difficulty?.rawValue ?? "", maker] { take(text) }
    for piece in pieces {
      for text in [piece.item.id.value, piece.title, piece.text, "\(piece.terms.count)"] + piece.terms { take(text) }
    }
    return Array(digest.finalize())
  }
}

/// A text of the material.
private struct QuizTextRow: RowBacked {
  static let kind = RowColumn<String>("kind")
  static let id = RowColumn<Int64>("id")
  static let title = RowColumn<String>("title")
  static let text = RowColumn<String>("text")
  static let terms = RowColumn<[String]>("terms")
  static let isPublished = RowColumn<Bool>("is_published")

  let row: Row

  var part: String { row[RowColumn("part")] }

  var piece: QuizMaterial.Piece? {
    EntityKind(rawValue: row[Self.kind]).map { kind in
      QuizMaterial.Piece(
        item: GlobalID(kind, row[Self.id]), title: row[Self.title], text: row[Self.text], terms: row[Self.terms])
    }
  }
}
