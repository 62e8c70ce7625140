public import GraphQLExecution
public import GraphQLPostgres
public import Postgres

extension FieldResolver where Output == Int {
  /// The total of a connection that stands under parents of several types: each page knows how to count its parent. The
  /// pages of a batch come from one field, so they count alike.
  public static func totalCount<Record>() -> Self where Source == Page<Record> {
    Self { pages, _, context in
      guard pages.count > 0 else { return .ready(ColumnOf<Int>.values([]).column) }
      guard let total = pages[0].total else { preconditionFailure("a page was made without a way to count") }
      let pending = context.submit(total(pages.map(\.parent)))
      return .pending {
        let totals = Totals(try await pending.rows())
        return ColumnOf<Int>.values(pages.map { totals[$0.parent] }).column
      }
    }
  }
}

extension FieldResolver where Source: RowRecord {
  /// A count for each parent, by one statement for the distinct parents that answers `parent_id` and `total`.
  public static func count(key: RowColumn<Int64>, _ query: @escaping @Sendable ([Int64]) -> Query) -> Self
  where Output == Int {
    .query(reads: .part(key.name)) { parents, _, _, _ in
      query(parents.distinctKeys(key))
    } _: { rows, parents, _, _ in
      let totals = Totals(rows)
      return .values(parents.storage.values(key).map { totals[$0] })
    }
  }
}

/// Counts by key: rows of `parent_id` and `total`. Keys without a row count 0.
public struct Totals: Sendable {
  private var totals: [Int64: Int] = [:]

  public init(_ rows: Rows) {
    guard rows.count > 0 else { return }
    let parent = RowColumn<Int64>("parent_id").position(in: rows)
    let total = RowColumn<Int>("total").position(in: rows)
    for row in 0..<rows.count {
      totals[rows.int(row, parent) ?? 0] = Int(cellOf: rows, row: row, column: total)
    }
  }

  public subscript(key: Int64) -> Int { totals[key] ?? 0 }
}
