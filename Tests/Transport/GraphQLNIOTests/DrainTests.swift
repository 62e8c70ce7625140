import GraphQLHTTP
@testable import GraphQLNIO
import NIOCore
import Synchronization
import Testing

@Suite struct DrainTests {
  @Test("[DRAIN stream] a stream is asked to end, may say its last words, and ends as a stream does")
  func stream() async throws {
    let responder = PathResponder()
    try await withServer(responder, stops: false) { server, client in
      try await client.send(get("/farewell"))
      await responder.journal.wait(for: "streaming")
      async let stopped: Void = server.stop(within: .seconds(600))
      let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      #expect(await client.readAll() == head + "5\r\nhello\r\n7\r\ngoodbye\r\n0\r\n\r\n")
      await stopped
    }
  }

  @Test("[DRAIN request] a request that is arriving when the server stops is answered, and its connection closed")
  func arriving() async throws {
    try await withServer(stops: false) { server, client in
      try await client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
      #expect(await client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      async let stopped: Void = server.stop(within: .seconds(600))
      while !server.isStopping { await Task.yield() }
      try await client.send("body" + get("/b"))
      #expect(await client.readAll() == answer("POST /a body", "Connection: close\r\n"))
      await stopped
    }
  }

  @Test("[DRAIN request] a request that is on its way when the server stops is answered, and its connection closed")
  func underWay() async throws {
    try await withServer(stops: false, configure: { $0.drainGrace = .seconds(600) }) { server, client in
      try await client.send(get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("GET /a "))
      async let stopped: Void = server.stop(within: .seconds(600))
      while !server.isStopping { await Task.yield() }
      try await client.send(get("/b"))
      #expect(await client.readAll() == answer("GET /b ", "Connection: close\r\n"))
      await stopped
    }
  }

  @Test("[DRAIN end] what does not end is cut when the time is up")
  func cut() async throws {
    let responder = PathResponder()
    try await withServer(responder, stops: false) { server, client in
      try await client.send(get("/patient"))
      await responder.journal.wait(for: "patient")
      await server.stop(within: .milliseconds(200))
      await responder.journal.wait(for: "cancelled")
      #expect(await client.readAll() == "")
    }
  }

  @Test("[DRAIN listen] a stopped server takes no connection")
  func refused() async throws {
    try await withServer(stops: false) { server, _ in
      await server.stop(within: .seconds(10))
      await #expect(throws: (any Error).self) { try await Client.connect(to: server) }
    }
  }

  @Test("[DRAIN socket] sockets are told to go one after another, everything else at once")
  func spread() throws {
    let registry = ConnectionRegistry()
    let sockets = (0..<4).map { _ in Told(isToldInTurn: true) }
    let connection = Told(isToldInTurn: false)
    for each in sockets + [connection] { registry.add(each) }
    registry.drain(over: .milliseconds(400))
    #expect(connection.delay == .zero)
    #expect(Set(sockets.compactMap(\.delay)) == [.zero, .milliseconds(100), .milliseconds(200), .milliseconds(300)])
    let late = Told(isToldInTurn: true)
    registry.add(late)
    #expect(late.delay == .zero)
    for each in sockets + [connection, late] { registry.remove(each) }
    #expect(registry.count == 0)
  }
}

/// Notes when it was told to end.
private final class Told: Drainable {
  let isToldInTurn: Bool
  private let told = Mutex<TimeAmount?>(nil)

  init(isToldInTurn: Bool) { self.isToldInTurn = isToldInTurn }

  var delay: TimeAmount? { told.withLock { $0 } }

  func drain(after delay: TimeAmount) { told.withLock { $0 = delay } }

  func abort() {}
}
