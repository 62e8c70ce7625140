import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension SessionRow {
  /// `User.sessions`: the viewer's own; the statement knows no others, whoever is asked about.
  static let ofUsers = FieldResolver<UserRow, NoArguments, [API.Session]?>.query(
    reads: .part(UserRow.id.name)
  ) { users, _, _, context in
    SessionStatements.open(of: users.distinctKeys(UserRow.id), ownerID: context.viewer?.userID)
  } _: { rows, users, _, _ in
    let grouped = RowSet.grouped(
      rows, parents: users.storage.values(UserRow.id), parentColumn: RowColumn("parent_id"))
    let sessions = Column(.objects(ObjectColumn(Batch<SessionRow>(RowStorage(grouped.rows)))))
    return ColumnOf(unchecked: Column(.list(ListColumn(offsets: grouped.offsets, inner: sessions))))
  }
}
