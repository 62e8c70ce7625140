import GraphQLWebSocket
import Testing

@Suite struct HandshakeTests {
  private func decide(
    version: String? = "13", protocols: String? = "graphql-transport-ws", origin: String? = nil,
    allowed: Set<String>? = nil
  ) -> SocketHandshake {
    .decide(version: version, protocols: protocols, origin: origin, allowedOrigins: allowed)
  }

  private func status(_ decision: SocketHandshake) -> Int {
    if case .refuse(let status, _, _) = decision { status } else { 101 }
  }

  @Test(
    "the subprotocol is chosen alone or among others",
    arguments: ["graphql-transport-ws", "graphql-ws, graphql-transport-ws", "a,graphql-transport-ws ,b"])
  func offered(protocols: String) {
    #expect(decide(protocols: protocols) == .accept(subprotocol: "graphql-transport-ws"))
  }

  @Test(
    "no common subprotocol is refused",
    arguments: [nil, "", "graphql-ws", "graphql-transport-wss", "GRAPHQL-TRANSPORT-WS"])
  func notOffered(protocols: String?) {
    #expect(status(decide(protocols: protocols)) == 400)
  }

  @Test("another version is 426 and names the right one", arguments: [nil, "8", "14"])
  func version(version: String?) {
    guard case .refuse(426, _, let field) = decide(version: version) else {
      Issue.record("not refused with 426")
      return
    }
    #expect(field?.name == "Sec-WebSocket-Version")
    #expect(field?.value == "13")
  }

  @Test("a page of an origin that is not allowed is 403; programs without an origin may connect")
  func origin() {
    let allowed: Set<String> = ["https://atlas.example"]
    #expect(status(decide(origin: "https://evil.example", allowed: allowed)) == 403)
    #expect(status(decide(origin: "https://atlas.example", allowed: allowed)) == 101)
    #expect(status(decide(origin: nil, allowed: allowed)) == 101)
    #expect(status(decide(origin: "https://evil.example", allowed: nil)) == 101)
  }
}
