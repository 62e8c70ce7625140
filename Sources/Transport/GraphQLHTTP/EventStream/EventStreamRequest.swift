public import GraphQLJSON

/// A request of the single connection mode, as its method, its token and what it accepts say.
public enum EventStreamRequest: Sendable, Equatable {
  /// Reserves a stream. A token that came along must not be in use.
  case reserve(token: String?)
  /// Opens the stream of a reservation.
  case open(token: String)
  /// Runs an operation, whose results go to the stream.
  case operation(token: String)
  /// Stops an operation.
  case stop(token: String, operationID: String)

  /// The methods of this mode, as `Allow` says them.
  public static let allowedMethods = "GET, POST, PUT, DELETE, OPTIONS"

  /// The header field of the token.
  public static let tokenField = "X-GraphQL-Event-Stream-Token"

  /// Tells the kinds of requests apart.
  ///
  /// - Returns: nil for a request that is none of this mode: GraphQL over HTTP, the distinct connections mode included.
  /// - Throws: 405 for a method that neither mode knows; 404 for DELETE without a token and 400 without an operation's
  ///   id; 400 for a URL that cannot be read.
  public static func classify(
    _ head: HTTPRequestHead, _ settings: EventStreamSettings
  ) throws(HTTPFault) -> EventStreamRequest? {
    // Preflights are the affair of whoever answers for the origin.
    guard settings.allowsSingleConnection, head.method != "OPTIONS" else { return nil }
    let parameters = try QueryString(head.query, names: ["token", "operationId"])
    let token = head.fields[tokenField].flatMap { $0.isEmpty ? nil : $0 } ?? parameters["token"]
    switch head.method {
    case "GET", "POST":
      guard let token else { return nil }
      let wantsStream = Negotiation(accept: head.fields["accept"]).formatForSingleResult == .eventStream
      return wantsStream ? .open(token: token) : .operation(token: token)
    case "PUT": return .reserve(token: token)
    case "DELETE":
      guard let token else { throw .eventStreamNotFound }
      guard let id = parameters["operationId"], !id.isEmpty else {
        throw .badRequest("The URL has no \"operationId\"")
      }
      return .stop(token: token, operationID: id)
    default: throw .methodNotAllowed(allow: allowedMethods)
    }
  }
}

extension GraphQLExchange {
  /// The operation of a request of the single connection mode.
  ///
  /// - Throws: 400 for a list of requests, and without an id of fair length in `extensions.operationId`.
  public func eventStreamOperation(
    _ settings: EventStreamSettings
  ) throws(HTTPFault) -> (id: String, request: GraphQLRequest) {
    guard case .one(let request) = payload else {
      throw .badRequest("A list of requests cannot be answered on an event stream")
    }
    guard case .string(let id)? = request.extensions["operationId"], !id.isEmpty else {
      throw .badRequest("\"extensions.operationId\" must be a string that is not empty")
    }
    guard id.utf8.count <= settings.operationIDBytesLimit else {
      throw .badRequest("\"extensions.operationId\" is longer than \(settings.operationIDBytesLimit) bytes")
    }
    return (id, request)
  }
}

extension HTTPRequestHead {
  /// The event behind which a client that comes back wants to go on; nil when it begins.
  ///
  /// - Throws: 400 for a value that we cannot have sent.
  public func lastEventID() throws(HTTPFault) -> String? {
    guard let value = fields["last-event-id"], !value.isEmpty else { return nil }
    guard value.utf8.count <= EventStreamSettings.lastEventIDBytesLimit,
      value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else {
      throw .badRequest("Last-Event-ID is not one of this server")
    }
    return value
  }
}

extension HTTPFault {
  /// The token names no reservation, or that of another user, which must look the same.
  static let eventStreamNotFound = HTTPFault(
    status: 404, message: "There is no event stream with this token", code: "NOT_FOUND")

  /// What is to begin has begun already.
  static func eventStreamConflict(_ message: String) -> HTTPFault {
    HTTPFault(status: 409, message: message, code: "CONFLICT")
  }

  /// One more than allowed.
  static func tooManyEventStreams(_ message: String) -> HTTPFault {
    HTTPFault(status: 429, message: message, code: "RATE_LIMITED")
  }
}
