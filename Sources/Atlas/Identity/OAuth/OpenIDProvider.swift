import AtlasAPI
import GraphQLJSON
import OutboundHTTP
import Synchronization

/// Google, or whatever OpenID provider stands at the issuer's address (OpenID Connect Core and Discovery 1.0).
final class OpenIDProvider: OAuthProviding {
  private let settings: OAuthSettings.Google
  private let fetcher: any HTTPFetcher
  private let known = Mutex(Known())

  /// What the provider has told.
  private struct Known {
    var metadata: (value: Metadata, at: ContinuousClock.Instant)?
    var keys: [RSAKey] = []
    var keysReadAt: ContinuousClock.Instant?
  }

  private struct Metadata {
    let authorization: OutboundURL
    let token: OutboundURL
    let keys: OutboundURL
  }

  /// How long the discovery document is believed.
  private static let metadataLifetime: Duration = .seconds(3_600)
  /// An unknown key asks for the set anew, but tokens of somebody's invention must not make us ask all the time.
  private static let keysInterval: Duration = .seconds(60)

  init(_ settings: OAuthSettings.Google, _ fetcher: any HTTPFetcher) {
    self.settings = settings
    self.fetcher = fetcher
  }

  func authorizationURL(_ request: AuthorizationRequest) async throws(OAuthFailure) -> String {
    let endpoint = try await metadata().authorization.text
    let query = PercentEncoding.form([
      ("response_type", "code"), ("client_id", settings.client.id), ("redirect_uri", request.redirectURI),
      ("scope", "openid email profile"), ("state", request.state), ("nonce", request.nonce),
      ("code_challenge", request.codeChallenge), ("code_challenge_method", "S256"),
    ])
    return endpoint + (endpoint.contains("?") ? "&" : "?") + query
  }

  func identity(_ exchange: CodeExchange) async throws(OAuthFailure) -> ExternalIdentity {
    let metadata = try await metadata()
    let tokens = try await fetcher.tokens(metadata.token, settings.client, exchange)
    guard let text = tokens["id_token"]?.stringValue, let unverified = IDToken.Unverified(text),
      let key = try await key(unverified.keyID, metadata)
    else { throw .refused }
    let expectation = IDToken.Expectation(
      issuer: settings.issuer.text, clientID: settings.client.id, nonce: exchange.nonce, now: exchange.now)
    guard let token = IDToken(unverified, signedWith: key, expectation) else { throw .refused }
    return ExternalIdentity(
      provider: .google, subject: token.subject,
      verifiedEmail: token.isEmailVerified ? token.email.flatMap { EmailAddress($0) } : nil, name: token.name)
  }

  /// The provider's addresses (OpenID Connect Discovery 1.0, section 4).
  private func metadata() async throws(OAuthFailure) -> Metadata {
    let now = ContinuousClock.now
    if let kept = known.withLock({ $0.metadata }), now - kept.at < Self.metadataLifetime { return kept.value }
    guard let address = settings.issuer.appending("/.well-known/openid-configuration") else { throw .unavailable }
    // The document must speak for the issuer that was asked (section 4.3).
    guard let document = try await fetcher.json(address).objectValue,
      document["issuer"] == .string(settings.issuer.text)
    else { throw .unavailable }
    let metadata = Metadata(
      authorization: try document.url("authorization_endpoint"), token: try document.url("token_endpoint"),
      keys: try document.url("jwks_uri"))
    known.withLock { $0.metadata = (metadata, now) }
    return metadata
  }

  /// The key that a token names; of a set with one key, that one for a token that names none.
  private func key(_ id: String?, _ metadata: Metadata) async throws(OAuthFailure) -> RSAKey? {
    if let key = known.withLock({ Self.choose(id, $0.keys) }) { return key }
    let now = ContinuousClock.now
    if let last = known.withLock({ $0.keysReadAt }), now - last < Self.keysInterval { return nil }
    let set = try await fetcher.json(metadata.keys).objectValue?["keys"]?.arrayValue
    let keys = (set ?? []).prefix(50).compactMap { RSAKey($0) }
    known.withLock { known in
      known.keys = keys
      known.keysReadAt = now
    }
    return Self.choose(id, keys)
  }

  private static func choose(_ id: String?, _ keys: [RSAKey]) -> RSAKey? {
    guard let id else { return keys.count == 1 ? keys[0] : nil }
    return keys.first { key in key.id.map { $0.utf8.elementsEqual(id.utf8) } ?? false }
  }
}
