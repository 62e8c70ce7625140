import GraphQLHTTP
import GraphQLWebSocket
import Testing

@Suite struct HandshakeTests {
  private func decide(
    method: String = "GET", version: String? = "13", key: String? = "dGhlIHNhbXBsZSBub25jZQ==",
    protocols: String? = "graphql-transport-ws", origin: String? = nil, allowed: Set<String>? = nil
  ) -> SocketHandshake {
    var head = HTTPRequestHead(method: method, target: "/graphql")
    if let version { head.fields.append("Sec-WebSocket-Version", version) }
    if let key { head.fields.append("Sec-WebSocket-Key", key) }
    if let protocols { head.fields.append("Sec-WebSocket-Protocol", protocols) }
    if let origin { head.fields.append("Origin", origin) }
    return .decide(head, allowedOrigins: allowed)
  }

  private func status(_ decision: SocketHandshake) -> Int {
    if case .refuse(let fault) = decision { fault.status } else { 101 }
  }

  @Test(
    "[WS handshake] the subprotocol is chosen alone or among others",
    arguments: ["graphql-transport-ws", "graphql-ws, graphql-transport-ws", "a,graphql-transport-ws ,b"])
  func offered(protocols: String) {
    #expect(decide(protocols: protocols) == .accept(subprotocol: "graphql-transport-ws"))
  }

  @Test(
    "[WS 4406] no common subprotocol is refused in the handshake",
    arguments: [nil, "", "graphql-ws", "graphql-transport-wss", "GRAPHQL-TRANSPORT-WS"])
  func notOffered(protocols: String?) {
    #expect(status(decide(protocols: protocols)) == 400)
  }

  @Test("[WS handshake] another version is 426 and names the right one", arguments: [nil, "8", "14", "13, 13"])
  func version(version: String?) {
    guard case .refuse(let fault) = decide(version: version) else {
      Issue.record("not refused")
      return
    }
    #expect(fault.status == 426)
    #expect(fault.fields["Sec-WebSocket-Version"] == "13")
  }

  @Test("[RFC6455 4.2.1] another method is 405, a key that is not 16 bytes in Base64 is 400")
  func methodAndKey() {
    #expect(status(decide(method: "POST")) == 405)
    for key in [nil, "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQAA", "dGhlIHNhbXBsZSBub25jZ-=="] {
      #expect(status(decide(key: key)) == 400)
    }
  }

  @Test("[WS handshake] a page of an origin that is not allowed is 403; programs without an origin may connect")
  func origin() {
    let allowed: Set<String> = ["https://atlas.example"]
    #expect(status(decide(origin: "https://evil.example", allowed: allowed)) == 403)
    #expect(status(decide(origin: "https://atlas.example", allowed: allowed)) == 101)
    #expect(status(decide(origin: nil, allowed: allowed)) == 101)
    #expect(status(decide(origin: "https://evil.example", allowed: nil)) == 101)
    #expect(status(decide(origin: "null", allowed: allowed)) == 403)
    // Canonically equivalent, but not the same bytes.
    #expect(status(decide(origin: "https://e\u{301}.example", allowed: ["https://\u{e9}.example"])) == 403)
  }
}
