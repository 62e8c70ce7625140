import GraphQLJSON
import GraphQLWebSocket
import Testing

@Suite struct ConnectionTests {
  @Test("[WS connection_init] an init asks whether the connection may be used, and the answer is the ack")
  func opening() {
    let socket = TestSocket()
    let actions = socket.receive(#"{"type":"connection_init","payload":{"authorization":"Bearer x"}}"#)
    #expect(actions == [.startInit(payload: ["authorization": .string("Bearer x")])])
    #expect(!socket.isReady)
    #expect(socket.receive(.initAccepted(payload: nil)) == [.send(#"{"type":"connection_ack"}"#)])
    #expect(socket.isReady)
  }

  @Test("[WS connection_init] the payload may be absent or null", arguments: [#""#, #","payload":null"#])
  func noPayload(payload: String) {
    let socket = TestSocket()
    #expect(socket.receive("{\"type\":\"connection_init\"\(payload)}") == [.startInit(payload: nil)])
  }

  @Test("[WS connection_ack] the acknowledgement may carry a payload")
  func ackPayload() {
    let socket = TestSocket()
    socket.begin()
    let actions = socket.receive(.initAccepted(payload: ["a": .number("1")]))
    #expect(actions == [.send(#"{"type":"connection_ack","payload":{"a":1}}"#)])
  }

  @Test("[WS 4408] no init in time closes the socket, and pings do not help")
  func timeout() {
    let socket = TestSocket()
    #expect(socket.wait(.seconds(9)).isEmpty)
    _ = socket.deliver(socket.receive(#"{"type":"ping"}"#))
    let close = SocketClose(code: 4408, reason: "Connection initialisation timeout")
    #expect(socket.wait(.seconds(1)) == [.close(close)])
  }

  @Test("[WS 4408] the timeout does not fire while the init is being decided, nor later")
  func timeoutWhileDeciding() {
    let socket = TestSocket()
    socket.begin()
    #expect(closeCode(socket.wait(.seconds(20))) == nil)
    _ = socket.accept()
    #expect(closeCode(socket.wait(.seconds(10))) == nil)
    #expect(!socket.isClosed)
  }

  @Test("[WS 4403] a refused init closes the socket")
  func refused() {
    let socket = TestSocket()
    socket.begin()
    #expect(socket.receive(.initRefused).last == .close(SocketClose(code: 4403, reason: "Forbidden")))
  }

  @Test("[WS 4429] a second init closes the socket, acknowledged or not")
  func secondInit() {
    let deciding = TestSocket()
    deciding.begin()
    let actions = deciding.receive(#"{"type":"connection_init"}"#)
    #expect(
      actions == [.cancelInit, .close(SocketClose(code: 4429, reason: "Too many initialisation requests"))])
    let ready = TestSocket.ready()
    #expect(closeCode(ready.receive(#"{"type":"connection_init"}"#)) == 4429)
  }

  @Test("[WS 4401] subscribing before the acknowledgement closes the socket")
  func unauthorized() {
    let subscribe = #"{"id":"1","type":"subscribe","payload":{"query":"{a}"}}"#
    let waiting = TestSocket()
    #expect(waiting.receive(subscribe) == [.close(SocketClose(code: 4401, reason: "Unauthorized"))])
    let deciding = TestSocket()
    deciding.begin()
    #expect(closeCode(deciding.receive(subscribe)) == 4401)
  }

  @Test("[WS ping] a ping is answered at once by a pong with its payload, also before init")
  func ping() {
    let socket = TestSocket()
    #expect(socket.receive(#"{"type":"ping"}"#) == [.send(#"{"type":"pong"}"#)])
    #expect(socket.receive(#"{"type":"ping","payload":null}"#) == [.send(#"{"type":"pong"}"#)])
    #expect(socket.receive(#"{"type":"ping","payload":{"a":[1]}}"#) == [.send(#"{"type":"pong","payload":{"a":[1]}}"#)])
  }

  @Test("[WS pong] an unsolicited pong is ignored")
  func pong() {
    let socket = TestSocket.ready()
    #expect(socket.receive(#"{"type":"pong","payload":{}}"#).isEmpty)
    #expect(socket.receive(.pongFrame).isEmpty)
  }

  @Test("[RFC6455 5.5.2] a ping frame is answered by a pong frame with its payload, also before init")
  func pingFrame() {
    #expect(TestSocket().receive(.pingFrame([1, 2])) == [.send(.pong([1, 2]))])
  }
}
