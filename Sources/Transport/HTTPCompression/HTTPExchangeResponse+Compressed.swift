// HTTPCompression: the answers of GraphQLHTTP, compressed by zlib.
// Neighbours: GraphQLHTTP decides whether and how, the server's service asks once for each complete answer.
// Invariant: what cannot be compressed is answered as it is.

public import GraphQLHTTP

extension HTTPExchangeResponse {
  /// This answer, compressed if it is large enough, of a kind that shrinks, and the client wants it.
  ///
  /// Compression tells by its length whether a secret and something that an attacker chose are alike (BREACH). For that
  /// a page of the attacker must make the browser ask with the user's credentials, over and over. Access tokens are
  /// not sent by the browser on its own, so that no foreign page can do this. A server that knows its users by cookies
  /// should switch compression off, or answer no requests that a foreign page can cause (`CrossSiteRule`).
  ///
  /// - Parameters:
  ///   - request: what is answered.
  ///   - settings: `compressionThreshold` and `compressionLevel`.
  public func compressed(for request: HTTPRequestHead, settings: HTTPSettings) -> HTTPExchangeResponse {
    coded(for: request, settings: settings) { body in Gzip.compress(body, level: settings.compressionLevel) }
  }
}
