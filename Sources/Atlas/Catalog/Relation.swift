import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A connection from objects of one type to records of another: how its pages are read, ordered and counted.
struct Relation<Record: RowRecord>: Sendable {
  /// The cursors; their values are those of `keyset`.
  let cursor: CursorKind
  let keyset: [RowColumn<Int64>]
  /// One page for each of the parents, whose key is `parent_id` in the answer.
  let pages: @Sendable ([Int64], PageArguments) -> Query
  /// `parent_id` and `total` for each of the parents.
  let total: @Sendable ([Int64]) -> Query

  init(
    _ name: String, keyset: [RowColumn<Int64>], pages: @escaping @Sendable ([Int64], PageArguments) -> Query,
    total: @escaping @Sendable ([Int64]) -> Query
  ) {
    cursor = CursorKind(name, count: keyset.count)
    self.keyset = keyset
    self.pages = pages
    self.total = total
  }
}

/// The arguments of a connection that is read forwards only.
protocol ForwardPaging: ArgumentSet {
  var first: Int? { get }
  var after: String? { get }
}

extension API.Diagram.LabsArguments: ForwardPaging {}
extension API.Diagram.IncidentsArguments: ForwardPaging {}
extension API.Lab.DiagramsArguments: ForwardPaging {}
extension API.Incident.DiagramsArguments: ForwardPaging {}
extension API.Incident.LabsArguments: ForwardPaging {}

extension FieldResolver where Source: RowRecord, Arguments: ForwardPaging, Output: CompositeOutput {
  /// One page for each parent, by one statement for the distinct parents.
  static func pages<Record>(of relation: Relation<Record>, key: RowColumn<Int64>) -> Self {
    Self(reads: .part(key.name)) { parents, arguments, context in
      let page = try PageArguments(first: arguments.first, after: arguments.after, cursor: relation.cursor)
      let pending = context.submit(relation.pages(parents.distinctKeys(key), page))
      return .pending {
        let pages = Page<Record>.pages(
          try await pending.rows(), parents: parents.storage.values(key), parentColumn: RowColumn("parent_id"),
          keyset: relation.keyset, arguments: page, cursor: relation.cursor, total: relation.total)
        return ColumnOf<Output>.objects(pages).column
      }
    }
  }
}
