import GraphQLJSON
import GraphQLWebSocket
import Testing

@Suite struct ConnectionTests {
  @Test("opening arms the timer, and init stops it and asks whether the connection may be used")
  func opening() {
    let socket = TestSocket()
    #expect(socket.receive(.opened) == [.armInitTimer])
    let actions = socket.receive(#"{"type":"connection_init","payload":{"authorization":"Bearer x"}}"#)
    #expect(actions == [.cancelInitTimer, .startInit(payload: ["authorization": .string("Bearer x")])])
    #expect(!socket.isReady)
    #expect(socket.receive(.initAccepted(payload: nil)) == [.send(#"{"type":"connection_ack"}"#)])
    #expect(socket.isReady)
  }

  @Test("the payload of connection_init may be absent or null", arguments: [#""#, #","payload":null"#])
  func noPayload(payload: String) {
    let socket = TestSocket()
    let actions = socket.receive("{\"type\":\"connection_init\"\(payload)}")
    #expect(actions == [.cancelInitTimer, .startInit(payload: nil)])
  }

  @Test("the acknowledgement may carry a payload")
  func ackPayload() {
    let socket = TestSocket()
    _ = socket.receive(#"{"type":"connection_init"}"#)
    let actions = socket.receive(.initAccepted(payload: ["a": .number("1")]))
    #expect(actions == [.send(#"{"type":"connection_ack","payload":{"a":1}}"#)])
  }

  @Test("no init in time closes with 4408")
  func timeout() {
    let socket = TestSocket()
    let actions = socket.receive(.initTimeout)
    #expect(actions.last == .close(SocketClose(code: 4408, reason: "Connection initialisation timeout")))
  }

  @Test("the timeout does not fire while the init is being decided, nor later")
  func timeoutWhileDeciding() {
    let socket = TestSocket()
    _ = socket.receive(#"{"type":"connection_init"}"#)
    #expect(socket.receive(.initTimeout).isEmpty)
    _ = socket.receive(.initAccepted(payload: nil))
    #expect(socket.receive(.initTimeout).isEmpty)
    #expect(!socket.isClosed)
  }

  @Test("a refused init closes with 4403")
  func refused() {
    let socket = TestSocket()
    _ = socket.receive(#"{"type":"connection_init"}"#)
    #expect(socket.receive(.initRefused).last == .close(SocketClose(code: 4403, reason: "Forbidden")))
  }

  @Test("a second init closes with 4429, acknowledged or not")
  func secondInit() {
    let deciding = TestSocket()
    _ = deciding.receive(#"{"type":"connection_init"}"#)
    let actions = deciding.receive(#"{"type":"connection_init"}"#)
    #expect(
      actions == [.cancelInit, .close(SocketClose(code: 4429, reason: "Too many initialisation requests"))])
    let ready = TestSocket.ready()
    #expect(closeCode(ready.receive(#"{"type":"connection_init"}"#)) == 4429)
  }

  @Test("subscribing before the acknowledgement closes with 4401")
  func unauthorized() {
    let subscribe = #"{"id":"1","type":"subscribe","payload":{"query":"{a}"}}"#
    let waiting = TestSocket()
    #expect(waiting.receive(subscribe).last == .close(SocketClose(code: 4401, reason: "Unauthorized")))
    let deciding = TestSocket()
    _ = deciding.receive(#"{"type":"connection_init"}"#)
    #expect(closeCode(deciding.receive(subscribe)) == 4401)
  }

  @Test("a ping is answered at once by a pong with its payload, also before init")
  func ping() {
    let socket = TestSocket()
    #expect(socket.receive(#"{"type":"ping"}"#) == [.send(#"{"type":"pong"}"#)])
    #expect(socket.receive(#"{"type":"ping","payload":null}"#) == [.send(#"{"type":"pong"}"#)])
    #expect(socket.receive(#"{"type":"ping","payload":{"a":[1]}}"#) == [.send(#"{"type":"pong","payload":{"a":[1]}}"#)])
  }

  @Test("an unsolicited pong is ignored")
  func pong() {
    let socket = TestSocket.ready()
    #expect(socket.receive(#"{"type":"pong","payload":{}}"#).isEmpty)
  }

  @Test("the heartbeat pings, and gives up a peer that was silent since the last ping")
  func heartbeat() {
    let socket = TestSocket.ready()
    let operation = socket.subscribe("1")
    #expect(socket.receive(.heartbeat) == [.sendPingFrame])
    #expect(socket.receive(.pongFrame).isEmpty)
    #expect(socket.receive(.heartbeat) == [.sendPingFrame])
    _ = socket.receive(#"{"type":"pong"}"#)
    #expect(socket.receive(.heartbeat) == [.sendPingFrame])
    #expect(socket.receive(.heartbeat) == [operation.map { .stopOperation($0) }, .abort].compactMap { $0 })
    #expect(socket.isClosed)
  }
}
