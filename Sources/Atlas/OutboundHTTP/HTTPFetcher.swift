// OutboundHTTP: how we ask other servers.
//
// Neighbours: domains that need one take an `any HTTPFetcher`; AtlasServer makes the real one, AsyncHTTPFetcher.swift.
// Invariant: an answer is bounded in size and time, and only the address that was asked for answers: redirects are not
// followed.

/// Asks other servers over HTTP.
public protocol HTTPFetcher: Sendable {
  /// The answer to a request, whatever its status.
  ///
  /// - Throws: when there was none, or it was too large or too late.
  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse
}

/// What another server is asked.
public struct OutboundRequest: Sendable {
  /// The methods that are needed.
  public enum Method: String, Sendable { case get = "GET", post = "POST" }

  /// How it is asked.
  public var method: Method
  /// What is asked.
  public var url: OutboundURL
  /// Names and values. Neither may come from a client.
  public var fields: [(name: String, value: String)]
  /// Empty for none.
  public var body: [UInt8]

  /// A request.
  public init(
    _ method: Method, _ url: OutboundURL, fields: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
  }
}

/// What another server answered. Hostile input, like everything from outside.
public struct OutboundResponse: Sendable {
  /// The status code.
  public let status: Int
  /// The whole body.
  public let body: [UInt8]

  /// A request.
  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}

/// Why there is no answer.
public enum OutboundError: Error, Sendable {
  /// No connection, a broken one, or no HTTP on it.
  case unreachable
  case timeout
  case tooLarge
}
