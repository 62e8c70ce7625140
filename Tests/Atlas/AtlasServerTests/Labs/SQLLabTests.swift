import AtlasKernel
import Catalog
import DemoContent
import GraphQLJSON
import Jobs
import LabEnvironments
import Logging
import Postgres
import Testing

@testable import AtlasServer

@Suite("SQL labs, from the start to the end of their databases")
struct SQLLabTests {
  @Test("a learner works in a database of their own, is told what fails, passes, and leaves nothing behind")
  func endToEnd() async throws {
    try await withSQLLab("transfers-that-cannot-overdraw") { bench in
      let run = try await bench.start()
      #expect(try await bench.databases() == 1)
      let prepared = "update accounts set cents = 0 where cents < 0"
      let checked = try await bench.check(prepared)
      #expect(checked.texts("data.checkLab.results", "message").allSatisfy { !$0.contains("7500") }, "\(checked)")
      #expect(checked["data.checkLab.results.0.passed"] == .boolean(false))
      // What was done in the environment is still there.
      let state = try await bench.check("alter table accounts add check (cents >= 0)")
      #expect(state["data.checkLab.results.1.passed"] == .boolean(true), "\(state)")
      let failed = try await bench.complete(bench.lab.wrongSolution)
      #expect(failed.text("data.completeLab.state") == "FAILED", "\(failed)")
      let broken = try await bench.complete("update nothing set x = 1")
      #expect(broken.text("data.completeLab.feedback")?.contains("relation \"nothing\" does not exist") == true)
      let passed = try await bench.complete(bench.lab.sampleSolution)
      #expect(passed.text("data.completeLab.state") == "PASSED", "\(passed)")
      #expect(passed["data.completeLab.score"] == .number("100"))
      let report = try await bench.instance.application.caretaker.upkeep.round(bench.database)
      #expect(report.removed == 1, "\(report)")
      #expect(try await bench.databases() == 0)
      #expect(try await bench.start() != run)
      _ = try await bench.mutate("stopLab")
      _ = try await bench.instance.application.caretaker.upkeep.round(bench.database)
      #expect(try await bench.databases() == 0)
    }
  }

  @Test("the sample solution of an SQL lab passes, the wrong one does not", arguments: Self.slugs)
  func solutions(slug: String) async throws {
    try await withSQLLab(slug) { bench in
      _ = try await bench.start()
      let failed = try await bench.complete(bench.lab.wrongSolution)
      #expect(failed.text("data.completeLab.state") == "FAILED", "\(failed)")
      let passed = try await bench.complete(bench.lab.sampleSolution)
      #expect(passed.text("data.completeLab.state") == "PASSED", "\(passed)")
      _ = try await bench.instance.application.caretaker.upkeep.round(bench.database)
      #expect(try await bench.databases() == 0)
    }
  }

  private static let slugs = DemoCatalogue.labs.filter { $0.sqlSetup != nil }.map(\.slug)
}

/// A learner at an SQL lab of the demo content, with real databases.
private struct SQLLabBench {
  let instance: TestInstance
  let token: String
  let id: String
  let lab: DemoLab

  var database: Database { instance.application.database }

  func mutate(_ field: String) async throws -> TestResponse {
    try await instance.query(
      "mutation { \(field)(input: {labId: \"\(id)\"}) { status { state environment { id } } userErrors { code } } }",
      token: token)
  }

  /// Starts the lab and waits for its database; answers the environment.
  func start() async throws -> String? {
    let started = try await mutate("startLab")
    try await instance.application.jobs.runDue()
    let ready = try await instance.query("{ lab(id: \"\(id)\") { viewerStatus { state } } }", token: token)
    #expect(ready.text("data.lab.viewerStatus.state") == "READY", "\(started) \(ready)")
    return started.text("data.startLab.status.environment.id")
  }

  func check(_ solution: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($lab: ID!, $solution: String!) {
        checkLab(input: {labId: $lab, solution: $solution}) { results { passed message } userErrors { code } }
      }
      """, ["lab": .string(id), "solution": .string(solution)], token: token)
  }

  func complete(_ solution: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($lab: ID!, $solution: String!) {
        completeLab(labId: $lab, solution: $solution) { state score feedback }
      }
      """, ["lab": .string(id), "solution": .string(solution)], token: token)
  }

  /// How many databases of runs this instance has on the server.
  func databases() async throws -> Int {
    let connection = try #require(instance.application.configuration.databaseURL)
    return try await EmbeddedLabProvisioner(connectionString: connection, logger: .silent).existing().count
  }
}

/// Runs a test with a learner at an SQL lab.
private func withSQLLab(_ slug: String, _ body: (SQLLabBench) async throws -> Void) async throws {
  try await withInstance { configuration in
    configuration.labs.mode = .embedded
    configuration.requestTimeout = .seconds(60)
  } _: { instance in
    let lab = try #require(DemoCatalogue.labs.first { $0.slug == slug })
    let row = try await instance.application.database.read("select id from labs where slug = \(slug)")
    let token = try await instance.register("ada")
    try await body(
      SQLLabBench(
        instance: instance, token: token, id: "lab_\(try #require(row.int(0, 0)))", lab: lab))
  }
}
