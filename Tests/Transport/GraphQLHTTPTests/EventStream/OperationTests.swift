import GraphQLHTTP
import Testing

@Suite("Operations of one event stream")
struct OperationTests {
  @Test("[SSE single] next and complete name their operation, and are settled when they have left")
  func events() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let operation = try machine.start(token)
    let next = machine.next(operation, #"{"data":1}"#)
    #expect(next.actions == [.write(token)])
    #expect(machine.take(token) == "event: next\ndata: {\"id\":\"one\",\"payload\":{\"data\":1}}\n\n")
    #expect(machine.written(token) == [.settle(event: try #require(next.event))])
    _ = machine.report(operation, .complete)
    #expect(machine.take(token) == "event: complete\ndata: {\"id\":\"one\"}\n\n")
  }

  @Test("[SSE single] ids are escaped and results of several lines keep to their field")
  func escaping() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let operation = try machine.start(token, "a\n\"b")
    _ = machine.next(operation, "{\n}")
    #expect(machine.take(token) == "event: next\ndata: {\"id\":\"a\\n\\\"b\",\"payload\":{\ndata: }}\n\n")
  }

  @Test("[SSE single 202] an accepted operation is answered by nothing")
  func accepted() {
    #expect(HTTPExchangeResponse.eventStreamAccepted.head.status == 202)
    #expect(HTTPExchangeResponse.eventStreamAccepted.body.isEmpty)
  }

  @Test("[SSE single 409] an active id is refused, on its own stream only; after complete it is free")
  func activeID() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let operation = try machine.start(token)
    #expect(status { () throws(HTTPFault) in try machine.start(token) } == 409)
    _ = try machine.start(machine.open())
    _ = machine.report(operation, .complete)
    let again = try machine.start(token)
    #expect(again != operation)
    #expect(machine.next(operation, "1").event == nil, "what the former owner of the id says is not sent")
    #expect(machine.report(operation, .complete).event == nil)
    #expect(machine.next(again, "2").event != nil)
  }

  @Test("[SSE single 400] the id of a request with errors is free at once, and nothing is sent")
  func abandoned() throws {
    let machine = TestReservations()
    let token = try machine.open()
    machine.abandon(try machine.start(token))
    #expect(machine.take(token) == "")
    _ = try machine.start(token)
  }

  @Test("[SSE single 429] a stream has a limited number of operations")
  func limit() throws {
    let machine = TestReservations { $0.operationsPerStream = 1 }
    let token = try machine.open()
    _ = try machine.start(token, "one")
    #expect(status { () throws(HTTPFault) in try machine.start(token, "two") } == 429)
  }

  @Test("[SSE single] errors of a running operation come as its last result")
  func errors() throws {
    let machine = TestReservations()
    let token = try machine.open()
    _ = machine.report(try machine.start(token), .errors(Array("[1]".utf8)))
    #expect(
      machine.take(token)
        == "event: next\ndata: {\"id\":\"one\",\"payload\":{\"errors\":[1]}}\n\n"
        + "event: complete\ndata: {\"id\":\"one\"}\n\n")
    _ = try machine.start(token)
  }

  @Test("[SSE single 200] DELETE stops an operation and takes back what has not left; unknown ids are no fault")
  func stop() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let operation = try machine.start(token)
    let event = try #require(machine.next(operation, "1").event)
    #expect(try machine.stop(token) == [.stopOperation(operation), .settle(event: event)])
    #expect(machine.take(token) == "")
    #expect(machine.next(operation, "2").event == nil)
    #expect(try machine.stop(token) == [])
    #expect(try machine.stop(token, "unknown") == [])
    #expect(HTTPExchangeResponse.eventStreamStopped.head.status == 200)
  }

  @Test("[SSE single] results wait for the stream, up to a number; then the reservation is dropped")
  func waitingEvents() throws {
    let machine = TestReservations { $0.waitingEventsLimit = 2 }
    let token = try machine.reserve()
    let operation = try machine.start(token)
    let events = [try #require(machine.next(operation, "1").event), try #require(machine.next(operation, "2").event)]
    let third = machine.next(operation, "3")
    #expect(third.event == nil)
    #expect(
      third.actions
        == [.stopOperation(operation)] + events.map { .settle(event: $0) } + [.endStream(token)])
    #expect(machine.isEmpty)
  }

  @Test("[SSE single] results wait for the stream, up to a number of bytes; a large one alone may wait")
  func waitingBytes() throws {
    let machine = TestReservations { $0.waitingBytesLimit = 100 }
    let token = try machine.reserve()
    let operation = try machine.start(token)
    let large = String(repeating: "1", count: 1000)
    #expect(machine.next(operation, large).event != nil)
    #expect(machine.next(operation, "1").actions.last == .endStream(token))
  }

  @Test("[SSE single] a client that does not read is cut")
  func stalled() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let operation = try machine.start(token)
    let event = try #require(machine.next(operation, "1").event)
    _ = machine.take(token)
    machine.wait(.seconds(29))
    #expect(machine.sweep() == [])
    machine.wait(.seconds(1))
    #expect(machine.sweep() == [.stopOperation(operation), .settle(event: event), .endStream(token)])
  }

  @Test("[SSE heartbeat] a comment is sent when nothing else was for twelve seconds")
  func heartbeat() throws {
    let machine = TestReservations()
    let token = try machine.open()
    machine.wait(.seconds(11))
    #expect(machine.sweep() == [])
    _ = machine.next(try machine.start(token), "1")
    _ = machine.take(token)
    _ = machine.written(token)
    machine.wait(.seconds(11))
    #expect(machine.sweep() == [])
    machine.wait(.seconds(1))
    #expect(machine.sweep() == [.write(token)])
    #expect(machine.take(token) == ":\n\n")
    _ = machine.written(token)
    #expect(machine.take(token) == "")
  }

  @Test("[SSE single] an operation ends with the credentials it was begun with, and says so")
  func operationCredentials() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let client = EventStreamClient(user: "ada", address: "::1", credentialsEnd: machine.now + .seconds(5))
    let operation = try machine.start(token, "one", client)
    let other = try machine.start(token, "two")
    machine.wait(.seconds(5))
    #expect(machine.sweep() == [.stopOperation(operation), .write(token)])
    let piece = try #require(machine.take(token))
    #expect(piece.hasPrefix("event: next\ndata: {\"id\":\"one\",\"payload\":{\"errors\":[{"))
    #expect(piece.contains("UNAUTHENTICATED"))
    #expect(piece.hasSuffix("event: complete\ndata: {\"id\":\"one\"}\n\n"))
    #expect(machine.next(other, "1").event != nil)
  }

  @Test("[SSE single] a stream ends with its credentials")
  func streamCredentials() throws {
    let machine = TestReservations()
    let client = EventStreamClient(user: "ada", address: "::1", credentialsEnd: machine.now + .seconds(5))
    let token = try machine.open(client)
    machine.wait(.seconds(5))
    #expect(machine.sweep() == [.endStream(token)])
    #expect(machine.isEmpty)
  }
}
