import GraphQLJSON
import OutboundHTTP

extension HTTPFetcher {
  /// The JSON that a service answers.
  ///
  /// - Throws: `unavailable` where there is no answer, no success or no JSON.
  func json(_ url: OutboundURL, fields: [(name: String, value: String)] = []) async throws(OAuthFailure) -> JSONValue {
    let response = try await answer(OutboundRequest(.get, url, fields: [("Accept", "application/json")] + fields))
    guard response.status == 200, let json = response.json else { throw .unavailable }
    return json
  }

  /// What a service gives for a code (RFC 6749, sections 4.1.3 and 5).
  ///
  /// - Throws: `refused` for a bad code, `unavailable` for everything that is not the fault of who signs in.
  func tokens(
    _ endpoint: OutboundURL, _ client: OAuthSettings.Client, _ exchange: CodeExchange
  ) async throws(OAuthFailure) -> JSONObject {
    let form = PercentEncoding.form([
      ("grant_type", "authorization_code"), ("code", exchange.code), ("redirect_uri", exchange.redirectURI),
      ("client_id", client.id), ("client_secret", client.secret), ("code_verifier", exchange.codeVerifier),
    ])
    let fields = [("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded")]
    let response = try await answer(OutboundRequest(.post, endpoint, fields: fields, body: Array(form.utf8)))
    guard let json = response.json?.objectValue else { throw .unavailable }
    // GitHub tells errors with status 200.
    if let error = json["error"]?.stringValue {
      throw error == "invalid_grant" || error == "bad_verification_code" ? .refused : .unavailable
    }
    guard response.status == 200 else { throw .unavailable }
    return json
  }

  private func answer(_ request: OutboundRequest) async throws(OAuthFailure) -> OutboundResponse {
    do {
      return try await fetch(request)
    } catch {
      throw .unavailable
    }
  }
}

extension OutboundResponse {
  fileprivate var json: JSONValue? {
    try? JSONParser.parse(
      body, limits: JSONParser.Limits(depth: 8, membersPerObject: 200, elementsPerArray: 1_000, bytesPerNumber: 40))
  }
}

extension JSONObject {
  /// The address in a member.
  func url(_ name: String) throws(OAuthFailure) -> OutboundURL {
    guard let url = self[name]?.stringValue.flatMap({ OutboundURL($0) }) else { throw .unavailable }
    return url
  }
}
