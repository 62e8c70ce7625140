import AtlasKernel
import GraphQLPostgres

extension UserRow {
  /// Users by row key; anyone may see that they exist. What only they may read of themselves is guarded by field.
  static let loader = RowLoader<UserRow>(key: id) { keys, _ in UserStatements.byID(keys) }
}

extension UserStatsRow {
  /// Totals by the user's row key.
  static let loader = RowLoader<UserStatsRow>(key: userID) { keys, _ in UserStatements.stats(keys) }
}
