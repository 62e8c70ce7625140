import Testing

@testable import Postgres

@Suite("Scripts")
struct ScriptConnectionTests {
  private func connect(_ login: ScriptLogin? = nil) async throws -> ScriptConnection {
    try ScriptConnection(
      connectionString: try await TestServer.shared.connectionString, login: login, applicationName: "scripts",
      statementTimeout: .seconds(30))
  }

  private func limits(rows: Int = 100, bytes: Int = 10_000, statements: Int = 100) -> ScriptLimits {
    ScriptLimits(deadline: .now + .seconds(30), rows: rows, bytes: bytes, statements: statements)
  }

  @Test("the statements of a text run in turn, and the last result with columns is kept")
  func statements() async throws {
    let outcome = try await connect().run(
      "select 1 as a; select 2 as b, null as c union all select 3, 'x'; create temp table t ();", limits: limits())
    #expect(outcome.statementCount == 3 && outcome.table?.columns == ["b", "c"])
    #expect(outcome.table?.rows == [["2", nil], ["3", "x"]] && outcome.table?.types == [23, 25])
    guard case .complete = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
    let empty = try await connect().run(" ; -- nothing", limits: limits())
    #expect(empty.statementCount == 0 && empty.table == nil)
  }

  @Test("a failure ends the text, with the place that the server points at")
  func failure() async throws {
    let connection = try await connect()
    let outcome = connection.run("select 1; select x; select 2", limits: limits())
    guard case .failed(let error) = outcome.end else {
      Issue.record("\(outcome.end)")
      return
    }
    #expect(error.sqlState == "42703" && error.position == 18 && outcome.statementCount == 1)
    // The connection is as good as before.
    #expect(connection.run("select 3", limits: limits()).table?.rows == [["3"]])
  }

  @Test("what is read is bounded, and a stop of the caller ends what runs")
  func stops() async throws {
    for (script, stop) in [
      ("select generate_series(1, 101)", ScriptStop.tooManyRows), ("select repeat('x', 10001)", .tooManyBytes),
      (String(repeating: "select 1;", count: 21), .tooManyStatements), ("copy (select 1) to stdout", .copy),
      ("select pg_sleep(600)", .caller),
    ] {
      let connection = try await connect()
      let outcome = connection.run(script, limits: limits(statements: 20)) { script.contains("sleep") }
      guard case .stopped(stop) = outcome.end else {
        Issue.record("\(script): \(outcome.end)")
        return
      }
    }
    var past = limits()
    past.deadline = .now
    guard case .stopped(.deadline) = try await connect().run("select pg_sleep(600)", limits: past).end else {
      Issue.record("it was not stopped")
      return
    }
  }

  @Test("a login overrules the user and the database of the connection string")
  func login() async throws {
    let admin = try await connect()
    let role = "script_\(PostgresUUID.random())"
    let verifier = try admin.passwordVerifier("secret", user: role)
    #expect(verifier.hasPrefix("SCRAM-SHA-256$"))
    try admin.execute("create role \(quotedIdentifier(role)) login password '\(verifier)'")
    let connection = try await connect(ScriptLogin(database: "postgres", role: (role, "secret")))
    let rows = try connection.query("select current_database(), current_user")
    #expect(rows.string(0, 0) == "postgres" && rows.string(0, 1) == role)
    try admin.execute("drop role \(quotedIdentifier(role))")
  }
}
