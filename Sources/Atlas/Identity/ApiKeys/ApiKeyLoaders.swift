import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

extension ApiKeyRow {
  /// The viewer's own keys; not even administrators see those of others, and no key sees any.
  static let loader = RowLoader<ApiKeyRow>(key: id) { keys, context in
    ApiKeyStatements.byID(keys, ownerID: owner(context))
  }

  static func owner(_ context: ExecutionContext) -> Int64? {
    context.viewer.flatMap { $0.scopes == nil ? $0.userID : nil }
  }
}
