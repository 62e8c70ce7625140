import GraphQLWebSocket
import Testing

@Suite struct SlowReaderTests {
  private func settings(bytes: Int = 10, waiting: Int = 100, messages: Int = 100) -> SocketSettings {
    var settings = SocketSettings()
    settings.operationsPerSocket = 3
    (settings.unsentBytesLimit, settings.waitingBytesLimit) = (bytes, waiting)
    settings.unsentMessagesLimit = messages
    return settings
  }

  private func next(_ operation: SocketOperation, _ result: String) -> SocketAction {
    .send(#"{"id":"\#(operation.id)","type":"next","payload":\#(result)}"#, of: operation)
  }

  @Test("an operation may go on when its result has left, or at once when nobody wants it")
  func departure() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.receive(.next(operation, result: [0x31])) == [next(operation, "1")])
    #expect(socket.receive(.sent(bytes: 5, of: operation)) == [.resume(operation)])
    _ = socket.receive(#"{"type":"complete","id":"1"}"#)
    #expect(socket.receive(.next(operation, result: [0x31])) == [.resume(operation)])
    _ = socket.receive(.peerClosed)
    #expect(socket.receive(.next(operation, result: [0x31])) == [.resume(operation)])
  }

  @Test("results wait in their order while the connection holds as much as it may")
  func waiting() throws {
    let socket = TestSocket.ready(settings())
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    let three = try #require(socket.subscribe("3"))
    let first = socket.receive(.next(one, result: [0x31]))
    #expect(first == [next(one, "1")])
    #expect(socket.receive(.next(two, result: [0x32])).isEmpty)
    #expect(socket.receive(.next(three, result: [0x33])).isEmpty)
    #expect(socket.receive(.sent(bytes: socket.unsentBytes, of: one)) == [.resume(one), next(two, "2")])
    #expect(socket.receive(.sent(bytes: socket.unsentBytes, of: two)) == [.resume(two), next(three, "3")])
  }

  @Test("[WS complete] what a stopped operation said is not sent, however long it waited")
  func stopped() throws {
    let socket = TestSocket.ready(settings())
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    _ = socket.receive(.next(one, result: [0x31]))
    _ = socket.receive(.next(two, result: [0x32]))
    #expect(socket.receive(#"{"type":"complete","id":"2"}"#) == [.stopOperation(two)])
    #expect(socket.receive(.sent(bytes: socket.unsentBytes, of: one)) == [.resume(one)])
  }

  @Test("[WS 4413] as many bytes may wait as are allowed; more close the socket")
  func bytes() throws {
    let socket = TestSocket.ready(settings(bytes: 1, waiting: 10))
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    let three = try #require(socket.subscribe("3"))
    _ = socket.receive(.next(one, result: Array(repeating: 0x31, count: 1000)))
    #expect(socket.receive(.next(two, result: Array("12345".utf8))).isEmpty)
    #expect(
      socket.receive(.next(three, result: Array("123456".utf8)))
        == [.stopOperation(one), .stopOperation(two), .stopOperation(three), .close(.readerTooSlow)])
    #expect(SocketClose.readerTooSlow == SocketClose(code: 4413, reason: "Reader too slow"))
  }

  @Test(
    "[WS 4413] a client that provokes messages without reading them is cut",
    arguments: [
      #"{"type":"ping"}"#, #"{"id":"4","type":"subscribe","payload":{"query":"{a}"}}"#,
    ])
  func provoked(text: String) {
    let socket = TestSocket.ready(settings(bytes: 1, waiting: 1 << 20, messages: 7))
    for id in 1...3 { _ = socket.subscribe(String(id)) }
    // One for each operation and seven.
    for _ in 0..<10 { #expect(closeCode(socket.receive(text)) == nil) }
    #expect(closeCode(socket.receive(text)) == 4413)
  }

  @Test("[WS 4413] many small messages that the connection holds count as well")
  func small() {
    let socket = TestSocket(settings(bytes: 1 << 20, messages: 7))
    for _ in 0..<10 { #expect(closeCode(socket.receive(.pingFrame([]))) == nil) }
    #expect(closeCode(socket.receive(.pingFrame([]))) == 4413)
  }

  @Test("[WS 4413] a reader that takes nothing for five seconds is cut")
  func stalled() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    _ = socket.receive(.next(operation, result: Array(repeating: 0x31, count: 50_000)))
    for _ in 0..<5 { #expect(socket.wait(.seconds(1), unsent: 50_000).isEmpty) }
    #expect(socket.wait(.seconds(1), unsent: 50_000) == [.stopOperation(operation), .close(.readerTooSlow)])
  }

  @Test("[WS 4413] a reader that takes less than a kilobyte a second is cut, one that takes as much is not")
  func rate() throws {
    for (rate, isCut) in [(1023, true), (1024, false)] {
      let socket = TestSocket.ready()
      let operation = try #require(socket.subscribe("1"))
      _ = socket.receive(.next(operation, result: Array(repeating: 0x31, count: 50_000)))
      for second in 0...20 {
        _ = socket.wait(.seconds(1), unsent: 50_000 - second * rate)
      }
      #expect(socket.isClosed == isCut)
    }
  }

  @Test("a reader that is always behind a little is not stalled: what is taken counts, not what is left")
  func busy() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    for _ in 0..<100 {
      let actions = socket.receive(.next(operation, result: Array(repeating: 0x31, count: 2000)))
      guard case .send(let frame, _) = actions.first else { return #expect(Bool(false), "not sent") }
      #expect(socket.wait(.seconds(1), unsent: 3000).isEmpty)
      _ = socket.receive(.sent(bytes: frame.payload.count, of: operation))
    }
  }

  @Test("[WS heartbeat] behind a long result there are no pings, and whoever reads it is not given up")
  func reading() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    _ = socket.receive(.next(operation, result: Array(repeating: 0x31, count: 10_000_000)))
    for second in 0..<100 { #expect(socket.wait(.seconds(1), unsent: 10_000_000 - second * 50_000).isEmpty) }
  }
}
