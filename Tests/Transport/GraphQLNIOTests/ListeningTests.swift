import GraphQLNIO
import Testing

@Suite("Listening")
struct ListeningTests {
  @Test("an address that another server has is named, with what helps")
  func addressInUse() async throws {
    try await withServer { server, _ in
      let error = await #expect(throws: ListeningError.self) {
        _ = try await HTTPServer.start(host: "127.0.0.1", port: server.port, responder: PathResponder())
      }
      let text =
        "Cannot listen on 127.0.0.1:\(server.port): something else listens there; stop it, or choose another port."
      #expect(error?.description == text)
    }
  }
}
