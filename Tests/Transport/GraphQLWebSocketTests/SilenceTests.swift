import GraphQLWebSocket
import Testing

@Suite struct SilenceTests {
  @Test("[WS heartbeat] a silent peer gets a ping frame every 12 seconds and is given up after 36")
  func heartbeat() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.wait(.seconds(11)).isEmpty)
    #expect(socket.wait(.seconds(1)) == [.send(.ping)])
    #expect(socket.wait(.seconds(11)).isEmpty)
    #expect(socket.wait(.seconds(1)) == [.send(.ping)])
    #expect(socket.wait(.seconds(11)).isEmpty)
    #expect(socket.wait(.seconds(1)) == [.stopOperation(operation), .abort])
    #expect(socket.isClosed)
  }

  @Test(
    "[WS heartbeat] whatever the peer sends shows that it lives",
    arguments: [.pongFrame, .pingFrame([]), .partialMessage, .text(Array(#"{"type":"pong"}"#.utf8))] as [SocketEvent])
  func alive(event: SocketEvent) {
    var settings = SocketSettings()
    settings.messageTimeout = .seconds(1000)
    let socket = TestSocket.ready(settings)
    for _ in 0..<10 {
      #expect(socket.wait(.seconds(12)) == [.send(.ping)])
      _ = socket.deliver(socket.receive(event))
      #expect(socket.wait(.seconds(11)).isEmpty)
    }
  }

  @Test("[WS 4403] credentials end a live socket when their time is up, and at once when they have none")
  func expiry() throws {
    let socket = TestSocket()
    socket.begin()
    _ = socket.accept(lifetime: .seconds(10))
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.wait(.seconds(9)).isEmpty)
    #expect(socket.wait(.seconds(1)) == [.stopOperation(operation), .close(.forbidden)])
    let late = TestSocket()
    late.begin()
    #expect(late.accept(lifetime: .zero).last == .close(.forbidden))
  }

  @Test("[RFC6455 5.4] a message that begins and does not end in time closes with 1008; one after another does not")
  func slowMessage() {
    let socket = TestSocket.ready()
    _ = socket.receive(.partialMessage)
    #expect(socket.wait(.seconds(9)).isEmpty)
    // The end of the first and the beginning of the second.
    _ = socket.receive(#"{"type":"pong"}"#)
    _ = socket.receive(.partialMessage)
    #expect(socket.wait(.seconds(9)).isEmpty)
    _ = socket.receive(.partialMessage)
    #expect(socket.wait(.seconds(1)) == [.close(SocketClose(code: 1008, reason: "Message took too long"))])
  }

  @Test("[WS flood] so many messages may come at once and per second; one more closes with 1008")
  func flood() {
    var settings = SocketSettings()
    (settings.messagesAtOnce, settings.messagesPerSecond) = (10, 2)
    let socket = TestSocket(settings)
    let ping = #"{"type":"ping"}"#
    for _ in 0..<10 { #expect(closeCode(socket.deliver(socket.receive(ping))) == nil) }
    for _ in 0..<3 {
      #expect(socket.wait(.seconds(1)).isEmpty)
      #expect(closeCode(socket.deliver(socket.receive(.pingFrame([])))) == nil)
      #expect(closeCode(socket.deliver(socket.receive(.pongFrame))) == nil)
    }
    #expect(socket.receive(ping) == [.close(SocketClose(code: 1008, reason: "Too many messages"))])
  }

  @Test("[WS flood] a pause earns no more than what may come at once")
  func pause() {
    var settings = SocketSettings()
    (settings.messagesAtOnce, settings.initTimeout, settings.peerTimeout) = (2, .seconds(1 << 40), .seconds(1 << 40))
    let socket = TestSocket(settings)
    _ = socket.wait(.seconds(1 << 30))
    #expect(socket.receive(.pongFrame).isEmpty)
    #expect(socket.receive(.pongFrame).isEmpty)
    #expect(closeCode(socket.receive(.pongFrame)) == 1008)
  }
}
