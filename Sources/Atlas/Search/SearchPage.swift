import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres
import Synchronization

/// A result as the statement answers it: its keyset.
struct SearchHitRow: RowRecord {
  /// The negative score.
  static let place = RowColumn<Double>("place")
  static let kind = RowColumn<Int64>("kind")
  static let id = RowColumn<Int64>("id")

  let row: Row

  init(row: Row) { self.row = row }

  static let cursor = CursorKind("search", .number(place), .integer(kind), .integer(id))
}

/// A page of what was found: the source of `SearchConnection`.
struct SearchPage: ObjectSource {
  let search: SearchQuery
  let page: Page<SearchHitRow>
  let took: Duration
  let counts = SearchCounts()

  /// The results with their passages' source.
  var hits: [SearchHit] {
    page.edges.map { edge in
      let row = edge.rows[edge.position].row
      return SearchHit(
        search: search, cursor: edge.cursor, score: -row[SearchHitRow.place], kind: row[SearchHitRow.kind],
        id: row[SearchHitRow.id])
    }
  }
}

/// A result: the source of `SearchEdge`.
struct SearchHit: ObjectSource {
  let search: SearchQuery
  let cursor: String
  let score: Double
  /// The number of its branch.
  let kind: Int64
  let id: Int64

  /// What was found.
  var item: GlobalID? { SearchBranch.branch(kind).map { GlobalID($0.kind, id) } }

  /// The type and key of what was found.
  var reference: (typeName: String, key: Int64)? { item.map { ($0.kind.typeName, $0.key) } }
}

/// How many results there are, for all fields that say so: one statement, sent when the first of them asks.
final class SearchCounts: Sendable {
  private let pending = Mutex<PendingRows?>(nil)

  /// The counts by type, in the order of the types.
  func facets(_ search: SearchQuery, _ context: ExecutionContext) -> @Sendable () async throws -> [Facet] {
    guard !search.types.isEmpty else { return { [] } }
    let rows = pending.withLock { pending in
      let rows = pending ?? context.submit(SearchStatements.counts(search))
      pending = rows
      return rows
    }
    return {
      let rows = try await rows.rows()
      return (0..<rows.count).map { Row(rows: rows, index: $0) }.compactMap { row in
        SearchBranch.branch(row[SearchHitRow.kind]).map {
          Facet(name: "type", value: $0.type.rawValue, count: row[RowColumn<Int>("total")])
        }
      }
    }
  }
}
