public import GraphQLJSON

/// Why an HTTP request gets no GraphQL result, as the answer it gets instead.
///
/// The body has the shape of a GraphQL response, because every client can show that, but it is always served as
/// `application/json`: the media type of GraphQL is kept for results.
public struct HTTPFault: Error, Sendable, Equatable {
  /// The status code of the answer.
  public var status: Int
  /// A sentence for the developer of the client.
  public var message: String
  /// The value of `extensions.code`.
  public var code: String
  /// Further header fields, such as `Allow`.
  public var fields: HTTPFields

  /// A fault; the common ones have factories.
  public init(status: Int, message: String, code: String = "BAD_USER_INPUT", fields: HTTPFields = [:]) {
    self.status = status
    self.message = message
    self.code = code
    self.fields = fields
  }

  /// The whole answer.
  public var response: HTTPExchangeResponse {
    var fields = fields
    fields.append("Content-Type", ResponseFormat.json.contentType)
    fields.append("Cache-Control", "no-store")
    var writer = JSONWriter(capacity: 160)
    write(into: &writer)
    return HTTPExchangeResponse(head: HTTPResponseHead(status: status, fields: fields), body: writer.finish())
  }

  /// Writes the fault as one GraphQL response, as it stands for a failed member of a batch.
  public func write(into writer: inout JSONWriter) {
    writer.raw("{\"errors\":[{\"message\":")
    writer.string(message)
    writer.raw(",\"extensions\":{\"code\":")
    writer.string(code)
    writer.raw("}}]}")
  }
}

extension HTTPFault {
  /// The request cannot be understood.
  public static func badRequest(_ message: String) -> HTTPFault {
    HTTPFault(status: 400, message: message)
  }

  /// The method is not one of `allowed`.
  public static func methodNotAllowed(allow allowed: String, _ message: String? = nil) -> HTTPFault {
    HTTPFault(
      status: 405, message: message ?? "This resource answers only the methods \(allowed)", fields: ["Allow": allowed])
  }

  /// None of the media types the client accepts can be made.
  public static func notAcceptable(_ message: String) -> HTTPFault {
    HTTPFault(status: 406, message: message)
  }

  /// The client took too long to send its request.
  public static let requestTimeout = HTTPFault(
    status: 408, message: "The request took too long to arrive", code: "TIMEOUT", fields: ["Connection": "close"])

  /// The body is larger than allowed.
  public static func bodyTooLarge(limit: Int) -> HTTPFault {
    HTTPFault(status: 413, message: "The request body is larger than \(limit) bytes")
  }

  /// The target of the request is longer than allowed.
  public static func targetTooLong(limit: Int) -> HTTPFault {
    HTTPFault(status: 414, message: "The URL is longer than \(limit) bytes; send the request by POST")
  }

  /// The body is of a media type that is not understood.
  public static func unsupportedMediaType(_ message: String) -> HTTPFault {
    HTTPFault(status: 415, message: message)
  }

  /// The body is compressed. It is never inflated, since a kilobyte could become a gigabyte.
  public static let compressedBody = HTTPFault(
    status: 415, message: "The request body must not be compressed", fields: ["Accept-Encoding": "identity"])

  /// The header fields are larger than allowed.
  public static let headersTooLarge = HTTPFault(
    status: 431, message: "The header fields are too large", fields: ["Connection": "close"])

  /// There is no room for the request at the moment.
  public static func overloaded(retryAfterSeconds: Int) -> HTTPFault {
    HTTPFault(
      status: 503, message: "The server is too busy, try again later", code: "UNAVAILABLE",
      fields: ["Retry-After": String(retryAfterSeconds)])
  }

  /// Nothing could be answered in time.
  public static let answerTimeout = HTTPFault(
    status: 504, message: "The request took too long and was stopped.", code: "TIMEOUT")
}
