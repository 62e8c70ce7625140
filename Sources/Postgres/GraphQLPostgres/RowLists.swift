public import GraphQLExecution
public import Postgres

extension Batch where Source: RowRecord {
  /// The values of a key column without repetitions, in order: what a statement is asked with. One object may stand in a
  /// batch several times.
  public func distinctKeys(_ column: RowColumn<Int64>) -> [Int64] {
    let keys = storage.values(column)
    var table = KeyTable(minimumCapacity: keys.count)
    for key in keys { table.insert(key) }
    return table.keys
  }
}

extension FieldResolver where Source: RowRecord {
  /// A list of records for each parent, by one statement for the distinct parents. With `@stream` those of an only parent
  /// come as the server sends them.
  ///
  /// - Parameters:
  ///   - key: the parents' row key.
  ///   - parentColumn: the column of the statement with the parent's key.
  public static func rows<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, key: RowColumn<Int64>, parentColumn: RowColumn<Int64> = RowColumn("parent_id"),
    _ query: @escaping @Sendable ([Int64], Arguments, Selected) throws -> Query
  ) -> Self where Output == [Composite] {
    .rows(of: record, key: key, parentColumn: parentColumn) { keys, arguments, selected, _ in
      try query(keys, arguments, selected)
    }
  }

  /// The same for a statement that depends on who asks.
  public static func rows<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, key: RowColumn<Int64>, parentColumn: RowColumn<Int64> = RowColumn("parent_id"),
    _ query: @escaping @Sendable ([Int64], Arguments, Selected, ExecutionContext) throws -> Query
  ) -> Self where Output == [Composite] {
    .query(reads: .part(key.name)) { parents, arguments, selected, context in
      try query(parents.distinctKeys(key), arguments, selected, context)
    } _: { rows, parents, _, _ in
      let grouped = RowSet.grouped(rows, parents: parents.storage.values(key), parentColumn: parentColumn)
      return .lists(Batch<Record>(RowStorage(grouped.rows)), offsets: grouped.offsets)
    }
    .streaming { parents, arguments, selected, context in
      .rows(
        of: Record.self, context.stream(try query(parents.distinctKeys(key), arguments, selected, context)))
    }
  }

  /// A list of values for each parent, the cells of one column, by one statement for the distinct parents.
  ///
  /// - Parameters:
  ///   - column: the column of the statement with the values.
  ///   - key: the parents' row key.
  ///   - parentColumn: the column of the statement with the parent's key.
  public static func cells<Element: CellOutput>(
    of column: RowColumn<Element>, key: RowColumn<Int64>, parentColumn: RowColumn<Int64> = RowColumn("parent_id"),
    _ query: @escaping @Sendable ([Int64], Arguments) throws -> Query
  ) -> Self where Output == [Element] {
    .query(reads: .part(key.name)) { parents, arguments, _, _ in
      try query(parents.distinctKeys(key), arguments)
    } _: { rows, parents, _, _ in
      let grouped = RowSet.grouped(rows, parents: parents.storage.values(key), parentColumn: parentColumn)
      let cells = Column(.leaf(grouped.rows.cells(column.name, Element.cellForm)))
      return ColumnOf(unchecked: Column(.list(ListColumn(offsets: grouped.offsets, inner: cells))))
    }
  }
}
