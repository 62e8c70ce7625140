import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A connection from objects of one type to records of another: how its pages are read, ordered and counted.
struct Relation<Record: RowRecord>: Sendable {
  let cursor: CursorKind
  /// One page for each of the parents, whose key is `parent_id` in the answer.
  let pages: @Sendable ([Int64], PageArguments) -> Query
  /// `parent_id` and `total` for each of the parents.
  let total: @Sendable ([Int64]) -> Query
  /// The most frequent values of the records of each of the parents, where the connection has facets.
  let facets: (@Sendable ([Int64]) -> Query)?

  init(
    _ name: String, keyset: CursorKey..., pages: @escaping @Sendable ([Int64], PageArguments) -> Query,
    total: @escaping @Sendable ([Int64]) -> Query, facets: (@Sendable ([Int64]) -> Query)? = nil
  ) {
    cursor = CursorKind(name, keyset)
    self.pages = pages
    self.total = total
    self.facets = facets
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
      let page = try PageArguments(first: arguments.first, after: arguments.after, cursor: relation.cursor, context)
      let pending = context.submit(relation.pages(parents.distinctKeys(key), page))
      return .pending {
        let pages = Page<Record>.pages(
          try await pending.rows(), parents: parents.storage.values(key), parentColumn: RowColumn("parent_id"),
          arguments: page, total: relation.total, facets: relation.facets)
        return ColumnOf<Output>.objects(pages).column
      }
    }
  }
}
