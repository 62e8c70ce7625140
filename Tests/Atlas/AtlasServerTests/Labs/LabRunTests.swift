import AtlasKernel
import DemoContent
import GraphQLJSON
import Jobs
import LabEnvironments
import Postgres
import Testing

@testable import AtlasServer
@testable import Catalog

@Suite("Labs at work: runs")
struct LabRunTests {
  @Test("a lab without an environment is ready at once, and its work goes through checks and failures to its end")
  func withoutEnvironment() async throws {
    try await withLabs { bench in
      let started = try await bench.mutate("startLab", "labId: \"lab_2\"", "job { id } \(LabBench.status)")
      #expect(started.at("status.state") == .string("READY"), "\(started)")
      #expect(started.at("job") == .null)
      #expect(started.at("status.environment.extensionsLeft") == .number("3"))
      let solution = JSONValue.string(LabBench.wrong(2))
      let checked = try await bench.instance.query(
        """
        mutation ($solution: String!) {
          checkLab(input: {labId: "lab_2", solution: $solution}) { results { passed check { key } } userErrors { code } }
        }
        """, ["solution": solution], token: bench.token)
      #expect(checked["data.checkLab.results"]?.arrayValue?.isEmpty == false, "\(checked)")
      #expect(try await bench.state("lab_2") == "IN_PROGRESS")
      let failed = try await bench.complete("lab_2", LabBench.wrong(2))
      #expect(failed.text("data.completeLab.state") == "FAILED", "\(failed)")
      #expect(failed.integer("data.completeLab.attempt") == 1)
      #expect(try await bench.state("lab_2") == "FAILED")
      let passed = try await bench.complete("lab_2", LabBench.sample(2))
      #expect(passed.text("data.completeLab.state") == "PASSED", "\(passed)")
      #expect(try await bench.state("lab_2") == "PASSED")
      #expect(try await bench.last("last_solution", 2) == LabBench.sample(2))
      #expect(try await bench.last("ended_at is not null", 2) == "true")
      #expect(try await bench.told(2) == ["READY", "IN_PROGRESS", "GRADING", "FAILED", "GRADING", "PASSED"])
    }
  }

  @Test("of twenty starts at once on two instances one makes the run")
  func parallelStarts() async throws {
    try await withTwoInstances { first, second in
      let token = try await first.register("ada")
      let text = "mutation { startLab(input: {labId: \"lab_2\"}) { status { environment { id } } } }"
      let ids = try await withThrowingTaskGroup(of: String?.self) { group in
        for number in 0..<20 {
          let instance = number % 2 == 0 ? first : second
          group.addTask {
            let response = try await instance.query(text, token: token)
            return response.text("data.startLab.status.environment.id")
          }
        }
        return try await group.reduce(into: [String?]()) { $0.append($1) }
      }
      #expect(ids.count == 20)
      #expect(Set(ids).count == 1 && ids[0] != nil, "\(ids)")
      let events = try await first.application.database.read("select count(*) from events where topic like 'lab:2:%'")
      #expect(events.int(0, 0) == 1)
    }
  }

  @Test("however many labs are started at once, five run at a time")
  func quota() async throws {
    try await withLabs { bench in
      let codes = try await withThrowingTaskGroup(of: String?.self) { group in
        for lab in 2...9 {
          group.addTask { try await bench.mutate("startLab", "labId: \"lab_\(lab)\"").userErrorCode }
        }
        return try await group.reduce(into: [String?]()) { $0.append($1) }
      }
      #expect(codes.count { $0 == nil } == 5, "\(codes)")
      #expect(codes.count { $0 == "QUOTA_EXCEEDED" } == 3, "\(codes)")
    }
  }

  @Test("an environment is made by a job; until then the lab waits, and a second start answers the same job")
  func provisioned() async throws {
    try await withLabs { bench in
      let first = try await bench.mutate(
        "startLab", "labId: \"lab_1\", region: \"eu\"", "job { id } \(LabBench.status)")
      #expect(first.at("status.state") == .string("QUEUED"), "\(first)")
      #expect(first.at("job.id") != .null)
      let second = try await bench.mutate("startLab", "labId: \"lab_1\"", "job { id } \(LabBench.status)")
      #expect(second.at("job") == first.at("job"))
      #expect(second.at("status.environment") == first.at("status.environment"))
      let early = try await bench.complete("lab_1", "select 1")
      #expect(early.code == "CONFLICT", "\(early)")
      try await bench.instance.application.jobs.runDue()
      #expect(try await bench.state("lab_1") == "READY")
      #expect(bench.host.now.environments.count == 1)
      let id = try #require(first.at("status.environment.id")?.stringValue)
      let text = "{ node(id: \"\(id)\") { ... on LabEnvironment { terminalUrl region } } }"
      let own = try await bench.instance.query(text, token: bench.token)
      #expect(own.text("data.node.terminalUrl")?.hasPrefix("https://labs.example/") == true, "\(own)")
      #expect(own.text("data.node.region") == "eu")
      let foreign = try await bench.instance.query(text, token: try await bench.instance.signIn(.admin))
      #expect(foreign["data.node"] == .null, "\(foreign)")
      #expect(try await bench.told() == ["QUEUED", "PROVISIONING", "READY"])
    }
  }

  @Test("a worker that is lost before its effect leaves nothing twice")
  func lostWorker() async throws {
    try await withLabs { bench in
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let run = try #require(try await bench.last("id").flatMap { Int64($0) })
      let handler = try #require(bench.instance.application.domains.catalog.jobHandlers.first)
      // The environment stands, and the effect is never committed.
      _ = try await handler.run(LostExecution(run: run, database: bench.database, userID: bench.userID))
      #expect(try await bench.state("lab_1") == "PROVISIONING")
      try await bench.instance.application.jobs.runDue()
      #expect(try await bench.state("lab_1") == "READY")
      #expect(bench.host.now.environments == [run])
      #expect(try await bench.told() == ["QUEUED", "PROVISIONING", "READY"])
    }
  }

  @Test("where no environment can be made, the run ends, and the lab can be started again")
  func failedProvisioning() async throws {
    try await withLabs { bench in
      bench.host.change { $0.provisioningError = LabEnvironmentError(.setupFailed, "secret words of the server") }
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      try await bench.instance.application.jobs.runDue()
      #expect(try await bench.state("lab_1") == "ERROR")
      let error = try await bench.database.read(
        ("select error from jobs where kind = 'PROVISION_LAB'" as Query).onBehalf(of: .system))
      #expect(error.string(0, 0) == "The lab's own setup fails.")
      bench.host.change { $0.provisioningError = nil }
      try await bench.startReady("lab_1")
    }
  }

  @Test("a run that is stopped while its environment is being made has none in the end")
  func stoppedMeanwhile() async throws {
    let (begun, gate) = (Signal(), Signal())
    let host = LabHostDouble(whileProvisioning: { _ in
      await begun.fire()
      await gate.wait()
    })
    try await withLabs(host) { bench in
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let work = Task { try await bench.instance.application.jobs.runDue() }
      await begun.wait()
      let stopped = try await bench.mutate("stopLab", "labId: \"lab_1\"")
      #expect(stopped.at("status.state") == .string("STOPPED"), "\(stopped)")
      // The removal comes before there is anything to remove.
      _ = try await bench.upkeep.round(bench.database)
      #expect(try await bench.last("environment_removed_at is not null") == "true")
      await gate.fire()
      try await work.value
      #expect(host.now.environments.count == 1)
      _ = try await bench.upkeep.round(bench.database)
      #expect(host.now.environments.isEmpty)
      #expect(try await bench.state("lab_1") == "STOPPED")
    }
  }

  @Test("a run that is stopped while its environment is pending is not waited for, and nothing is left")
  func stoppedWhilePending() async throws {
    let (begun, gate) = (Signal(), Signal())
    let host = LabHostDouble(whileProvisioning: { _ in
      await begun.fire()
      await gate.wait()
    })
    host.change { $0.pendingAnswers = .max }
    try await withLabs(host) { bench in
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let work = Task { try await bench.instance.application.jobs.runDue() }
      await begun.wait()
      #expect(try await bench.mutate("stopLab", "labId: \"lab_1\"").at("status.state") == .string("STOPPED"))
      await gate.fire()
      try await work.value
      #expect(host.now.provisioned.count == 1)
      _ = try await bench.upkeep.round(bench.database)
      #expect(host.now.environments.isEmpty)
    }
  }

  @Test("a reset whose environment is pending removes the old one once, however often its job is tried")
  func pendingReset() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      bench.host.change { $0.pendingAnswers = 2 }
      _ = try await bench.mutate("resetLab", "labId: \"lab_1\"")
      let run = try #require(try await bench.last("id").flatMap { Int64($0) })
      let execution = LostExecution(
        run: run, database: bench.database, userID: bench.userID, arguments: ["reset": .boolean(true)])
      var provisioning = LabProvisioning(hosting: bench.hosting)
      provisioning.patience = .zero
      for _ in 1...2 {
        let failure = await #expect(throws: JobFailure.self) { _ = try await provisioning.handler.run(execution) }
        #expect(failure?.isFinal == false)
      }
      _ = try await provisioning.handler.run(execution)
      #expect(bench.host.now.removed == [run])
      #expect(bench.host.now.environments == [run])
    }
  }

  @Test("a lease is extended three times, each time by no more than the lab's own time")
  func extended() async throws {
    try await withLabs { bench in
      let early = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"PT1M\"")
      #expect(early.userErrorCode == "STATE", "\(early)")
      try await bench.startReady("lab_1")
      for length in ["PT31M", "PT0S", "P1Y", "PT999999999999H"] {
        let refused = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"\(length)\"")
        #expect(refused.userErrorCode == "INVALID", "\(length): \(refused)")
      }
      for left in [2, 1, 0] {
        let extended = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"PT30M\"")
        #expect(extended.at("status.environment.extensionsLeft") == .number("\(left)"), "\(extended)")
      }
      let refused = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"PT1M\"")
      #expect(refused.userErrorCode == "QUOTA_EXCEEDED", "\(refused)")
      #expect(try await bench.last("expires_at - started_at = interval '2 hours'") == "true")
      try await bench.change("expires_at = now() - interval '1 second', extensions_left = 1")
      let late = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"PT1M\"")
      #expect(late.userErrorCode == "STATE", "\(late)")
    }
  }

  @Test("a reset makes the environment anew; attempts stay")
  func reset() async throws {
    try await withLabs { bench in
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let early = try await bench.mutate("resetLab", "labId: \"lab_1\"")
      #expect(early.userErrorCode == "STATE", "\(early)")
      try await bench.instance.application.jobs.runDue()
      bench.host.change { $0.outcome = .failed("There is no row.") }
      #expect(try await bench.complete("lab_1", "select 1").text("data.completeLab.state") == "FAILED")
      let reset = try await bench.mutate("resetLab", "labId: \"lab_1\"", "job { id } \(LabBench.status)")
      #expect(reset.at("status.state") == .string("QUEUED"), "\(reset)")
      #expect(reset.at("status.attempts") == .number("1"))
      #expect(reset.at("job.id") != .null)
      try await bench.instance.application.jobs.runDue()
      #expect(try await bench.state("lab_1") == "READY")
      #expect(bench.host.now.provisioned.count == 2)
      #expect(bench.host.now.removed.count == 1)
      #expect(bench.host.now.environments.count == 1)
    }
  }

  @Test("what is stopped stays stopped; what is not there is not found")
  func stopped() async throws {
    try await withLabs { bench in
      #expect(try await bench.mutate("stopLab", "labId: \"lab_2\"").userErrorCode == "STATE")
      _ = try await bench.mutate("startLab", "labId: \"lab_2\"")
      for _ in 1...2 {
        let stopped = try await bench.mutate("stopLab", "labId: \"lab_2\"")
        #expect(stopped.at("status.state") == .string("STOPPED"), "\(stopped)")
      }
      #expect(try await bench.told(2) == ["READY", "STOPPED"])
      for field in ["startLab", "stopLab", "resetLab"] {
        for id in ["lab_999999", "diagram_1", "x"] {
          #expect(try await bench.mutate(field, "labId: \"\(id)\"").userErrorCode == "NOT_FOUND", "\(field) \(id)")
        }
      }
      let again = try await bench.mutate("startLab", "labId: \"lab_2\"")
      #expect(again.at("status.state") == .string("READY"), "\(again)")
    }
  }

  @Test("a server that makes no environments says so, and runs the other labs")
  func noHost() async throws {
    try await withInstance { instance in
      try await instance.application.database.write(
        "update labs set environment_kind = 'CONTAINER', environment_spec = 'alpine' where id = 1")
      let token = try await instance.register("ada")
      let refused = try await instance.query(
        "mutation { startLab(input: {labId: \"lab_1\"}) { userErrors { code } } }", token: token)
      #expect(refused.code == "UNAVAILABLE", "\(refused)")
      let started = try await instance.query(
        "mutation { startLab(input: {labId: \"lab_2\"}) { status { state } } }", token: token)
      #expect(started.text("data.startLab.status.state") == "READY", "\(started)")
    }
  }

  @Test("lists of labs narrow by the state of runs, as the status shows it")
  func filtered() async throws {
    try await withLabs { bench in
      _ = try await bench.mutate("startLab", "labId: \"lab_2\"")
      let text = "{ labs(filter: {state: READY}) { id } }"
      #expect(try await bench.instance.query(text, token: bench.token).texts("data.labs", "id") == ["lab_2"])
      let other = try await bench.instance.signIn(.learner)
      #expect(try await bench.instance.query(text, token: other).texts("data.labs", "id") == [])
      #expect(try await bench.instance.query(text).texts("data.labs", "id") == [])
    }
  }
}

/// An attempt at a job that nobody hears of again.
private struct LostExecution: JobExecution {
  let jobID: Int64 = 1
  let subject: GlobalID?
  let arguments: JSONObject
  let attempt = 1
  let database: Database
  let userID: Int64

  init(run: Int64, database: Database, userID: Int64, arguments: JSONObject = [:]) {
    self.arguments = arguments
    subject = GlobalID(.labEnvironment, run)
    self.database = database
    self.userID = userID
  }

  func report(_ stage: String, percent: Double) async throws {}
}
