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

  /// The same with the body of a success handed over piece by piece, however long it is; it is not in the answer then.
  ///
  /// - Throws: `OutboundError`, and what `receive` throws.
  func fetch(
    _ request: OutboundRequest, receiving receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> OutboundResponse
}

extension HTTPFetcher {
  /// Hands over the whole body at once, for those who have it.
  public func fetch(
    _ request: OutboundRequest, receiving receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws -> OutboundResponse {
    let response = try await fetch(request)
    guard response.isSuccess else { return response }
    try await receive(response.body)
    return OutboundResponse(status: response.status, body: [], fields: response.fields)
  }
}

/// What another server is asked.
public struct OutboundRequest: Sendable {
  /// The methods that are needed.
  public enum Method: String, Sendable {
    case get = "GET", post = "POST", put = "PUT", delete = "DELETE", patch = "PATCH", head = "HEAD"
  }

  /// How it is asked.
  public var method: Method
  /// What is asked.
  public var url: OutboundURL
  /// Names and values. Neither may come from a client.
  public var fields: [(name: String, value: String)]
  /// Empty for none.
  public var body: [UInt8]
  /// How long the whole exchange may take; nil for what is usual with the one who asks.
  public var timeout: Duration?
  /// Whether a body beyond the limit makes the answer too large; else it is left out, for those who go by the status.
  public var needsBody = true

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
  /// The header fields, in order.
  public let fields: [(name: String, value: String)]

  /// An answer.
  public init(status: Int, body: [UInt8], fields: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.fields = fields
  }

  /// The value of the first field with a name, which is given in lower case.
  public subscript(name: String) -> String? { fields.first { $0.name.lowercased() == name }?.value }

  /// Whether the status says that the request was understood and done.
  public var isSuccess: Bool { (200...299).contains(status) }
}

/// Why there is no answer.
public enum OutboundError: Error, Sendable {
  /// No connection, a broken one, or no HTTP on it.
  case unreachable
  case timeout
  case tooLarge
  /// The address is one that may not be asked; nothing was sent.
  case notAllowed
}
