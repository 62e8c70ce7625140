import GraphQLNIO
import Testing

/// How long answers may take.
@Suite struct AnswerTimeoutTests {
  @Test("[HTTP 504] when the time is up the task is cancelled, and what it answers then is sent")
  func heeded() async throws {
    let responder = PathResponder()
    let hasty = { (settings: inout HTTPServer.Settings) in
      (settings.answerTimeout, settings.answerGrace) = (.milliseconds(40), .seconds(600))
    }
    try await withServer(responder, configure: hasty) { _, client in
      try await client.send(get("/patient") + get("/a"))
      #expect(await client.read(through: "GET /a ") == answer("slept") + answer("GET /a "))
      await responder.journal.wait(for: "cancelled")
    }
  }

  @Test("[HTTP 504] a task that does not heed it is not waited for, and its late answer is dropped")
  func unheeded() async throws {
    let responder = PathResponder()
    let hasty = { (settings: inout HTTPServer.Settings) in
      (settings.answerTimeout, settings.answerGrace) = (.milliseconds(40), .milliseconds(20))
    }
    try await withServer(responder, stops: false, configure: hasty) { server, client in
      try await client.send(get("/gate"))
      let text = await client.readAll()
      #expect(text.hasPrefix("HTTP/1.1 504 Gateway Timeout\r\n"), "\(text)")
      #expect(text.contains("Connection: close\r\n"))
      #expect(text.hasSuffix("\"extensions\":{\"code\":\"TIMEOUT\"}}]}"))
      await responder.gate.open()
      await server.stop(within: .seconds(600))
    }
  }
}
