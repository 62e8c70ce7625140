import GraphQLJSON
import GraphQLWebSocket
import Testing

@Suite struct OperationTests {
  @Test("[WS subscribe] subscribe starts an operation with its request, null parameters being absent")
  func start() throws {
    let socket = TestSocket.ready()
    let payload = #"{"query":"{a}","operationName":null,"variables":{"x":1},"extensions":null}"#
    let actions = socket.receive("{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":\(payload)}")
    guard case .startOperation(let operation, let request) = actions.first, actions.count == 1 else {
      Issue.record("nothing was started")
      return
    }
    #expect(operation.id == "1")
    #expect(request == GraphQLRequest(query: Array("{a}".utf8), variables: ["x": .number("1")]))
  }

  @Test("[WS next] results are next messages and the end is a complete message")
  func results() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("a\\\"b"))
    #expect(
      socket.receive(.next(operation, result: Array(#"{"data":1}"#.utf8)))
        == [.send(#"{"id":"a\"b","type":"next","payload":{"data":1}}"#, of: operation)])
    #expect(
      socket.receive(.operationComplete(operation)) == [.send(#"{"id":"a\"b","type":"complete"}"#, of: operation)])
    #expect(socket.operationCount == 0)
  }

  @Test("[WS error] request errors are one error message, after which the id is free and the socket open")
  func errors() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    let errors = #"[{"message":"no"}]"#
    #expect(
      socket.receive(.operationErrors(operation, errors: Array(errors.utf8)))
        == [.send(#"{"id":"1","type":"error","payload":[{"message":"no"}]}"#, of: operation)])
    #expect(socket.receive(.operationComplete(operation)) == [.resume(operation)])
    #expect(socket.receive(.next(operation, result: [])) == [.resume(operation)])
    #expect(socket.subscribe("1") != nil)
  }

  @Test("[WS 4409] an active id closes with 4409 and stops everything, also while still being prepared")
  func duplicate() throws {
    let socket = TestSocket.ready()
    let first = try #require(socket.subscribe("1"))
    let second = try #require(socket.subscribe("2"))
    let actions = socket.receive(#"{"id":"1","type":"subscribe","payload":{"query":"{a}"}}"#)
    #expect(
      actions == [
        .stopOperation(first), .stopOperation(second),
        .close(SocketClose(code: 4409, reason: "Subscriber for 1 already exists")),
      ])
  }

  @Test("[WS id] ids are told apart by their bytes")
  func identifiers() {
    let socket = TestSocket.ready()
    #expect(socket.subscribe("\u{e9}") != nil)
    #expect(socket.subscribe("e\u{301}") != nil)
    #expect(socket.operationCount == 2)
  }

  @Test("[WS complete] the client's complete stops the operation without an answer, and late results are not sent")
  func stop() throws {
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    #expect(socket.receive(#"{"id":"1","type":"complete"}"#) == [.stopOperation(operation)])
    #expect(socket.receive(.next(operation, result: Array("{}".utf8))) == [.resume(operation)])
    #expect(socket.receive(.operationErrors(operation, errors: Array("[]".utf8))) == [.resume(operation)])
    #expect(socket.receive(.operationComplete(operation)) == [.resume(operation)])
  }

  @Test("[WS complete] complete for unknown or finished ids is ignored, also before init")
  func unknownComplete() throws {
    let waiting = TestSocket()
    #expect(waiting.receive(#"{"id":"1","type":"complete"}"#).isEmpty)
    let socket = TestSocket.ready()
    let operation = try #require(socket.subscribe("1"))
    _ = socket.receive(.operationComplete(operation))
    #expect(socket.receive(#"{"id":"1","type":"complete"}"#).isEmpty)
    #expect(!socket.isClosed)
  }

  @Test("[WS id] a late result of a stopped operation is not taken for one of the next with the same id")
  func reusedID() throws {
    let socket = TestSocket.ready()
    let old = try #require(socket.subscribe("1"))
    _ = socket.receive(#"{"id":"1","type":"complete"}"#)
    let new = try #require(socket.subscribe("1"))
    #expect(socket.receive(.next(old, result: Array("{}".utf8))) == [.resume(old)])
    #expect(socket.receive(.operationComplete(old)) == [.resume(old)])
    #expect(socket.receive(.next(new, result: Array("{}".utf8))).count == 1)
  }

  @Test("[WS order] operations interleave")
  func interleaving() throws {
    let socket = TestSocket.ready()
    let one = try #require(socket.subscribe("1"))
    let two = try #require(socket.subscribe("2"))
    #expect(
      socket.receive(.next(two, result: Array("2".utf8))) == [.send(#"{"id":"2","type":"next","payload":2}"#, of: two)])
    #expect(
      socket.receive(.next(one, result: Array("1".utf8))) == [.send(#"{"id":"1","type":"next","payload":1}"#, of: one)])
    #expect(socket.receive(.operationComplete(two)) == [.send(#"{"id":"2","type":"complete"}"#, of: two)])
    #expect(socket.operationCount == 1)
  }

  @Test("[WS limit] operations are started up to the limit; one more is an error message and the socket stays open")
  func limit() throws {
    var settings = SocketSettings()
    settings.operationsPerSocket = 2
    let socket = TestSocket.ready(settings)
    let first = try #require(socket.subscribe("1"))
    #expect(socket.subscribe("2") != nil)
    let actions = socket.receive(#"{"id":"3","type":"subscribe","payload":{"query":"{a}"}}"#)
    guard case .send(.text(let bytes), nil) = actions.first, actions.count == 1 else {
      Issue.record("no error message")
      return
    }
    let message = try JSONParser.parse(bytes).objectValue
    #expect(message?["type"] == .string("error"))
    #expect(message?["id"] == .string("3"))
    #expect(message?["payload"]?.arrayValue?.count == 1)
    _ = socket.receive(.operationComplete(first))
    #expect(socket.subscribe("3") != nil)
  }
}
