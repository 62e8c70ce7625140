import GraphQLHTTP
import GraphQLNIO
import NIOCore
import NIOHPACK
import NIOHTTP2
import Synchronization
import Testing

/// Requests and answers of HTTP/2.
@Suite struct TLSHTTP2Tests {
  /// Runs a server and a connection to it.
  private func withClient(
    _ responder: WireResponder = WireResponder(), configure: (inout HTTPServer.Settings) -> Void = { _ in },
    _ body: (HTTP2Client) async throws -> Void
  ) async throws {
    try await withSecureServer(responder, configure: configure) { server in
      let client = try await HTTP2Client(server)
      try await body(client)
      try? await client.channel.close()
    }
  }

  @Test("[H2 8.1] twenty requests on one connection are in flight together, and each gets its own answer")
  func concurrency() async throws {
    let responder = WireResponder()
    try await withClient(responder) { client in
      var held: [HTTP2ClientStream] = []
      for _ in 0..<20 { held.append(try await client.begin("/gate")) }
      // They wait; one that comes later does not wait for them.
      #expect(try await client.ask("/a").text == "GET /a")
      await responder.gate.open()
      for var stream in held { #expect(await stream.answer().text == "passed") }
    }
  }

  @Test("[H2 8.2] names are in lower case, nothing is said about the connection, the length is")
  func answerFields() async throws {
    try await withClient { client in
      let echo = try await client.ask("/echo", method: "POST", body: Array("body".utf8))
      #expect(echo.headers == [":status": "200", "content-type": "a/b", "content-length": "4"])
      #expect(echo.text == "body" && echo.reset == nil)
      let connection = try await client.ask("/connection")
      #expect(connection.headers == [":status": "200", "x-other": "b", "content-length": "0"])
      #expect(try await client.ask("/empty").headers == [":status": "204"])
      #expect(try await client.ask("/split").headers == [":status": "500", "content-length": "0"])
      let head = try await client.ask("/echo", method: "HEAD")
      #expect(head.isWhole && head.headers == [":status": "200", "content-type": "a/b", "content-length": "0"])
    }
  }

  @Test("[H2 8.3.1] a request reads as in HTTP/1.1: the authority is its host, and its cookies are one field")
  func requestFields() async throws {
    try await withClient(configure: { $0.targetBytes = 8_000 }) { client in
      let fields: HPACKHeaders = ["host": "a", "accept": "c", "cookie": "d=1", "x": "y", "cookie": "e=2"]
      let text = try await client.ask("/fields?q=1", fields).text
      #expect(text == "GET /fields?q=1\naccept=c\nx=y\nhost=a\ncookie=d=1; e=2")
      for (fields, status): (HPACKHeaders, String) in [(["host": "b"], "400"), (["expect": "tea"], "417")] {
        #expect(try await client.ask("/a", fields).status == status)
      }
      #expect(try await client.ask("a").status == "400")
      #expect(try await client.ask("*").status == "400")
      #expect(try await client.ask("*", method: "OPTIONS").text == "OPTIONS *")
      #expect(try await client.ask("/" + String(repeating: "a", count: 9_000)).status == "414")
      var many: HPACKHeaders = [:]
      for number in 0...100 { many.add(name: "a", value: "\(number)") }
      #expect(try await client.ask("/a", many).status == "431")
    }
  }

  @Test("[H2 5.2] large bodies pass the windows both ways")
  func flowControl() async throws {
    try await withClient(configure: { $0.bodyBytes = 4 << 20 }) { client in
      let body = [UInt8](repeating: 0x78, count: 3 << 20)
      let answer = try await client.ask("/echo", method: "POST", body: body)
      #expect(answer.body == body)
    }
  }

  @Test("[H2 5.2] a client that does not read one answer gets the others")
  func stalled() async throws {
    try await withClient { client in
      var stalled = try await client.begin("/big", isReading: false)
      for _ in 0..<3 { #expect(try await client.ask("/a").text == "GET /a") }
      try await stalled.read()
      #expect(await stalled.answer().body.count == 1 << 20)
    }
  }

  @Test("[H2 8.1] a stream arrives piece by piece; HEAD gets its head alone")
  func stream() async throws {
    try await withClient { client in
      let answer = try await client.ask("/stream")
      #expect(answer.isWhole && answer.text == "onetwo" && answer.reset == nil)
      #expect(answer.headers == [":status": "200", "content-type": "text/plain"])
      let head = try await client.ask("/stream", method: "HEAD")
      #expect(head.isWhole && head.text == "" && head.status == "200")
    }
  }

  @Test("[H2 6.4] a reset cancels the task of its request, and no other")
  func reset() async throws {
    let responder = WireResponder()
    try await withClient(responder) { client in
      let waiting = try await client.begin("/wait")
      await responder.waiting.waitForArrival()
      var held = try await client.begin("/gate")
      try await waiting.reset()
      await responder.cancelled.waitForArrival()
      await responder.gate.open()
      #expect(await held.answer().text == "passed")
    }
  }

  @Test("[H2 6.4] a reset cancels the task that writes a stream, and the one that reads a body")
  func resetStreams() async throws {
    for path in ["/endless", "/upload"] {
      let responder = WireResponder()
      try await withClient(responder) { client in
        var stream = try await client.begin(path, method: "POST", ends: path == "/endless")
        if path == "/endless" {
          #expect(await stream.next() == "200")
          #expect(await stream.next() == "one")
        } else {
          try await stream.send([1, 2, 3], ends: false)
        }
        try await stream.reset()
        await responder.cancelled.waitForArrival()
      }
    }
  }

  @Test("[H2 9.1] the end of a connection cancels the tasks of its requests")
  func connectionLost() async throws {
    let responder = WireResponder()
    try await withClient(responder) { client in
      _ = try await client.begin("/wait")
      await responder.waiting.waitForArrival()
      try await client.channel.close()
      await responder.cancelled.waitForArrival()
    }
  }

  @Test("[H2 8.1] a body over the limit is 413 at once; a client that sends it whole all the same reads that then")
  func tooLarge() async throws {
    try await withClient(configure: { $0.bodyBytes = 4 }) { client in
      var stream = try await client.begin("/echo", method: "POST", ends: false)
      try await stream.send([1, 2, 3, 4, 5], ends: false)
      #expect(await stream.next() == "413")
      // More than the windows hold.
      try await stream.send([UInt8](repeating: 1, count: 2 << 20), ends: true)
      #expect(await stream.answer().isWhole)
      let announced = try await client.ask("/echo", method: "POST", ["content-length": "5"], body: [1, 2, 3, 4, 5])
      #expect(announced.status == "413" && announced.isWhole && announced.reset == nil)
      #expect(try await client.ask("/echo", method: "POST", body: [1, 2, 3, 4]).body == [1, 2, 3, 4])
    }
  }

  @Test("[H2 8.1] bodies that are collected share a limit, and get it back")
  func sharedMemory() async throws {
    let responder = WireResponder()
    try await withClient(responder, configure: { $0.bodyBytes = 4 }) { client in
      var waiting: [HTTP2ClientStream] = []
      for _ in 0..<16 {
        let stream = try await client.begin("/gate", method: "POST", ends: false)
        try await stream.send([1, 2, 3, 4], ends: false)
        waiting.append(stream)
      }
      #expect(try await client.ask("/echo", method: "POST", body: [1]).status == "503")
      await responder.gate.open()
      for index in waiting.indices {
        try await waiting[index].send([], ends: true)
        #expect(await waiting[index].answer().text == "passed")
      }
      #expect(try await client.ask("/echo", method: "POST", body: [1]).status == "200")
    }
  }

  @Test("[H2 8.1] a body that is read while it arrives is read whole, held to its limit, and dropped when nobody reads")
  func arriving() async throws {
    let limit = WireResponder.uploadLimit
    try await withClient { client in
      let body = [UInt8](repeating: 1, count: limit)
      #expect(try await client.ask("/upload", method: "POST", body: body).text == "\(limit) bytes")
      #expect(try await client.ask("/upload", method: "POST", body: []).text == "0 bytes")
      var large = try await client.begin("/upload", method: "POST", ends: false)
      _ = large.push(body + [1], ends: true)
      let answer = await large.answer()
      #expect(answer.status == "413" && answer.reset == nil)
      // Its end does not come: after a moment the rest is refused.
      var ignored = try await client.begin("/ignore", method: "POST", ends: false)
      let unread = await ignored.answer()
      #expect(unread.text == "not read" && unread.isWhole && unread.reset == .noError)
    }
  }

  @Test("[H2 5.2] a body that nobody reads yet stops at the stream's window")
  func backPressure() async throws {
    let responder = WireResponder()
    try await withClient(responder) { client in
      var held = try await client.begin("/hold", method: "POST", ends: false)
      await responder.gate.waitForArrival()
      let sent = held.push([UInt8](repeating: 1, count: 1 << 20))
      let isSent = Flag()
      sent.whenComplete { _ in isSent.set() }
      // The answer to a later request: what could be sent of the body was sent before it.
      #expect(try await client.ask("/a").text == "GET /a")
      #expect(!isSent.isSet)
      await responder.gate.open()
      try await sent.get()
      try await held.send([], ends: true)
      #expect(await held.answer().text == "\(1 << 20) bytes")
    }
  }

  @Test("[H2 8.1] a request that does not arrive in time is 408, whoever waits for its body")
  func patience() async throws {
    let hasty = { (settings: inout HTTPServer.Settings) in
      settings.bodyTimeout = .milliseconds(100)
      settings.bodyRateWindow = .milliseconds(100)
    }
    try await withClient(configure: hasty) { client in
      var slow: [HTTP2ClientStream] = []
      for path in ["/echo", "/upload"] { slow.append(try await client.begin(path, method: "POST", ends: false)) }
      for var stream in slow {
        let answer = await stream.answer()
        #expect(answer.status == "408" && answer.reset == .noError)
      }
      #expect(try await client.ask("/a").text == "GET /a")
    }
  }

  @Test("[H2 8.1] a stream that fails is reset, so that it does not look complete")
  func failing() async throws {
    try await withClient { client in
      let answer = try await client.ask("/broken")
      #expect(answer.status == "200" && !answer.isWhole && answer.reset == .internalError)
    }
  }

  @Test("[H2 5.2] a client that takes nothing of an answer or of a stream for too long loses it")
  func cut() async throws {
    try await withClient(configure: { $0.writeTimeout = .milliseconds(100) }) { client in
      for path in ["/big", "/flood"] {
        var stalled = try await client.begin(path, isReading: false)
        #expect(await stalled.answer().reset == .cancel)
      }
      #expect(try await client.ask("/a").text == "GET /a")
    }
  }

  @Test("[H2 8.1] what is too much at once is 503, and room is made again")
  func overload() async throws {
    let responder = WireResponder()
    let narrow = { (settings: inout HTTPServer.Settings) in (settings.requestLimit, settings.uploadLimit) = (1, 1) }
    try await withClient(responder, configure: narrow) { client in
      var held = [try await client.begin("/gate"), try await client.begin("/hold", method: "POST", ends: false)]
      await responder.gate.waitForArrival()
      #expect(try await client.ask("/a").status == "503")
      #expect(try await client.ask("/upload", method: "POST", body: [1]).status == "503")
      await responder.gate.open()
      try await held[1].send([], ends: true)
      for index in held.indices { #expect(await held[index].answer().status == "200") }
      #expect(try await client.ask("/upload", method: "POST", body: [1]).text == "1 bytes")
    }
  }

  @Test("[H2 8.1] a task that takes too long is cancelled, and answered for with 504 when it does not heed that")
  func answerTimeout() async throws {
    let heeded = { (settings: inout HTTPServer.Settings) in
      (settings.answerTimeout, settings.answerGrace) = (.milliseconds(40), .seconds(600))
    }
    try await withClient(configure: heeded) { client in
      let answer = try await client.ask("/wait")
      #expect(answer.text == "cancelled")
    }
    let responder = WireResponder()
    let unheeded = { (settings: inout HTTPServer.Settings) in
      (settings.answerTimeout, settings.answerGrace) = (.milliseconds(40), .milliseconds(20))
    }
    try await withClient(responder, configure: unheeded) { client in
      let answer = try await client.ask("/gate")
      #expect(answer.status == "504")
      await responder.gate.open()
    }
  }

  @Test("[H2 8.1] a client that expects 100-continue is told to go on")
  func expectation() async throws {
    try await withClient { client in
      var stream = try await client.begin("/echo", method: "POST", ["expect": "100-continue"], ends: false)
      #expect(await stream.next() == "100")
      try await stream.send(Array("body".utf8), ends: true)
      #expect(await stream.answer().text == "body")
    }
  }
}

/// Whether something has happened.
private final class Flag: Sendable {
  private let value = Mutex(false)

  var isSet: Bool { value.withLock { $0 } }

  func set() { value.withLock { $0 = true } }
}
