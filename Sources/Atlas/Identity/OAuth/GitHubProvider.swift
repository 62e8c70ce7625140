import AtlasAPI
import GraphQLJSON
import OutboundHTTP

/// GitHub, which speaks OAuth but no OpenID: who somebody is stands in its API.
struct GitHubProvider: OAuthProviding {
  let settings: OAuthSettings.GitHub
  let fetcher: any HTTPFetcher

  func authorizationURL(_ request: AuthorizationRequest) async throws(OAuthFailure) -> String {
    let query = PercentEncoding.form([
      ("client_id", settings.client.id), ("redirect_uri", request.redirectURI), ("scope", "read:user user:email"),
      ("state", request.state), ("code_challenge", request.codeChallenge), ("code_challenge_method", "S256"),
    ])
    return try address(settings.site, "/login/oauth/authorize").text + "?" + query
  }

  func identity(_ exchange: CodeExchange) async throws(OAuthFailure) -> ExternalIdentity {
    let endpoint = try address(settings.site, "/login/oauth/access_token")
    let tokens = try await fetcher.tokens(endpoint, settings.client, exchange)
    // It goes into a header field: nothing but what tokens are made of (RFC 6750, section 2.1).
    guard let token = tokens["access_token"]?.stringValue, (1...1024).contains(token.utf8.count),
      token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw .refused }
    let user = try await ask("/user", token)
    // Numbers are kept as they are written; the login name may change hands, the number does not.
    guard case .number(let id)? = user.objectValue?["id"], Int64(id).map({ $0 > 0 }) ?? false else { throw .refused }
    let name = user.objectValue?["name"]?.stringValue ?? user.objectValue?["login"]?.stringValue
    return ExternalIdentity(
      provider: .github, subject: id, verifiedEmail: primaryAddress(try await ask("/user/emails", token)), name: name)
  }

  private func primaryAddress(_ list: JSONValue) -> EmailAddress? {
    let primary = list.arrayValue?.lazy.compactMap(\.objectValue).first { entry in
      entry["primary"] == .boolean(true) && entry["verified"] == .boolean(true)
    }
    return primary?["email"]?.stringValue.flatMap { EmailAddress($0) }
  }

  private func ask(_ path: String, _ token: String) async throws(OAuthFailure) -> JSONValue {
    try await fetcher.json(
      try address(settings.api, path), fields: [("Authorization", "Bearer \(token)"), ("User-Agent", "atlas")])
  }

  private func address(_ base: OutboundURL, _ path: String) throws(OAuthFailure) -> OutboundURL {
    guard let address = base.appending(path) else { throw .unavailable }
    return address
  }
}
