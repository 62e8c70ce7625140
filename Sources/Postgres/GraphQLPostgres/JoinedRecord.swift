import GraphQLExecution
import Postgres

/// Records of an entity type that a statement joins to others: their columns carry a prefix, such as `author.name`.
///
/// One statement instead of two, where a join costs less than another round trip: for single objects. In lists, whose
/// rows would repeat what many share, references are better.
public struct JoinedRecord: Sendable {
  let prime: @Sendable (Rows, ExecutionContext) -> Void

  /// - Parameters:
  ///   - typeName: the entity type, whose loader has records of this kind.
  ///   - key: the column of the row key, without the prefix. A statement may leave the joined columns out.
  public init<Record: RowRecord>(
    _ record: Record.Type, of typeName: String, key: RowColumn<Int64>, columnPrefix: String
  ) {
    prime = { rows, context in
      guard rows.count > 0, rows.position(ofColumn: columnPrefix + key.name) != nil else { return }
      let storage = RowStorage<Record>(RowSet(rows, columnPrefix: columnPrefix))
      context.prime(typeName, LoadedEntities<Int64, Record>(keys: storage.values(key), storage: storage))
    }
  }
}
