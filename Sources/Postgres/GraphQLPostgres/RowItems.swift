import GraphQLExecution
import Postgres

extension ItemSource {
  /// The rows of a statement as they come, each an item of a list.
  static func rows<Record: RowRecord>(of record: Record.Type, _ stream: RowStream) -> ItemSource {
    ItemSource { minimum in
      try await stream.next(minimum: minimum).map { rows in
        Chunk(Column(.objects(ObjectColumn(Batch<Record>(RowStorage(rows))))), count: rows.count)
      }
    }
  }
}
