import GraphQLHTTP
import GraphQLJSON
import GraphQLServing
import GraphQLWebSocket
import Synchronization
import Testing

@Suite("Operations of sockets")
struct SocketTests {
  /// What an operation says, one line for each word.
  static func run(
    _ text: String, as name: String, extensions: JSONObject = [:], on endpoint: TestEndpoint? = nil
  ) async throws -> [String] {
    let endpoint = try (endpoint ?? TestEndpoint()).endpoint
    let handshake = HTTPRequestHead(method: "GET", target: "/graphql", fields: ["Authorization": name])
    guard case .accepted(let session, _, _, _) = await endpoint.open(nil, handshake, TestEndpoint.peer) else {
      return ["refused"]
    }
    var socket = GraphQLSocket()
    _ = socket.receive(.text(Array(#"{"type":"connection_init"}"#.utf8)))
    _ = socket.receive(.initAccepted(payload: nil))
    let subscribe = JSONValue.object([
      "type": .string("subscribe"), "id": .string("1"),
      "payload": .object(["query": .string(text), "extensions": .object(extensions)]),
    ])
    guard case .startOperation(let operation, let request)? = socket.receive(.text(subscribe.serialized())).first else {
      return ["not started"]
    }
    let words = Mutex<[String]>([])
    await endpoint.run(
      request, session,
      SocketOutlet(operation) { event in
        let word =
          switch event {
          case .next(_, let result): "next " + String(decoding: result, as: UTF8.self)
          case .operationErrors(_, let errors): "errors " + String(decoding: errors, as: UTF8.self)
          case .operationComplete: "complete"
          default: "something else"
          }
        words.withLock { $0.append(word) }
      })
    return words.withLock { $0 }
  }

  private func run(_ text: String, as name: String = "ada") async throws -> [String] {
    try await Self.run(text, as: name)
  }

  @Test("[WS] a query has one result and is complete")
  func query() async throws {
    #expect(try await run("{ me }") == [#"next {"data":{"me":"ada"}}"#, "complete"])
  }

  @Test("[WS] request errors are the only word of an operation")
  func requestErrors() async throws {
    let words = try await run("{ nothing }")
    #expect(words.count == 1)
    #expect(words[0].hasPrefix("errors [{\"message\":"))
  }

  @Test("[WS] a subscription says its results and then that it is complete")
  func subscription() async throws {
    let words = try await run("subscription { count(to: 2) }")
    #expect(words == [#"next {"data":{"count":1}}"#, #"next {"data":{"count":2}}"#, "complete"])
  }

  @Test("[WS] an error of the source ends the operation")
  func brokenSource() async throws {
    let words = try await run("subscription { count(to: 1, fails: true) }")
    #expect(words.count == 2)
    #expect(words[1].hasPrefix("errors [{\"message\":\"The source broke.\""))
  }

  @Test("[WS 4403] a sender that HTTP refuses is refused as a socket, too")
  func refused() async throws {
    #expect(try await run("{ me }", as: "forged") == ["refused"])
  }
}
