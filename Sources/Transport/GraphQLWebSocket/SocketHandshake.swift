public import GraphQLHTTP

/// The decision about an HTTP request that wants to become a socket.
public enum SocketHandshake: Sendable, Equatable {
  /// Answer 101 with this `Sec-WebSocket-Protocol`.
  case accept(subprotocol: String)
  /// Answer with this fault.
  case refuse(HTTPFault)

  /// The subprotocol spoken here.
  public static let subprotocol = "graphql-transport-ws"

  /// Decides by method and header fields (RFC 6455, section 4.2).
  ///
  /// - Parameter allowedOrigins: see `SocketSettings`.
  public static func decide(_ head: HTTPRequestHead, allowedOrigins: Set<String>?) -> SocketHandshake {
    guard head.method == "GET" else { return .refuse(.methodNotAllowed(allow: "GET", "Sockets are opened by GET")) }
    guard head.fields["sec-websocket-version"] == "13" else {
      return .refuse(
        HTTPFault(
          status: 426, message: "The WebSocket version must be 13",
          fields: ["Upgrade": "websocket", "Sec-WebSocket-Version": "13"]))
    }
    guard isKey(head.fields["sec-websocket-key"] ?? "") else {
      return .refuse(.badRequest("\"Sec-WebSocket-Key\" must be 16 bytes in Base64"))
    }
    if let origin = head.fields["origin"], let allowedOrigins {
      // `contains` would also find canonically equivalent ones.
      guard allowedOrigins.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else {
        return .refuse(HTTPFault(status: 403, message: "Pages of this origin may not connect", code: "FORBIDDEN"))
      }
    }
    guard offers(head.fields["sec-websocket-protocol"] ?? "") else {
      return .refuse(.badRequest("The only subprotocol spoken here is \(subprotocol)"))
    }
    return .accept(subprotocol: subprotocol)
  }

  /// Whether a list of names, separated by commas, has ours. Names are compared byte by byte.
  private static func offers(_ protocols: String) -> Bool {
    protocols.utf8.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      .contains { $0.elementsEqual(subprotocol.utf8) }
  }

  private static func isKey(_ key: String) -> Bool {
    key.utf8.count == 24 && key.utf8.dropLast(2).allSatisfy(isBase64) && key.utf8.suffix(2).elementsEqual("==".utf8)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"),
      UInt8(ascii: "/")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
