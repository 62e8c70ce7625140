public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

extension IdentityDomain {
  /// Adds the types of signing in with other services.
  func registerOAuth(in map: inout ResolverMap) {
    map.add(
      API.StartOAuthLoginPayload.Fields<Payload<OAuthStart>>(
        authorizationUrl: .value { $0.outcome?.authorizationURL }, state: .value { $0.outcome?.state },
        userErrors: .userErrors()))
    map.add(
      API.LoginWithOAuthPayload.Fields<Payload<OAuthSignIn>>(
        auth: .batch { payloads, _, _ in .objects(payloads.map { $0.outcome?.signedIn }) },
        created: .value { $0.outcome?.isNew }, userErrors: .userErrors()))
  }

  /// `Mutation.startOAuthLogin`.
  public var startOAuthLogin: FieldResolver<Root, API.Mutation.StartOAuthLoginArguments, API.StartOAuthLoginPayload> {
    .payload { arguments, _ in try await oauth.start(arguments.input) }
  }

  /// `Mutation.loginWithOAuth`.
  public var loginWithOAuth: FieldResolver<Root, API.Mutation.LoginWithOAuthArguments, API.LoginWithOAuthPayload> {
    .payload { arguments, context in try await oauth.finish(arguments.input, context) }
  }
}
