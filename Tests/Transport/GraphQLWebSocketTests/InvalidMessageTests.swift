import GraphQLWebSocket
import Testing

@Suite struct InvalidMessageTests {
  @Test(
    "[WS 4400] a message of the wrong form closes with 4400",
    arguments: [
      "", "x", "null", "1", "[]", "{}", #"{"type":null}"#, #"{"type":1}"#, #"{"type":"start"}"#, #"{"type":""}"#,
      #"{"type":"connection_init","payload":"x"}"#, #"{"type":"ping","payload":1}"#, #"{"type":"pong","payload":[]}"#,
      #"{"type":"complete"}"#, #"{"type":"complete","id":""}"#, #"{"type":"complete","id":1}"#,
      #"{"type":"subscribe","payload":{"query":"{a}"}}"#, #"{"type":"subscribe","id":"","payload":{"query":"{a}"}}"#,
      #"{"type":"subscribe","id":1,"payload":{"query":"{a}"}}"#, #"{"type":"subscribe","id":"1"}"#,
      #"{"type":"subscribe","id":"1","payload":null}"#, #"{"type":"subscribe","id":"1","payload":"{a}"}"#,
      #"{"type":"subscribe","id":"1","payload":{}}"#, #"{"type":"subscribe","id":"1","payload":{"query":1}}"#,
      #"{"type":"subscribe","id":"1","payload":{"query":"{a}","operationName":1}}"#,
      #"{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":"x"}}"#,
      #"{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}"#,
      #"{"type":"subscribe","id":"1","payload":{"query":"{a}","extensions":true}}"#,
      #"{"type":"connection_ack"}"#, #"{"type":"next","id":"1","payload":{}}"#,
      #"{"type":"error","id":"1","payload":[]}"#,
    ])
  func wrongForm(text: String) {
    let socket = TestSocket.ready()
    #expect(closeCode(socket.receive(text)) == 4400)
    #expect(socket.isClosed)
  }

  @Test("[WS 4400] a binary message closes with 4400")
  func binary() {
    let socket = TestSocket.ready()
    #expect(closeCode(socket.receive(.binary)) == 4400)
  }

  @Test("[WS 1007] text that is not UTF-8 closes with 1007")
  func notUTF8() {
    let socket = TestSocket.ready()
    #expect(closeCode(socket.receive(.text([0x7B, 0xFF, 0x7D]))) == 1007)
  }

  @Test("[WS 1009] a message is allowed up to the limit and closes with 1009 beyond it")
  func size() {
    let text = #"{"type":"ping"}"#
    var settings = SocketSettings()
    settings.messageBytesLimit = text.utf8.count
    let socket = TestSocket(settings)
    #expect(closeCode(socket.receive(text)) == nil)
    #expect(closeCode(socket.receive(text + " ")) == 1009)
  }

  @Test("[WS 4400] an id is allowed up to the limit and closes with 4400 beyond it")
  func idSize() {
    var settings = SocketSettings()
    settings.idBytesLimit = 4
    let socket = TestSocket.ready(settings)
    #expect(socket.subscribe("abcd") != nil)
    #expect(closeCode(socket.receive(#"{"type":"complete","id":"abcde"}"#)) == 4400)
  }

  @Test("[WS close] nothing happens after a close")
  func closed() {
    let socket = TestSocket.ready()
    _ = socket.receive("x")
    #expect(socket.receive(#"{"type":"ping"}"#).isEmpty)
    #expect(socket.wait(.seconds(100)).isEmpty)
    #expect(socket.receive(.peerClosed).isEmpty)
  }

  @Test("[RFC6455 5.5] a close reason is cut to 123 bytes between two characters")
  func reason() {
    #expect(SocketClose(code: 4400, reason: String(repeating: "a", count: 123)).reason.utf8.count == 123)
    #expect(SocketClose(code: 4400, reason: String(repeating: "a", count: 124)).reason.utf8.count == 123)
    let euros = SocketClose(code: 4400, reason: "ab" + String(repeating: "€", count: 60)).reason
    #expect(euros == "ab" + String(repeating: "€", count: 40))
    let faces = SocketClose(code: 4400, reason: String(repeating: "😀", count: 40)).reason
    #expect(faces == String(repeating: "😀", count: 30))
  }
}
