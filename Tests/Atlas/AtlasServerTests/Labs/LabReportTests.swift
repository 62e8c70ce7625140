import AtlasKernel
import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Labs at work: what the service that runs environments reports, and who hears of it")
struct LabReportTests {
  @Test("reports bring a run forward and tell of its environment; late ones are refused")
  func reports() async throws {
    try await withLabs { bench in
      let service = try await bench.instance.makeService(scopes: ["labs:report"])
      func report(_ members: String) async throws -> JSONValue {
        try await bench.mutate(
          "reportLabStatus", "labId: \"lab_1\", userId: \"user_\(bench.userID)\", \(members)",
          "status { state message environment { cpuPercent memoryBytes } }", token: service)
      }
      #expect(try await report("state: READY").userErrorCode == "NOT_FOUND")
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let ready = try await report("state: READY, terminalUrl: \"https://labs.example/t\"")
      #expect(ready.at("status.state") == .string("READY"), "\(ready)")
      #expect(try await report("state: PROVISIONING").userErrorCode == "STATE")
      let busy = try await report("state: IN_PROGRESS, cpuPercent: 12.5, memoryBytes: 5000000000, message: \"busy\"")
      #expect(busy.at("status.state") == .string("IN_PROGRESS"), "\(busy)")
      #expect(busy.at("status.environment.cpuPercent") == .number("12.5"))
      #expect(busy.at("status.environment.memoryBytes") == .number("5000000000"))
      #expect(busy.at("status.message") == .string("busy"))
      #expect(try await report("state: READY").userErrorCode == "STATE")
      // Grading belongs to the server: usage is taken, the state stays.
      try await bench.change("state = 'GRADING', graded_from = now()")
      let graded = try await report("state: IN_PROGRESS, cpuPercent: 99")
      #expect(graded.at("status.state") == .string("GRADING"), "\(graded)")
      for state in ["PASSED", "FAILED", "GRADING", "QUEUED", "NOT_STARTED"] {
        #expect(try await report("state: \(state)").userErrorCode == "INVALID", "\(state)")
      }
      #expect(try await report("state: IN_PROGRESS, memoryBytes: -1").userErrorCode == "INVALID")
      #expect(try await report("state: ERROR").at("status.state") == .string("ERROR"))
      #expect(try await report("state: IN_PROGRESS").userErrorCode == "STATE")
      #expect(try await report("state: ERROR").userErrorCode == "STATE")
      #expect(try await bench.told() == ["QUEUED", "READY", "IN_PROGRESS", "GRADING", "ERROR"])
    }
  }

  @Test("only a service may report, with a key for it")
  func access() async throws {
    try await withLabs { bench in
      let input = "{labId: \"lab_1\", userId: \"user_1\", state: READY}"
      let text = "mutation { reportLabStatus(input: \(input)) { __typename } }"
      for token in [bench.token, try await bench.instance.signIn(.admin), nil] {
        let refused = try await bench.instance.query(text, token: token)
        #expect(["FORBIDDEN", "UNAUTHENTICATED"].contains(refused.code), "\(refused)")
      }
    }
  }

  @Test("labStatusChanged brings each transition, in order, and nobody else's")
  func subscription() async throws {
    try await withLabs { bench in
      let relay = Task { await bench.instance.application.events.run() }
      let answer = await bench.instance.answer(
        TestInstance.head(token: bench.token, accept: "text/event-stream"),
        TestInstance.body("subscription { labStatusChanged(labId: \"lab_2\") { state user { id } } }"))
      guard case .stream(_, let produce) = answer else { throw TestFailure("no stream was answered: \(answer)") }
      let (pieces, continuation) = AsyncStream.makeStream(of: [UInt8].self)
      let reader = Task {
        try? await produce(StreamWriter(continuation: continuation))
        continuation.finish()
      }
      let other = try await bench.instance.register("grace")
      _ = try await bench.mutate("startLab", "labId: \"lab_2\"", token: other)
      _ = try await bench.mutate("startLab", "labId: \"lab_2\"")
      _ = try await bench.mutate("extendLab", "labId: \"lab_2\", by: \"PT1M\"")
      _ = try await bench.complete("lab_2", LabBench.wrong(2))
      _ = try await bench.mutate("stopLab", "labId: \"lab_2\"")
      var text = ""
      for await piece in pieces {
        text += String(decoding: piece, as: UTF8.self)
        if text.contains("STOPPED") { break }
      }
      let states = text.matches(of: /"state":"([A-Z_]+)","user":\{"id":"([a-z_0-9]+)"/)
      #expect(states.map { String($0.1) } == ["READY", "READY", "GRADING", "FAILED", "STOPPED"], "\(text)")
      #expect(Set(states.map { String($0.2) }) == ["user_\(bench.userID)"])
      reader.cancel()
      _ = await reader.value
      relay.cancel()
      await relay.value
    }
  }
}
