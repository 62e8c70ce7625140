public import AtlasAPI
import AtlasKernel
public import GraphQLExecution
import GraphQLJSON
import GraphQLPostgres
import GraphQLSyntax

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
    .payload { _, _ -> OAuthStart in throw GraphQLError.pending }
  }

  /// `Mutation.loginWithOAuth`.
  public var loginWithOAuth: FieldResolver<Root, API.Mutation.LoginWithOAuthArguments, API.LoginWithOAuthPayload> {
    .payload { _, _ -> OAuthSignIn in throw GraphQLError.pending }
  }
}

struct OAuthStart: Sendable {
  let authorizationURL: String
  let state: String
}

struct OAuthSignIn: Sendable {
  let signedIn: SignedIn
  let isNew: Bool
}
