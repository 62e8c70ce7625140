public import GraphQLExecution
public import Postgres

extension FieldResolver {
  /// A column from one statement for all parents. The statement is sent at once; those of a wave travel together.
  public static func query(
    _ query: @escaping @Sendable (Batch<Source>, Arguments, ExecutionContext) throws -> Query,
    _ column: @escaping @Sendable (Rows, Batch<Source>, Arguments, ExecutionContext) throws -> ColumnOf<Output>
  ) -> Self {
    Self { parents, arguments, context in
      let pending = context.submit(try query(parents, arguments, context))
      return .pending { try column(try await pending.rows(), parents, arguments, context).column }
    }
  }
}

extension FieldResolver where Source: RowRecord {
  /// An object of another type, by the row key in a column.
  public static func reference<Composite: CompositeOutput>(_ column: RowColumn<Int64?>) -> Self
  where Output == Composite? {
    Self { parents, _, _ in .loading(LoadRequest(Composite.typeName, keys: parents.storage.values(column))) }
  }
}

extension FieldResolver where Source: RowRecord, Output: CompositeOutput {
  /// An object of another type, by the row key in a column.
  public static func reference(_ column: RowColumn<Int64>) -> Self {
    Self { parents, _, _ in .loading(LoadRequest(Output.typeName, keys: parents.storage.values(column))) }
  }
}
