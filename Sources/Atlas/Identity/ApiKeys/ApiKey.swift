import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres

/// A row of `api_keys`, without the hash of its secret.
struct ApiKeyRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let userID = RowColumn<Int64>("user_id")
  static let name = RowColumn<String>("name")
  static let prefix = RowColumn<String>("prefix")
  static let scopes = RowColumn<[String]>("scopes")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let lastUsedAt = RowColumn<DateTime?>("last_used_at")
  static let expiresAt = RowColumn<DateTime?>("expires_at")
  static let revokedAt = RowColumn<DateTime?>("revoked_at")
}

/// What `createApiKey` answers: the key, and its secret for the only time.
struct NewApiKey: Sendable {
  let id: Int64
  let secret: ApiKeySecret
}

/// What a good secret stands for.
struct KnownApiKey: Sendable, Equatable {
  let id: Int64
  let userID: Int64
  /// The owner's, of now.
  let roles: Set<API.Role>
  let scopes: Set<String>
  let expiresAt: DateTime

  /// The viewer who sends the secret; nil where the key has ended.
  ///
  /// - Parameter trustedSeconds: after how long a socket must show the key again. Nobody asks about it meanwhile.
  func viewer(now: DateTime, trustedSeconds: Int) -> Viewer? {
    guard now < expiresAt else { return nil }
    let limit = DateTime(microsecondsSince1970: now.microsecondsSince1970 + Int64(trustedSeconds) * 1_000_000)
    return Viewer(
      userID: userID, credential: .apiKey(id, scopes: scopes), roles: roles, expiresAt: min(limit, expiresAt))
  }
}
