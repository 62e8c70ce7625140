import AtlasAPI

/// A service that tells who somebody is (the authorization code grant of RFC 6749, section 4.1, with PKCE).
protocol OAuthProviding: Sendable {
  /// Where the browser goes.
  ///
  /// - Throws: `OAuthFailure.unavailable`.
  func authorizationURL(_ request: AuthorizationRequest) async throws(OAuthFailure) -> String

  /// Who a code stands for. The service takes a code once.
  ///
  /// - Throws: why nobody is signed in.
  func identity(_ exchange: CodeExchange) async throws(OAuthFailure) -> ExternalIdentity
}

struct AuthorizationRequest: Sendable {
  let redirectURI: String
  let state: String
  let codeChallenge: String
  /// Comes back in an ID token, and ties it to this sign-in.
  let nonce: String
}

struct CodeExchange: Sendable {
  let code: String
  let codeVerifier: String
  let redirectURI: String
  let nonce: String
  let now: DateTime
}

/// Who somebody is for a service.
struct ExternalIdentity: Sendable {
  let provider: API.OAuthProvider
  /// The service's name for the person, which never changes hands.
  let subject: String
  /// Nil where the service has not verified it.
  let verifiedEmail: EmailAddress?
  let name: String?
}

/// Why a service has signed nobody in.
enum OAuthFailure: Error {
  /// The code is wrong, used, or was made for another sign-in; or what came for it cannot be trusted.
  case refused
  /// The service cannot be reached, or does not know us.
  case unavailable
}
