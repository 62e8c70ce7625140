public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax

extension IdentityDomain {
  /// Adds the types of API keys.
  func registerApiKeys(in map: inout ResolverMap) {
    map.add(
      API.CreateApiKeyPayload.Fields<Payload<NewApiKey>>(
        apiKey: .reference { $0.outcome?.id }, secret: .value { $0.outcome?.secret }, userErrors: .userErrors()))
    map.add(
      API.RevokeApiKeyPayload.Fields<Payload<Int64>>(apiKey: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(ApiKeyRow.fields)
  }

  /// `Mutation.createApiKey`.
  public var createApiKey: FieldResolver<Root, API.Mutation.CreateApiKeyArguments, API.CreateApiKeyPayload> {
    .payload { _, _ -> NewApiKey in throw GraphQLError.pending }
  }

  /// `Mutation.revokeApiKey`.
  public var revokeApiKey: FieldResolver<Root, API.Mutation.RevokeApiKeyArguments, API.RevokeApiKeyPayload> {
    .payload { _, _ -> Int64 in throw GraphQLError.pending }
  }
}

struct NewApiKey: Sendable {
  let id: Int64
  let secret: String
}

/// A row of `api_keys`, without the hash of its secret.
struct ApiKeyRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let name = RowColumn<String>("name")
  static let prefix = RowColumn<String>("prefix")
  static let scopes = RowColumn<[String]>("scopes")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let lastUsedAt = RowColumn<DateTime?>("last_used_at")
  static let expiresAt = RowColumn<DateTime?>("expires_at")
  static let revokedAt = RowColumn<DateTime?>("revoked_at")

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
  static let ofUsers = FieldResolver<UserRow, NoArguments, [API.ApiKey]?>.batch { users, _, _ in
    .lists(users.map { _ in [SignedIn]?.none })
  }
}
