public import GraphQLExecution
public import Postgres

extension Batch where Source: RowRecord {
  /// The values of a key column without repetitions, in order: what a statement is asked with. One object may stand in a
  /// batch several times.
  public func distinctKeys(_ column: RowColumn<Int64>) -> [Int64] {
    var seen: Set<Int64> = []
    return storage.values(column).filter { seen.insert($0).inserted }
  }
}

extension RowStorage {
  /// The rows of each parent, from one result for all of them.
  ///
  /// - Parameters:
  ///   - parents: the parents' keys, in order; a key may repeat and then has its rows again.
  ///   - parentColumn: the column with the parent's key. The rows of a parent stand in order, but anywhere.
  public static func grouped(
    _ result: Rows, parents: [Int64], parentColumn: RowColumn<Int64>
  ) -> (storage: RowStorage, lengths: [Int]) {
    var rowsOfParent: [Int64: [Int]] = [:]
    if result.count > 0 {
      let position = parentColumn.position(in: result)
      for row in 0..<result.count { rowsOfParent[result.int(row, position) ?? 0, default: []].append(row) }
    }
    let lists = parents.map { rowsOfParent[$0] ?? [] }
    return (RowStorage(result, lists.joined()), lists.map(\.count))
  }
}

extension FieldResolver where Source: RowRecord {
  /// A list of records for each parent, by one statement for the distinct parents.
  ///
  /// - Parameters:
  ///   - key: the parents' row key.
  ///   - parentColumn: the column of the statement with the parent's key.
  public static func rows<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, key: RowColumn<Int64>, parentColumn: RowColumn<Int64> = RowColumn("parent_id"),
    _ query: @escaping @Sendable ([Int64]) -> Query
  ) -> Self where Output == [Composite] {
    .query { parents, _, _ in
      query(parents.distinctKeys(key))
    } _: { rows, parents, _, _ in
      let grouped = RowStorage<Record>.grouped(
        rows, parents: parents.storage.values(key), parentColumn: parentColumn)
      return .lists(Batch<Record>(grouped.storage), offsets: ColumnOf<Output>.offsets(grouped.lengths))
    }
  }

  /// A count for each parent, by one statement for the distinct parents that answers `parent_id` and `total`.
  public static func count(key: RowColumn<Int64>, _ query: @escaping @Sendable ([Int64]) -> Query) -> Self
  where Output == Int {
    .query { parents, _, _ in
      query(parents.distinctKeys(key))
    } _: { rows, parents, _, _ in
      let totals = Totals(rows)
      return .values(parents.storage.values(key).map { totals[$0] })
    }
  }
}
