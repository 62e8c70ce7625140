public import GraphQLExecution
public import Postgres

extension FieldResolver where Source == Root {
  /// One object or null: the first row of a statement.
  public static func row<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, _ query: @escaping @Sendable (Arguments, Selected) throws -> Query
  ) -> Self where Output == Composite? {
    .query(reads: .none) { _, arguments, selected, _ in
      try query(arguments, selected)
    } _: { rows, _, _, _ in
      .objects(Batch<Record>(RowStorage(rows)), rows: [rows.count > 0 ? 0 : -1])
    }
  }

  /// A list of objects: all rows of a statement. With `@stream` they come as the server sends them.
  public static func rows<Record: RowRecord, Composite: CompositeOutput>(
    of record: Record.Type, _ query: @escaping @Sendable (Arguments, Selected) throws -> Query
  ) -> Self where Output == [Composite] {
    .query(reads: .none) { _, arguments, selected, _ in
      try query(arguments, selected)
    } _: { rows, _, _, _ in
      .lists(Batch<Record>(RowStorage(rows)), offsets: ColumnOf<Output>.offsets([rows.count]))
    }
    .streaming { _, arguments, selected, context in
      .rows(of: Record.self, context.stream(try query(arguments, selected)))
    }
  }

  /// A mutation of one statement, atomic by itself: the object is its first row.
  ///
  /// - Parameter joined: other objects in the same rows, which their loader then need not fetch.
  public static func write<Record: RowRecord>(
    of record: Record.Type, joined: [JoinedRecord] = [],
    _ query: @escaping @Sendable (Arguments, Selected) throws -> Query
  ) -> Self where Output: CompositeOutput {
    Self(reads: .none) { _, arguments, selected, context in
      let pending = context.submitWrite(try query(arguments, selected))
      return .pending {
        let rows = try await pending.rows()
        for record in joined { record.prime(rows, context) }
        return ColumnOf<Output>.objects(Batch<Record>(RowStorage(rows)), rows: [rows.count > 0 ? 0 : -1]).column
      }
    }
  }
}
