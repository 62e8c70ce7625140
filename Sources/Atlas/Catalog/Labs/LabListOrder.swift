import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// In which order a connection lists labs; equal ones follow by age.
struct LabListOrder: Sendable {
  let cursor: CursorKind
  let keys: KeysetOrder

  init(_ order: API.LabOrder?) {
    let field = order?.field ?? .title
    let isDescending = order?.direction == .desc
    let name = "labs by \(field.rawValue)\(isDescending ? " down" : "")"
    switch field {
    case .title:
      cursor = CursorKind(name, .text(RowColumn("title")), .integer(LabRow.id))
      keys = KeysetOrder("l.title", "l.id", descending: isDescending)
    case .difficulty:
      cursor = CursorKind(name, .integer(RowColumn("difficulty_rank")), .integer(LabRow.id))
      keys = KeysetOrder(DifficultyStatements.rank(of: "l.difficulty"), "l.id", descending: isDescending)
    case .createdAt:
      cursor = CursorKind(name, .moment(LabRow.createdAt), .integer(LabRow.id))
      keys = KeysetOrder("l.created_at", "l.id", descending: isDescending)
    case .updatedAt:
      cursor = CursorKind(name, .moment(LabRow.updatedAt), .integer(LabRow.id))
      keys = KeysetOrder("l.updated_at", "l.id", descending: isDescending)
    }
  }
}
