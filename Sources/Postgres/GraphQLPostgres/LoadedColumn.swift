public import GraphQLExecution

extension FieldResolver where Source: RowRecord, Output: CellOutput {
  /// The cells of a column of another record, which the loader of `typeName` finds by a row key of the parent.
  ///
  /// Several such fields, and references to the record itself, share one statement.
  public static func column<Record: RowRecord>(
    _ column: RowColumn<Output>, of record: Record.Type, _ typeName: String, by key: RowColumn<Int64>
  ) -> Self {
    Self(reads: .part(key.name)) { parents, _, _ in
      let keys = parents.storage.values(key).map { Optional($0) }
      return .loading(
        .leaves(typeName, keys: keys, of: record) { $0.storage.rows.cells(column.name, Output.cellForm) })
    }
  }
}
