import GraphQLWebSocket
import Testing

@Suite struct EndingTests {
  @Test("the peer's close stops every operation and says nothing")
  func peerClosed() throws {
    let socket = TestSocket.ready()
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    #expect(socket.receive(.peerClosed) == [.stopOperation(one), .stopOperation(two)])
    #expect(socket.isClosed)
    #expect(socket.receive(.next(one, result: [])).isEmpty)
  }

  @Test("the peer's close gives up a pending decision or timer")
  func peerClosedEarly() {
    let waiting = TestSocket()
    #expect(waiting.receive(.peerClosed) == [.cancelInitTimer])
    let deciding = TestSocket()
    _ = deciding.receive(#"{"type":"connection_init"}"#)
    #expect(deciding.receive(.peerClosed) == [.cancelInit])
    #expect(deciding.receive(.initAccepted(payload: nil)).isEmpty)
  }

  @Test(
    "an ending stops the operations and closes with its code",
    arguments: [
      (.credentialsEnded, 4403), (.internalFault, 4500), (.shutdown(.goingAway), 1001),
      (.framingFault(.framingError), 1002), (.framingFault(.messageTooBig), 1009),
      (.shutdown(.subprotocolNotAcceptable), 4406),
    ] as [(SocketEvent, UInt16)])
  func endings(event: SocketEvent, code: UInt16) throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    let actions = socket.receive(event)
    #expect(actions.first == .stopOperation(operation))
    #expect(closeCode(actions) == code)
    #expect(actions.count == 2)
  }

  @Test("a fault of ours tells no details")
  func internalFault() {
    let socket = TestSocket.ready()
    #expect(socket.receive(.internalFault) == [.close(SocketClose(code: 4500, reason: "Internal server error"))])
  }

  @Test("a reader that is too slow is cut off")
  func slowReader() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.receive(.readerTooSlow) == [.stopOperation(operation), .abort])
  }
}
