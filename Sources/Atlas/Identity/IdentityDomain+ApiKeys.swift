public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension IdentityDomain {
  /// Adds the types of API keys.
  func registerApiKeys(in map: inout ResolverMap) {
    map.add(
      API.CreateApiKeyPayload.Fields<Payload<NewApiKey>>(
        apiKey: .reference { $0.outcome?.id }, secret: .value { $0.outcome?.secret.text }, userErrors: .userErrors()))
    map.add(
      API.RevokeApiKeyPayload.Fields<Payload<Int64>>(apiKey: .reference { $0.outcome }, userErrors: .userErrors()))
    map.add(ApiKeyRow.fields)
    map.add(entity: API.ApiKey.typeName, ApiKeyRow.loader)
  }

  /// `Mutation.createApiKey`.
  public var createApiKey: FieldResolver<Root, API.Mutation.CreateApiKeyArguments, API.CreateApiKeyPayload> {
    .payload { arguments, context in try await apiKeyKeeping.create(arguments.input, context) }
  }

  /// `Mutation.revokeApiKey`.
  public var revokeApiKey: FieldResolver<Root, API.Mutation.RevokeApiKeyArguments, API.RevokeApiKeyPayload> {
    .payload { arguments, context in try await apiKeyKeeping.revoke(arguments.input, context) }
  }
}
