import GraphQLHTTP
import Testing

@Suite("Reservations and their streams")
struct ReservationTests {
  @Test("[SSE single 201] a reservation is answered by its token as text")
  func reserved() throws {
    let token = try TestReservations().reserve()
    let response = HTTPExchangeResponse.eventStreamReserved(token)
    #expect(response.head.status == 201)
    #expect(response.head.fields["content-type"] == "text/plain; charset=utf-8")
    #expect(response.body == Array(token.description.utf8))
  }

  @Test("[SSE single] tokens have 192 bits, and no two are alike")
  func tokens() throws {
    let machine = TestReservations { $0.reservationsPerUser = 100 }
    let tokens = try (0..<100).map { _ in try machine.reserve().description }
    #expect(Set(tokens).count == 100)
    #expect(tokens.allSatisfy { $0.utf8.count == 48 && $0.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) } })
  }

  @Test("[SSE single 200] a stream begins with a comment at once, and what was said before follows")
  func opens() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    let operation = try machine.start(token)
    #expect(machine.next(operation, "1").actions == [])
    #expect(try machine.claim(token.description) == token)
    #expect(machine.begin(token))
    #expect(machine.take(token) == ":\n\nevent: next\ndata: {\"id\":\"one\",\"payload\":1}\n\n")
    #expect(HTTPResponseHead.eventStream.fields["content-type"] == "text/event-stream; charset=utf-8")
    #expect(HTTPResponseHead.eventStream.fields["cache-control"] == "no-cache")
  }

  @Test("[SSE single 409] a second stream on one token is refused, before the first has begun and after")
  func secondStream() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    _ = try machine.claim(token.description)
    #expect(status { () throws(HTTPFault) in try machine.claim(token.description) } == 409)
    #expect(machine.begin(token))
    #expect(status { () throws(HTTPFault) in try machine.claim(token.description) } == 409)
    #expect(!machine.begin(token))
  }

  @Test("[SSE single 409] a second reservation of a taken token is refused")
  func secondReservation() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    #expect(status { () throws(HTTPFault) in try machine.reserve(presented: token.description) } == 409)
    let other = try machine.reserve(TestReservations.eve, presented: token.description)
    #expect(other != token, "another user must not learn that the token exists")
    #expect(try machine.reserve(presented: "chosen by the client").description != "chosen by the client")
  }

  @Test(
    "[SSE single 404] an unknown token is refused",
    arguments: ["", "x", String(repeating: "0", count: 48), String(repeating: "é", count: 24)])
  func unknown(token: String) {
    let machine = TestReservations()
    #expect(status { () throws(HTTPFault) in try machine.claim(token) } == 404)
  }

  @Test("[SSE single 404] the token of another user is answered like an unknown one")
  func otherUser() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    _ = try machine.start(token)
    for client in [TestReservations.eve, TestReservations.visitor] {
      #expect(status { () throws(HTTPFault) in try machine.start(token, "two", client) } == 404)
      #expect(status { () throws(HTTPFault) in try machine.stop(token, "one", client) } == 404)
    }
    #expect(status { () throws(HTTPFault) in try machine.claim(token.description, TestReservations.eve) } == 404)
  }

  @Test("[SSE single] a browser that can send only the token may open its user's stream")
  func ticket() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    #expect(try machine.claim(token.description, TestReservations.visitor) == token)
    #expect(try machine.start(token).token == token)
  }

  @Test("[SSE single] a reservation without a stream times out and stops its operations")
  func timeout() throws {
    let machine = TestReservations()
    let token = try machine.reserve()
    let operation = try machine.start(token)
    let event = try #require(machine.next(operation, "1").event)
    machine.wait(.seconds(29))
    #expect(machine.sweep() == [])
    machine.wait(.seconds(1))
    #expect(status { () throws(HTTPFault) in try machine.claim(token.description) } == 404)
    #expect(machine.sweep() == [.stopOperation(operation), .settle(event: event), .endStream(token)])
    #expect(machine.isEmpty)
  }

  @Test("[SSE single] a stream that was asked for and never began times out like a reservation")
  func claimTimeout() throws {
    let machine = TestReservations()
    let token = try machine.claim(machine.reserve().description)
    machine.wait(.seconds(30))
    #expect(machine.sweep() == [.endStream(token)])
    #expect(!machine.begin(token))
  }

  @Test("[SSE single 429] a user has a limited number of streams, and gets them back")
  func perUser() throws {
    let machine = TestReservations { $0.reservationsPerUser = 1 }
    let token = try machine.open()
    #expect(status { () throws(HTTPFault) in try machine.reserve() } == 429)
    _ = try machine.reserve(TestReservations.eve)
    _ = try machine.reserve(TestReservations.visitor)
    #expect(status { () throws(HTTPFault) in try machine.reserve(TestReservations.visitor) } == 429)
    _ = machine.close(token)
    _ = try machine.reserve()
  }

  @Test("[SSE single 503] there is a limited number of streams in all, and none after the end")
  func inAll() throws {
    let machine = TestReservations { $0.reservationLimit = 1 }
    let token = try machine.reserve()
    let fault = #expect(throws: HTTPFault.self) { try machine.reserve(TestReservations.eve) }
    #expect(fault?.status == 503)
    #expect(fault?.fields["Retry-After"] != nil)
    #expect(machine.shutDown() == [.endStream(token)])
    #expect(status { () throws(HTTPFault) in try machine.reserve() } == 503)
  }

  @Test("[SSE single] when the stream closes its operations end and the token is gone")
  func closes() throws {
    let machine = TestReservations()
    let token = try machine.open()
    let (one, two) = (try machine.start(token, "one"), try machine.start(token, "two"))
    let leaving = try #require(machine.next(one, "1").event)
    _ = machine.take(token)
    let waiting = try #require(machine.next(two, "2").event)
    #expect(
      machine.close(token) == [
        .stopOperation(one), .stopOperation(two), .settle(event: leaving), .settle(event: waiting),
      ])
    #expect(machine.isEmpty)
    #expect(machine.close(token) == [])
    #expect(machine.next(one, "3").event == nil)
    #expect(machine.take(token) == nil)
    #expect(status { () throws(HTTPFault) in try machine.claim(token.description) } == 404)
    #expect(status { () throws(HTTPFault) in try machine.start(token) } == 404)
  }
}
