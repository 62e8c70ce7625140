public import GraphQLExecution
public import Postgres

extension FieldResolver {
  /// A column from one statement for all parents. The statement is sent at once; those of a wave travel together.
  public static func query(
    _ query: @escaping @Sendable (Batch<Source>, Arguments, ExecutionContext) throws -> Query,
    _ column: @escaping @Sendable (Rows, Batch<Source>, Arguments, ExecutionContext) throws -> ColumnOf<Output>
  ) -> Self {
    .query(reads: .all, selecting: { parents, arguments, _, context in try query(parents, arguments, context) }, column)
  }

  /// The same for a statement that answers only what is selected.
  ///
  /// - Parameter reads: the parts of its parent that the field looks at.
  public static func query(
    reads: Selected = .all,
    selecting query: @escaping @Sendable (Batch<Source>, Arguments, Selected, ExecutionContext) throws -> Query,
    _ column: @escaping @Sendable (Rows, Batch<Source>, Arguments, ExecutionContext) throws -> ColumnOf<Output>
  ) -> Self {
    Self(reads: reads) { parents, arguments, selected, context in
      let pending = context.submit(try query(parents, arguments, selected, context))
      return .pending { try column(try await pending.rows(), parents, arguments, context).column }
    }
  }
}

extension FieldResolver where Source: RowRecord {
  /// An object of another type, by the row key in a column.
  public static func reference<Composite: CompositeOutput>(_ column: RowColumn<Int64?>) -> Self
  where Output == Composite? {
    Self(reads: .part(column.name)) { parents, _, _ in
      .loading(LoadRequest(Composite.typeName, keys: parents.storage.values(column)))
    }
  }
}

extension FieldResolver where Source: RowRecord, Output: CompositeOutput {
  /// An object of another type, by the row key in a column.
  public static func reference(_ column: RowColumn<Int64>) -> Self {
    Self(reads: .part(column.name)) { parents, _, _ in
      .loading(LoadRequest(Output.typeName, keys: parents.storage.values(column)))
    }
  }
}
