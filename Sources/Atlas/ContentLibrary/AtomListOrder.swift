import AtlasAPI
import AtlasKernel
import GraphQLPostgres
import Postgres

/// The order of a list of atoms `a`.
struct AtomListOrder: Sendable {
  /// As SQL.
  let keyset: KeysetOrder
  /// The cursors of lists in this order.
  let cursor: CursorKind

  init(_ order: API.AtomOrder?) {
    let field = order?.field ?? .sequence
    let isDescending = order?.direction == .desc
    let name = "atoms by \(field.rawValue) \(isDescending ? "DESC" : "ASC")"
    switch field {
    case .sequence:
      keyset = KeysetOrder(
        "coalesce(a.content_id, 9223372036854775807)", "a.sequence", "a.id", descending: isDescending)
      cursor = CursorKind(name, .integer(Self.contentPlace), .integer(Self.sequence), .integer(AtomRow.id))
    case .difficulty:
      keyset = KeysetOrder("a.difficulty", "a.id", descending: isDescending)
      cursor = CursorKind(name, .number(AtomRow.difficulty), .integer(AtomRow.id))
    case .createdAt:
      keyset = KeysetOrder("a.created_at", "a.id", descending: isDescending)
      cursor = CursorKind(name, .moment(AtomRow.createdAt), .integer(AtomRow.id))
    }
  }

  /// The content, or a number behind all of them for atoms that stand alone.
  private static let contentPlace = RowColumn<Int64>("content_place")
  private static let sequence = RowColumn<Int64>(AtomRow.sequence.name)
}
