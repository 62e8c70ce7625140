internal import GraphQLJSON

/// A message of a client, of the right form.
enum ClientMessage: Equatable {
  case connectionInit(payload: JSONObject?)
  case ping(payload: JSONObject?)
  case pong
  case subscribe(id: String, GraphQLRequest)
  case complete(id: String)

  /// Reads a message, or says how it closes the socket.
  static func decode(_ bytes: [UInt8], _ settings: SocketSettings) throws(SocketClose) -> ClientMessage {
    guard bytes.count <= settings.messageBytesLimit else { throw .messageTooBig }
    guard (try? UTF8Span(validating: bytes.span)) != nil else { throw .invalidText }
    let message = try object(bytes, settings)
    switch message["type"] {
    case .string("connection_init"): return .connectionInit(payload: try payload(message))
    case .string("ping"): return .ping(payload: try payload(message))
    case .string("pong"):
      _ = try payload(message)
      return .pong
    case .string("subscribe"): return .subscribe(id: try id(message, settings), try request(message))
    case .string("complete"): return .complete(id: try id(message, settings))
    case nil: throw .invalidMessage("The message has no \"type\"")
    // Also what only servers send: the client broke the protocol, not we.
    default: throw .invalidMessage("The message is of a type that clients do not send")
    }
  }

  private static func object(_ bytes: [UInt8], _ settings: SocketSettings) throws(SocketClose) -> JSONObject {
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes, limits: settings.jsonLimits)
    } catch {
      throw .invalidMessage("The message is not valid JSON: \(error)")
    }
    guard case .object(let object) = value else { throw .invalidMessage("The message is not a map") }
    return object
  }

  private static func payload(_ message: JSONObject) throws(SocketClose) -> JSONObject? {
    switch message["payload"] {
    case nil, .null: return nil
    case .object(let object): return object
    default: throw .invalidMessage("\"payload\" must be a map")
    }
  }

  private static func id(_ message: JSONObject, _ settings: SocketSettings) throws(SocketClose) -> String {
    guard case .string(let id) = message["id"], !id.isEmpty else {
      throw .invalidMessage("\"id\" must be a string that is not empty")
    }
    guard id.utf8.count <= settings.idBytesLimit else {
      throw .invalidMessage("\"id\" is longer than \(settings.idBytesLimit) bytes")
    }
    return id
  }

  private static func request(_ message: JSONObject) throws(SocketClose) -> GraphQLRequest {
    guard let parameters = try payload(message) else { throw .invalidMessage("\"payload\" is missing") }
    do {
      return try GraphQLRequest(parameters: parameters)
    } catch {
      throw .invalidMessage(error.message)
    }
  }
}
