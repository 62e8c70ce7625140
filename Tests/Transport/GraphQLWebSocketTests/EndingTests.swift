import GraphQLWebSocket
import Testing

@Suite struct EndingTests {
  @Test("[WS close] the peer's close stops every operation and says nothing")
  func peerClosed() throws {
    let socket = TestSocket.ready()
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    #expect(socket.receive(.peerClosed) == [.stopOperation(one), .stopOperation(two)])
    #expect(socket.isClosed)
    #expect(socket.receive(.next(one, result: [])) == [.resume(one)])
  }

  @Test("[RFC6455 5.5.1] the peer's close frame is answered with its code, after everything was stopped")
  func closeFrame() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.receive(.closeFrame(1000)) == [.stopOperation(operation), .answerClose(1000)])
    #expect(TestSocket().receive(.closeFrame(nil)) == [.answerClose(nil)])
  }

  @Test("[WS close] the peer's close gives up a pending decision")
  func peerClosedEarly() {
    let waiting = TestSocket()
    #expect(waiting.receive(.peerClosed).isEmpty)
    let deciding = TestSocket()
    deciding.begin()
    #expect(deciding.receive(.peerClosed) == [.cancelInit])
    #expect(deciding.receive(.initAccepted(payload: nil)).isEmpty)
  }

  @Test(
    "[WS close codes] an ending stops the operations and closes with its code",
    arguments: [
      (.credentialsEnded, 4403), (.internalFault, 4500), (.shutdown(.goingAway), 1001),
      (.framingFault(.framingError), 1002), (.framingFault(.messageTooBig), 1009),
      (.framingFault(.invalidText), 1007), (.shutdown(.subprotocolNotAcceptable), 4406),
      (.shutdown(.tooManySockets), 1013),
    ] as [(SocketEvent, UInt16)])
  func endings(event: SocketEvent, code: UInt16) throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    let actions = socket.receive(event)
    #expect(actions.first == .stopOperation(operation))
    #expect(closeCode(actions) == code)
    #expect(actions.count == 2)
  }

  @Test("[WS 4500] a fault of ours tells no details")
  func internalFault() {
    let socket = TestSocket.ready()
    #expect(socket.receive(.internalFault) == [.close(SocketClose(code: 4500, reason: "Internal server error"))])
  }
}
