import Logging
import Postgres
import Testing

@testable import LabEnvironments

@Suite("Environments of SQL labs")
struct EnvironmentTests {
  @Test("an environment is made once, keeps what is done in it, and goes away as often as one likes")
  func life() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision(7)
      let outcome = try await labs.provisioner.run("insert into t values (3); select count(*) as n from t", in: 7)
      #expect(
        outcome == SQLOutcome(table: SQLTable(columns: ["n"], rows: [[.number("3")]]), statementCount: 2, problem: nil))
      try await labs.provision(7)
      #expect(try await labs.provisioner.run("select count(*) from t", in: 7).table?.rows == [[.number("3")]])
      #expect(try await labs.provisioner.existing() == [7])
      try await labs.provisioner.remove(run: 7)
      try await labs.provisioner.remove(run: 7)
      #expect(try await labs.provisioner.existing() == [])
      #expect(await failure { try await labs.provisioner.run("select 1", in: 7) }?.code == .missing)
    }
  }

  @Test("labs with rules need nothing, and containers are not made here")
  func otherKinds() async throws {
    try await withLabs { (labs) async throws in
      var specification = EnvironmentSpecification(run: 1, lab: 1, user: 1, kind: .rules, expiresAt: .now)
      #expect(try await labs.provisioner.provision(specification) == ProvisionedEnvironment(status: .ready))
      #expect(try labs.leftovers() == "0")
      specification.kind = .container(image: "shell")
      #expect(await failure { try await labs.provisioner.provision(specification) }?.code == .unsupported)
    }
  }

  @Test("a setup that fails is told with its line, and leaves nothing")
  func setup() async throws {
    try await withLabs { (labs) async throws in
      let error = await failure { try await labs.provision(setup: "select 1;\nselect nothing") }
      #expect(error?.code == .setupFailed)
      #expect(
        error?.message == "The setup of the lab fails: Line 2: column \"nothing\" does not exist (42703)",
        "\(String(describing: error))")
      #expect(try labs.leftovers() == "0")
    }
  }

  @Test("what was left half made is made anew")
  func halfMade() async throws {
    try await withLabs { (labs) async throws in
      let name = SQLLabNames(database: labs.database).name(ofRun: 1)
      for half in ["create role \(quotedIdentifier(name))", "create database \(quotedIdentifier(name))"] {
        _ = try labs.ask(half)
        #expect(try await labs.provisioner.existing() == [1])
        try await labs.provision()
        #expect(try await labs.provisioner.run("select a from t", in: 1).table?.rows.count == 2)
        try await labs.provisioner.remove(run: 1)
      }
    }
  }

  @Test("what crashed grading has left is swept when it is old, and only then")
  func scratch() async throws {
    try await withLabs { (labs) async throws in
      let names = SQLLabNames(database: labs.database)
      let now = try #require(Int64(try labs.ask("select floor(extract(epoch from now()))::bigint") ?? ""))
      let (old, young) = (names.scratchName(second: now - 1_000), names.scratchName(second: now))
      for name in [old, young] { _ = try labs.ask("create role \(quotedIdentifier(name))") }
      #expect(try await labs.provisioner.existing() == [])
      #expect(
        try labs.ask("select string_agg(rolname, ',') from pg_roles where rolname in ($1, $2)", [old, young]) == young)
      _ = try labs.ask("drop role \(quotedIdentifier(young))")
    }
  }

  @Test("with no more rights than to make databases and roles, labs run and go away too")
  func ordinaryAdministrator() async throws {
    let user = "labs_\(PostgresUUID.random())".replacing("-", with: "")
    try await withLabs(user: user) { (labs) async throws in
      _ = try labs.ask("create role \(user) login createdb createrole")
      try await labs.provisioner.prepare()
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        "insert into t values (3); select current_user <> '\(user)' as other, count(*) from t", in: 1)
      #expect(outcome.table?.rows == [[.text("t"), .number("3")]], "\(outcome)")
      // A role that tries to put its administrator out goes all the same.
      let stubborn = "do $$ begin execute 'revoke ' || current_user || ' from \(user)'; end $$"
      _ = try await labs.provisioner.run(stubborn, in: 1)
      try await labs.provisioner.remove(run: 1)
      #expect(try await labs.provisioner.existing() == [])
      #expect(
        try await labs.provisioner.grade(SQLGradingTask(solution: "select 1", checks: [], setup: "")).solution?.problem
          == nil)
    }
    let labs = try await administrator()
    _ = try labs.query("drop role \(user)")
  }

  @Test("a user without those rights is told so")
  func withoutRights() async throws {
    let user = "labs_\(PostgresUUID.random())".replacing("-", with: "")
    let connection = try await administrator()
    try connection.query("create role \(user) login")
    let labs = EmbeddedLabProvisioner(
      connectionString: try await TestServer.shared.connectionString + " user=\(user)",
      logger: .init(label: "test"))
    let error = await failure { try await labs.prepare() }
    #expect(error?.code == .unavailable)
    #expect(error?.message.contains("alter role ... createdb createrole") == true, "\(String(describing: error))")
    try connection.query("drop role \(user)")
  }

  private func administrator() async throws -> ScriptConnection {
    try ScriptConnection(
      connectionString: try await TestServer.shared.connectionString, applicationName: "test",
      statementTimeout: .seconds(30))
  }
}
