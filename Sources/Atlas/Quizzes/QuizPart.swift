import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax

/// What a quiz has within it. Such a part is no node: its id, a word and its row key, means something within its quiz
/// only.
enum QuizPart: String, Sendable {
  case question, option

  /// The row key of an id of such a part; nil for anything else.
  func key(of id: ID) -> Int64? {
    let prefix = Array("\(rawValue)_".utf8)
    guard id.value.utf8.starts(with: prefix) else { return nil }
    return GlobalID.rowKey(String(decoding: id.value.utf8.dropFirst(prefix.count), as: UTF8.self))
  }
}

extension FieldResolver where Source: RowRecord, Output == ID {
  /// The ids of parts of a quiz, of row keys in a column.
  static func part(_ part: QuizPart, _ column: RowColumn<Int64>) -> Self {
    let form = CellForm.quoted(prefix: Array("\"\(part.rawValue)_".utf8))
    return Self(reads: .part(column.name)) { parents, _, _ in
      .ready(Column(.leaf(parents.storage.rows.cells(column.name, form))))
    }
  }
}
