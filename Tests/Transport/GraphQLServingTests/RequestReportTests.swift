import GraphQLHTTP
import GraphQLServing
import Testing

/// Every request is told of once, when it ends.
@Suite("Reports of requests")
struct RequestReportTests {
  @Test("what was executed is told with its errors and the size of its answer")
  func executed() async throws {
    let endpoint = try TestEndpoint()
    let fine = try await endpoint.query("{ hello }")
    let broken = try await endpoint.query("{ fails }")
    #expect(
      endpoint.application.ends.lines == [
        "query executed \(fine.body.utf8.count)", "query executed \(broken.body.utf8.count) It failed.",
      ])
  }

  @Test("what is refused is told: before there is an operation, and where HTTP does not let it be executed")
  func refused() async throws {
    let endpoint = try TestEndpoint()
    _ = try await endpoint.query("{ nothing }")
    let target = "/graphql?query=mutation%7Bchange%7D"
    let fields: HTTPFields = ["Accept": "application/json", "Apollo-Require-Preflight": "1"]
    let response = try await endpoint.respond(HTTPRequestHead(method: "GET", target: target, fields: fields))
    #expect(response.status == 405)
    let lines = endpoint.application.ends.lines
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("nothing refused streamed Cannot query field") == true)
    #expect(lines.last?.hasPrefix("mutation refused streamed") == true)
  }

  @Test("each member of a list is told of")
  func list() async throws {
    let endpoint = try TestEndpoint { $0.http.batchLimit = 4 }
    _ = try await endpoint.post(#"[{"query":"{ hello }"},{"query":"{"},{"query":"subscription { never }"}]"#)
    let lines = endpoint.application.ends.lines
    #expect(
      lines.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "query executed", "nothing refused", "subscription refused",
      ])
  }

  @Test("a stream that never begins, because its client has gone, is told of all the same")
  func stillborn() async throws {
    let endpoint = try TestEndpoint()
    _ = await endpoint.answer(
      TestEndpoint.post("text/event-stream"), TestEndpoint.body("subscription { count(to: 1) }"))
    #expect(endpoint.application.ends.lines == ["subscription executed streamed gone"])
  }

  @Test("whoever does not wait for the end is told of as gone")
  func gone() async throws {
    let endpoint = try TestEndpoint()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await endpoint.query("{ hello }")
    }
    task.cancel()
    _ = try await task.value
    #expect(endpoint.application.ends.lines.first?.contains(" gone") == true)
  }

  @Test("a stream is told of at its end, with what ended it")
  func stream() async throws {
    let endpoint = try TestEndpoint()
    guard
      case .stream(_, let produce) = await endpoint.answer(
        TestEndpoint.post("text/event-stream"), TestEndpoint.body("subscription { count(to: 1, fails: true) }"))
    else { throw UnexpectedStream() }
    #expect(endpoint.application.ends.lines.isEmpty)
    try await produce(Pieces())
    #expect(
      endpoint.application.ends.lines == ["event", "subscription executed streamed The source broke."])
  }

  @Test("an operation of a socket is told of at its end, behind the responses to its events")
  func socket() async throws {
    let endpoint = try TestEndpoint()
    _ = try await SocketTests.run("subscription { count(to: 2) }", as: "ada", on: endpoint)
    _ = try await SocketTests.run("{ nothing }", as: "ada", on: endpoint)
    let lines = endpoint.application.ends.lines
    #expect(lines.prefix(3) == ["event", "event", "subscription executed streamed"])
    #expect(lines.count == 4 && lines.last?.hasPrefix("nothing refused streamed") == true)
  }

  @Test("what is refused for its form, or for credentials, is told of though nobody knows who sends what")
  func formless() async throws {
    let endpoint = try TestEndpoint { $0.http.batchLimit = 2 }
    _ = try await endpoint.post("nonsense")
    _ = try await endpoint.post(TestEndpoint.body("{ hello }"), fields: ["Authorization": "forged"])
    _ = try await endpoint.respond(HTTPRequestHead(method: "PATCH", target: "/graphql", fields: [:]))
    _ = try await endpoint.post("[1,2,3]")
    #expect(
      endpoint.application.ends.lines == [
        #"POST refused 400 ["BAD_USER_INPUT"]"#, #"POST refused 401 ["UNAUTHENTICATED"]"#,
        #"PATCH refused 405 ["BAD_USER_INPUT"]"#, #"POST refused 400 ["BAD_USER_INPUT"]"#,
      ])
    _ = try await endpoint.post(#"[1, {"query": "{ hello }"}]"#)
    let lines = endpoint.application.ends.lines.suffix(2)
    #expect(lines.first?.hasPrefix("nothing refused streamed") == true)
    #expect(lines.last?.hasPrefix("query executed") == true)
  }

  @Test("an operation of a shared stream that is stopped before it is launched is told of as gone")
  func stoppedEarly() async throws {
    let endpoint = try TestEndpoint()
    let reserved = try await endpoint.respond(HTTPRequestHead(method: "PUT", target: "/graphql", fields: [:]))
    let token: HTTPFields = ["X-GraphQL-Event-Stream-Token": reserved.body]
    endpoint.application.interruption.set {
      let stop = HTTPRequestHead(method: "DELETE", target: "/graphql?operationId=one", fields: token)
      let stopped = try? await endpoint.respond(stop)
      #expect(stopped?.status == 200)
    }
    let body = #"{"query": "subscription { never }", "extensions": {"operationId": "one"}}"#
    #expect(try await endpoint.post(body, fields: token).status == 202)
    #expect(endpoint.application.ends.lines == ["subscription executed streamed gone"])
  }
}
