import AtlasKernel
import DemoContent
import GraphQLJSON
import Jobs
import LabEnvironments
import Postgres
import Testing

@testable import AtlasServer

@Suite("Labs at work: solutions are checked and graded")
struct LabGradingTests {
  @Test("a solution is graded in a fresh database, while the run shows it and no connection is held")
  func graded() async throws {
    let (begun, gate) = (Signal(), Signal())
    let host = LabHostDouble(whileGrading: {
      await begun.fire()
      await gate.wait()
    })
    try await withLabs(host) { bench in
      #expect(try await bench.complete("lab_1", "select 1").code == "CONFLICT")
      try await bench.startReady("lab_1")
      async let result = bench.complete("lab_1", "insert into pets values ('a')")
      await begun.wait()
      #expect(try await bench.state("lab_1") == "GRADING")
      #expect(try await idleTransactions(bench) == 0)
      #expect(try await bench.complete("lab_1", "select 2").code == "CONFLICT")
      await gate.fire()
      #expect(try await result.text("data.completeLab.state") == "PASSED")
      let task = try #require(host.now.tasks.first)
      #expect(task.place == .fresh)
      #expect(task.setup == "create table pets (name text)")
      #expect(task.solution == "insert into pets values ('a')")
      #expect(try await bench.told() == ["QUEUED", "PROVISIONING", "READY", "GRADING", "PASSED"])
    }
  }

  @Test("where the learner goes while a solution is graded, it is no attempt, and the work goes on")
  func canceled() async throws {
    let (begun, gate) = (Signal(), Signal())
    let host = LabHostDouble(whileGrading: {
      await begun.fire()
      await gate.wait()
    })
    try await withLabs(host) { bench in
      try await bench.startReady("lab_1")
      host.change { $0.gradingError = LabEnvironmentError(.canceled, "nobody waits") }
      let request = Task { try await bench.complete("lab_1", "select 1") }
      await begun.wait()
      request.cancel()
      await gate.fire()
      _ = try? await request.value
      let told = try await bench.told()
      #expect(told == ["QUEUED", "PROVISIONING", "READY", "GRADING", "IN_PROGRESS"], "\(told)")
    }
  }

  @Test("a check runs in the environment, counts as no attempt, and may look at what is there")
  func checked() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      bench.host.change { $0.outcome = .failed("There is no row.") }
      let selection = "results { passed message check { key weight } }"
      for input in ["labId: \"lab_1\", solution: \"insert into pets values ('a')\"", "labId: \"lab_1\""] {
        let checked = try await bench.mutate("checkLab", input, selection)
        #expect(checked.at("results.0.passed") == .boolean(false), "\(checked)")
        #expect(checked.at("results.0.message") == .string("There is no row."))
      }
      #expect(bench.host.now.tasks.allSatisfy { $0.place == .environment(run: bench.host.now.provisioned[0]) })
      let status = try await bench.instance.query(
        "{ lab(id: \"lab_1\") { viewerStatus { attempts } } }", token: bench.token)
      #expect(status.integer("data.lab.viewerStatus.attempts") == 0, "\(status)")
      #expect(try await bench.told() == ["QUEUED", "PROVISIONING", "READY", "IN_PROGRESS"])
    }
  }

  @Test("a check that there is not, an empty solution and nothing to look at are user errors")
  func refused() async throws {
    try await withLabs { bench in
      let key = "labId: \"lab_2\", solution: \"x\", checkKeys: [\"none\"]"
      let unknown = try await bench.mutate("checkLab", key, "results { passed }")
      #expect(unknown.userErrorCode == "NOT_FOUND", "\(unknown)")
      #expect(unknown.at("userErrors.0.field.2") == .string("0"))
      #expect(unknown.at("results") == .null)
      for (input, code) in [
        ("labId: \"lab_2\", solution: \" \"", "BLANK"), ("labId: \"lab_2\"", "BLANK"), ("labId: \"lab_1\"", "BLANK"),
        ("labId: \"lab_999999\", solution: \"x\"", "NOT_FOUND"),
      ] {
        #expect(try await bench.mutate("checkLab", input, "results { passed }").userErrorCode == code, "\(input)")
      }
      _ = try await bench.mutate("startLab", "labId: \"lab_1\"")
      let early = try await bench.mutate("checkLab", "labId: \"lab_1\", solution: \"x\"", "results { passed }")
      #expect(early.userErrorCode == "STATE", "\(early)")
    }
  }

  @Test("a solution that nobody can grade now is no attempt, and the work goes on")
  func unavailable() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      bench.host.change { $0.gradingError = LabEnvironmentError(.overloaded, "too many") }
      #expect(try await bench.complete("lab_1", "select 1").code == "UNAVAILABLE")
      #expect(try await bench.state("lab_1") == "IN_PROGRESS")
      bench.host.change { $0.gradingError = LabEnvironmentError(.setupFailed, "relation exists") }
      let broken = try await bench.complete("lab_1", "select 1")
      #expect(broken.text("data.completeLab.state") == "ERROR", "\(broken)")
      #expect(broken.text("data.completeLab.feedback")?.contains("relation exists") == false)
      #expect(try await bench.state("lab_1") == "IN_PROGRESS")
    }
  }

  /// How many sessions of the database wait within a transaction, as an operator sees them.
  private func idleTransactions(_ bench: LabBench) async throws -> Int64? {
    let url = try #require(bench.instance.application.configuration.databaseURL)
    let outside = Database(configuration: DatabaseConfiguration(connectionString: url))
    try await outside.start()
    let rows = try await outside.read(
      "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")
    await outside.close()
    return rows.int(0, 0)
  }
}
