import AtlasKernel
import Catalog
import DemoContent
import GraphQLJSON
import Jobs
import Postgres
import Testing

@testable import AtlasServer

/// A learner at labs of which `lab_1` has an environment and `lab_2` has none; nobody does jobs or looks after labs but
/// the test.
struct LabBench: Sendable {
  let instance: TestInstance
  let host: LabHostDouble
  let token: String
  let userID: Int64

  var database: Database { instance.application.database }

  var hosting: LabHosting { LabHosting(databases: host, containers: host) }

  var upkeep: LabUpkeep { instance.application.caretaker.upkeep }

  static let status = "status { state attempts message environment { id expiresAt extensionsLeft region } }"

  /// A mutation of labs at work with its user errors; answers the payload.
  func mutate(
    _ field: String, _ input: String, _ selection: String = LabBench.status, token other: String? = nil
  ) async throws -> JSONValue {
    let text = "mutation { \(field)(input: {\(input)}) { \(selection) userErrors { code message field } } }"
    let response = try await instance.query(text, token: other ?? token)
    return try #require(response["data.\(field)"], "\(response)")
  }

  /// Starts a lab and makes its environment.
  func startReady(_ lab: String) async throws {
    let started = try await mutate("startLab", "labId: \"\(lab)\"")
    #expect(started.at("userErrors")?.arrayValue?.isEmpty == true, "\(started)")
    try await instance.application.jobs.runDue()
    #expect(try await state(lab) == "READY")
  }

  func complete(_ lab: String, _ solution: String) async throws -> TestResponse {
    try await instance.query(
      """
      mutation ($lab: ID!, $solution: String!) {
        completeLab(labId: $lab, solution: $solution) { state passed score attempt feedback }
      }
      """, ["lab": .string(lab), "solution": .string(solution)], token: token)
  }

  /// What the API shows of the learner's standing.
  func state(_ lab: String) async throws -> String? {
    try await instance.query("{ lab(id: \"\(lab)\") { viewerStatus { state } } }", token: token)
      .text("data.lab.viewerStatus.state")
  }

  /// One value of the last run.
  func last(_ column: StaticString, _ lab: Int = 1) async throws -> String? {
    try await database.read(
      ("""
      select (\(unsafeRawSQL: column))::text from lab_runs where lab_id = \(lab) and user_id = \(userID)
      order by id desc limit 1
      """ as Query).onBehalf(of: .system)
    ).string(0, 0)
  }

  /// Changes all runs, as time does.
  func change(_ assignment: StaticString) async throws {
    try await database.write(
      ("update lab_runs set \(unsafeRawSQL: assignment)" as Query).onBehalf(of: .system))
  }

  /// The states that events of a lab told of, in their order; "-" for an event without one.
  func told(_ lab: Int = 1) async throws -> [String] {
    let rows = try await database.read(
      """
      select coalesce(payload ->> 'state', '-') from events
      where topic = 'lab:' || \(lab)::bigint || ':' || \(userID)::bigint order by position
      """)
    return (0..<rows.count).compactMap { rows.string($0, 0) }
  }

  /// The solutions of the demo content.
  static func sample(_ lab: Int) -> String { DemoCatalogue.labs[lab - 1].sampleSolution }
  static func wrong(_ lab: Int) -> String { DemoCatalogue.labs[lab - 1].wrongSolution }
}

/// Runs a test with a learner at labs.
func withLabs(_ host: LabHostDouble = LabHostDouble(), _ body: (LabBench) async throws -> Void) async throws {
  try await withInstance { configuration in
    configuration.labs.hosting = LabHosting(databases: host, containers: host)
  } _: { instance in
    let token = try await instance.register("ada")
    let user = try await instance.query("{ currentUser { id } }", token: token)
    let id = try #require(user.text("data.currentUser.id").flatMap { GlobalID($0)?.key })
    try await instance.application.database.write(
      """
      update labs set environment_kind = 'SQL', environment_spec = 'create table pets (name text)', time_limit = '30 min'
      where id = 1
      """)
    try await instance.application.database.write(
      """
      update lab_checks set rule = '{"kind": "sql_exists", "query": "select true from pets"}' where lab_id = 1
      """)
    try await body(LabBench(instance: instance, host: host, token: token, userID: id))
  }
}

extension TestInstance {
  /// The key of a new account that has the role SERVICE.
  func makeService(scopes: [String]) async throws -> String {
    _ = try await register("service")
    try await application.database.write(
      "update users set roles = array['STUDENT', 'SERVICE'] where email = 'service@people.example'")
    let token = try await signIn("service@people.example", "a long enough password")
    let names = scopes.map { "\"\($0)\"" }.joined(separator: ", ")
    let made = try await query(
      "mutation { createApiKey(input: {name: \"service\", scopes: [\(names)]}) { secret } }", token: token)
    return try #require(made.text("data.createApiKey.secret"), "\(made)")
  }
}

extension JSONValue {
  /// The code of the first user error of a payload.
  var userErrorCode: String? { at("userErrors.0.code")?.stringValue }
}
