import GraphQLHTTP
import GraphQLNIO
import Testing

/// A client that has gone: the task of its request is cancelled, whatever the connection was doing.
@Suite struct GoneTests {
  enum Farewell: CaseIterable { case close, finish, reset }

  private func goAway(_ client: Client, _ farewell: Farewell) async throws {
    switch farewell {
    case .close: try await client.close()
    case .finish: try await client.finish()
    case .reset: try await client.reset()
    }
  }

  @Test("[GONE] a client that closes, half-closes or resets ends its request", arguments: Farewell.allCases)
  func answering(farewell: Farewell) async throws {
    let responder = PathResponder()
    try await withServer(responder) { server, client in
      try await client.send(get("/patient"))
      await responder.journal.wait(for: "patient")
      try await goAway(client, farewell)
      await responder.journal.wait(for: "cancelled")
      while server.connectionCount > 0 { await Task.yield() }
    }
  }

  @Test("[GONE] and also while another request waits, when the socket is not read", arguments: Farewell.allCases)
  func waiting(farewell: Farewell) async throws {
    let responder = PathResponder()
    try await withServer(responder) { server, client in
      try await client.send(get("/patient") + (0..<100).map { post("/\($0)", "body") }.joined())
      await responder.journal.wait(for: "patient")
      try await client.send(get("/later") + String(repeating: "x", count: 1 << 14))
      try await goAway(client, farewell)
      await responder.journal.wait(for: "cancelled")
      while server.connectionCount > 0 { await Task.yield() }
    }
  }

  @Test("[GONE] and while its answer is a stream", arguments: Farewell.allCases)
  func streaming(farewell: Farewell) async throws {
    let responder = PathResponder()
    try await withServer(responder) { server, client in
      try await client.send(get("/flood") + get("/later"))
      _ = await client.read(count: 1 << 10)
      try await goAway(client, farewell)
      await responder.journal.wait(for: "flood ended")
      while server.connectionCount > 0 { await Task.yield() }
    }
  }

  @Test("[GONE] a stream that breaks off does not look complete")
  func broken() async throws {
    try await withServer { _, client in
      try await client.send(get("/broken"))
      #expect(await client.readAll() == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    }
  }
}
