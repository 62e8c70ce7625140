import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension ApiKeyRow {
  /// The resolvers of `ApiKey`.
  static let fields = API.ApiKey.Fields<ApiKeyRow>(
    id: .globalID(.apiKey, id),
    name: .column(name),
    prefix: .column(prefix),
    scopes: .column(scopes),
    createdAt: .column(createdAt),
    lastUsedAt: .column(lastUsedAt),
    expiresAt: .column(expiresAt),
    revokedAt: .column(revokedAt))

  /// `User.apiKeys`.
  static let ofUsers = FieldResolver<UserRow, NoArguments, [API.ApiKey]?>.query { users, _, context in
    ApiKeyStatements.ofUsers(users.distinctKeys(UserRow.id), ownerID: owner(context))
  } _: { rows, users, _, _ in
    let grouped = RowSet.grouped(rows, parents: users.storage.values(UserRow.id), parentColumn: userID)
    let keys = Column(.objects(ObjectColumn(Batch<ApiKeyRow>(RowStorage(grouped.rows)))))
    return ColumnOf(unchecked: Column(.list(ListColumn(offsets: grouped.offsets, inner: keys))))
  }
}
