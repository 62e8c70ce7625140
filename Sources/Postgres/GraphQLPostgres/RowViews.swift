public import GraphQLExecution
public import Postgres

extension RowStorage {
  /// The same rows as records of another type, without copies: a result can hold an object and its parts side by side.
  public func viewed<Other: RowBacked>(as type: Other.Type) -> RowStorage<Other> { RowStorage<Other>(rows) }
}

extension ColumnOf {
  /// An object or null per parent: the row that carries the parent's key.
  public static func objects<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, _ rows: Rows, parents: [Int64], parentColumn: RowColumn<Int64>
  ) -> ColumnOf where Output == Composite? {
    let set = RowSet(rows)
    let keys = rows.count == 0 ? [] : set.integers(parentColumn.name)
    var table = KeyTable(minimumCapacity: keys.count)
    var rowOfNumber: [Int32] = []
    for (row, key) in keys.enumerated() {
      let number = Int(table.insert(key))
      if number == rowOfNumber.count { rowOfNumber.append(0) }
      rowOfNumber[number] = Int32(truncatingIfNeeded: row)
    }
    let rowOfParent = parents.map { table[$0].map { rowOfNumber[Int($0)] } ?? -1 }
    return .objects(Batch<Record>(RowStorage(set)), rows: rowOfParent)
  }
}
