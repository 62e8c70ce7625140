/// The decision about an HTTP request that wants to become a socket.
public enum SocketHandshake: Sendable, Equatable {
  /// Answer 101 with this `Sec-WebSocket-Protocol`.
  case accept(subprotocol: String)
  /// Answer with this status and, where one is named, this header field.
  case refuse(status: Int, message: String, field: Field? = nil)

  /// A header field of a refusal.
  public struct Field: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The value.
    public let value: String
  }

  /// The subprotocol spoken here.
  public static let subprotocol = "graphql-transport-ws"

  /// Decides by the header fields of the request.
  ///
  /// - Parameters:
  ///   - version: `Sec-WebSocket-Version`.
  ///   - protocols: `Sec-WebSocket-Protocol`, several fields joined by commas.
  ///   - origin: `Origin`, which browsers always send and other programs need not.
  ///   - allowedOrigins: the origins whose pages may connect, since sockets know no preflight; `nil` allows all.
  public static func decide(
    version: String?, protocols: String?, origin: String?, allowedOrigins: Set<String>?
  ) -> SocketHandshake {
    guard version == "13" else {
      let field = Field(name: "Sec-WebSocket-Version", value: "13")
      return .refuse(status: 426, message: "The WebSocket version must be 13", field: field)
    }
    if let origin, let allowedOrigins, !allowedOrigins.contains(origin) {
      return .refuse(status: 403, message: "Pages of this origin may not connect")
    }
    // A header of spaces, tabs and commas splits into the names offered.
    let offered = (protocols ?? "").split { $0 == "," || $0 == " " || $0 == "\t" }
    guard offered.contains(where: { $0 == subprotocol }) else {
      return .refuse(status: 400, message: "The only subprotocol spoken here is \(subprotocol)")
    }
    return .accept(subprotocol: subprotocol)
  }
}
