import GraphQLHTTP
import GraphQLServing
import GraphQLWebSocket
import Testing

@Suite("The hub of event streams", .timeLimit(.minutes(1)))
struct EventStreamHubTests {
  private static let ada = EventStreamClient(user: "ada", address: "::1")

  @Test("[SSE single] one stream carries the results of many operations")
  func operations() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    try await withStream(hub, token) { client in
      #expect(await client.next() == ":\n\n")
      for id in ["one", "two"] {
        let answer = try await start(hub, token, id) { outlet in
          await outlet.next(Array("1".utf8))
          await outlet.complete()
        }
        #expect(answer.head.status == 202)
        #expect(await client.next() == "event: next\ndata: {\"id\":\"\(id)\",\"payload\":1}\n\n")
        #expect(await client.next() == "event: complete\ndata: {\"id\":\"\(id)\"}\n\n")
      }
    }
    #expect(hub.count == 0)
  }

  @Test("[SSE single] results wait for the stream, and their operation with them")
  func early() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let (said, says) = AsyncStream.makeStream(of: Void.self)
    _ = try await start(hub, token) { outlet in
      await outlet.next(Array("1".utf8))
      says.yield()
      await outlet.next(Array("2".utf8))
      await outlet.complete()
    }
    try await withStream(hub, token) { client in
      #expect(await client.next()?.hasSuffix("\"payload\":1}\n\n") == true)
      #expect(await said.first { true } != nil)
      #expect(await client.next()?.hasSuffix("\"payload\":2}\n\n") == true)
    }
  }

  @Test("[SSE single] an operation does not run ahead of its reader")
  func backPressure() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let (said, says) = AsyncStream.makeStream(of: Int.self)
    try await withStream(hub, token) { client in
      #expect(await client.next() == ":\n\n")
      _ = try await start(hub, token) { outlet in
        for result in 1...3 {
          says.yield(result)
          await outlet.next(Array("\(result)".utf8))
        }
        await outlet.complete()
        says.finish()
      }
      var results = said.makeAsyncIterator()
      for result in 1...3 {
        #expect(await results.next() == result)
        #expect(await client.next()?.hasSuffix("\"payload\":\(result)}\n\n") == true)
      }
      #expect(await client.next()?.hasPrefix("event: complete") == true)
      #expect(await results.next() == nil)
    }
  }

  @Test("[SSE single 400] errors of a request are its answer, and its id is free")
  func requestErrors() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let refusal = HTTPFault.badRequest("no").response
    for _ in 0..<2 {
      let answer = try await hub.start(token, Self.ada, id: "one") { .refuse(refusal) }
      #expect(answer == refusal)
      await #expect(throws: HTTPFault.self) {
        _ = try await hub.start(token, Self.ada, id: "one") { () throws(HTTPFault) in throw .badRequest("no") }
      }
    }
    hub.shutDown()
  }

  @Test("[SSE single 409] an active id is refused; an operation that ends without a word frees its id")
  func activeID() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    try await withStream(hub, token) { client in
      #expect(await client.next() == ":\n\n")
      let (gate, opener) = AsyncStream.makeStream(of: Void.self)
      _ = try await start(hub, token) { _ in for await _ in gate {} }
      let fault = await #expect(throws: HTTPFault.self) { _ = try await start(hub, token) { _ in } }
      #expect(fault?.status == 409)
      opener.finish()
      #expect(await client.next()?.hasPrefix("event: complete") == true)
      _ = try await start(hub, token) { await $0.complete() }
      #expect(await client.next()?.hasPrefix("event: complete") == true)
    }
  }

  @Test("[SSE single 200] DELETE cancels the operation")
  func stop() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let (ended, ends) = AsyncStream.makeStream(of: Bool.self)
    _ = try await start(hub, token) { outlet in
      await outlet.next(Array("1".utf8))
      ends.yield(Task.isCancelled)
    }
    #expect(try hub.stop(token, Self.ada, operationID: "one").head.status == 200)
    #expect(await ended.first { _ in true } == true)
    #expect(try hub.stop(token, Self.ada, operationID: "one").head.status == 200)
    hub.shutDown()
  }

  @Test("[SSE single] when the client goes its operations are cancelled and the token is gone")
  func clientGone() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let (ended, ends) = AsyncStream.makeStream(of: Bool.self)
    try await withStream(hub, token) { client in
      #expect(await client.next() == ":\n\n")
      _ = try await start(hub, token) { _ in
        for await _ in AsyncStream<Void>(unfolding: { try? await Task.sleep(for: .seconds(60)) }) {}
        ends.yield(Task.isCancelled)
      }
    }
    #expect(await ended.first { _ in true } == true)
    #expect(hub.count == 0)
    #expect(throws: HTTPFault.self) { try hub.open(token, Self.ada) }
  }

  @Test("[SSE single 409] the token of an open stream opens no second one")
  func secondStream() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    try await withStream(hub, token) { client in
      #expect(await client.next() == ":\n\n")
      let fault = #expect(throws: HTTPFault.self) { try hub.open(token, Self.ada) }
      #expect(fault?.status == 409)
    }
  }

  @Test("[SSE single] a client that does not read is cut while it does not, and its operations end")
  func stalled() async throws {
    var settings = EventStreamSettings()
    settings.stallTimeout = .zero
    let hub = EventStreamHub(settings: settings, sweepInterval: .milliseconds(1))
    let token = try reserve(hub)
    let (ended, ends) = AsyncStream.makeStream(of: Void.self)
    _ = try await start(hub, token) { outlet in
      await outlet.next(Array("1".utf8))
      ends.yield()
    }
    // Nobody reads what this client is sent: the stream ends by itself.
    try? await write(hub, token, to: TestStreamClient())
    #expect(await ended.first { true } != nil)
    #expect(hub.count == 0)
  }

  @Test("[SSE heartbeat] comments are sent while nothing happens")
  func heartbeat() async throws {
    var settings = EventStreamSettings()
    settings.heartbeat = .zero
    let hub = EventStreamHub(settings: settings, sweepInterval: .milliseconds(1))
    let token = try reserve(hub)
    try await withStream(hub, token) { client in
      for _ in 0..<3 { #expect(await client.next() == ":\n\n") }
    }
  }

  @Test("[SSE single] a reservation without a stream times out by itself")
  func timeout() async throws {
    var settings = EventStreamSettings()
    settings.reservationTimeout = .zero
    let hub = EventStreamHub(settings: settings, sweepInterval: .milliseconds(1))
    _ = try reserve(hub)
    while hub.count > 0 { try await Task.sleep(for: .milliseconds(1)) }
  }

  @Test("[SSE single 503] the end of the server ends the streams, and none begin any more")
  func shutDown() async throws {
    let hub = EventStreamHub()
    let token = try reserve(hub)
    let client = TestStreamClient()
    async let ended: Void = write(hub, token, to: client)
    #expect(await client.next() == ":\n\n")
    hub.shutDown()
    try await ended
    let fault = #expect(throws: HTTPFault.self) { try hub.reserve(Self.ada) }
    #expect(fault?.status == 503)
  }

  // MARK: Steps

  private func reserve(_ hub: EventStreamHub) throws -> String {
    String(decoding: try hub.reserve(Self.ada).body, as: UTF8.self)
  }

  private func start(
    _ hub: EventStreamHub, _ token: String, _ id: String = "one",
    _ run: @escaping @Sendable (SocketOutlet) async -> Void
  ) async throws -> HTTPExchangeResponse {
    try await hub.start(token, Self.ada, id: id) { .run(run) }
  }

  private func write(_ hub: EventStreamHub, _ token: String, to client: TestStreamClient) async throws {
    guard case .stream(let head, let produce) = try hub.open(token, Self.ada) else {
      Issue.record("no stream was answered")
      return
    }
    #expect(head.status == 200)
    try await produce(client)
  }

  /// Opens the stream for a client, which goes in the end.
  private func withStream(
    _ hub: EventStreamHub, _ token: String, _ body: (TestStreamClient) async throws -> Void
  ) async throws {
    let client = TestStreamClient()
    let stream = Task { try await write(hub, token, to: client) }
    do {
      try await body(client)
    } catch {
      stream.cancel()
      throw error
    }
    stream.cancel()
    _ = await stream.result
  }
}
