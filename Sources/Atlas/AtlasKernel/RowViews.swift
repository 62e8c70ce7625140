public import GraphQLExecution
public import Postgres

extension RowStorage {
  /// The same rows as records of another type, without copies: a result can hold an object and its parts side by side.
  public func viewed<Other: RowBacked>(as type: Other.Type) -> RowStorage<Other> {
    var bases: [Int32] = []
    var all = RowStorage<Other>()
    for result in results {
      bases.append(Int32(truncatingIfNeeded: all.count))
      all.append(contentsOf: RowStorage<Other>(result))
    }
    return all.gathering(places.map { bases[Int($0.result)] + $0.row })
  }
}

extension ColumnOf {
  /// An object or null per parent: the row that carries the parent's key.
  public static func objects<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, _ rows: Rows, parents: [Int64], parentColumn: RowColumn<Int64>
  ) -> ColumnOf where Output == Composite? {
    let position = rows.count == 0 ? 0 : parentColumn.position(in: rows)
    var rowOfParent: [Int64: Int32] = [:]
    for row in 0..<rows.count { rowOfParent[rows.int(row, position) ?? 0] = Int32(truncatingIfNeeded: row) }
    return .objects(Batch<Record>(RowStorage(rows)), rows: parents.map { rowOfParent[$0] ?? -1 })
  }
}
