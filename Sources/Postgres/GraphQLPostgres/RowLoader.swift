public import GraphQLExecution
public import Postgres

/// An entity loader over one statement that takes row keys.
public struct RowLoader<Record: RowRecord>: EntityLoader {
  private let key: RowColumn<Int64>
  private let query: @Sendable ([Int64], Selected, ExecutionContext) throws -> Query

  /// - Parameters:
  ///   - key: the column of the row key.
  ///   - query: the statement for a set of keys; it leaves out what the viewer may not see.
  public init(key: RowColumn<Int64>, _ query: @escaping @Sendable ([Int64], ExecutionContext) throws -> Query) {
    self.init(key: key, selecting: { keys, _, context in try query(keys, context) })
  }

  /// The same for a statement that answers only the selected columns, and the key.
  public init(
    key: RowColumn<Int64>, selecting query: @escaping @Sendable ([Int64], Selected, ExecutionContext) throws -> Query
  ) {
    self.key = key
    self.query = query
  }

  public func load(
    _ keys: [Int64], _ selected: Selected, _ context: ExecutionContext
  ) throws -> @Sendable () async throws -> LoadedEntities<Int64, Record> {
    let pending = context.submit(try query(keys, selected, context))
    return {
      let storage = RowStorage<Record>(try await pending.rows())
      return LoadedEntities(keys: storage.values(key), storage: storage)
    }
  }
}
