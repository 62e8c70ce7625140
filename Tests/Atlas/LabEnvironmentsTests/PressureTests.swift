import Logging
import Postgres
import Testing

@testable import LabEnvironments

/// What learners wear out, and where it ends.
@Suite("SQL that wants too much")
struct PressureTests {
  @Test(
    "time ends, whatever the session says about it",
    arguments: [
      "select pg_sleep(600)", "set statement_timeout = 0; do $$ begin loop end loop; end $$",
      "set statement_timeout = 0; select count(*) from generate_series(1, 1000000000000) g",
      """
      set statement_timeout = 0;
      do $$ begin loop begin perform pg_sleep(600); exception when query_canceled then null; end; end loop; end $$
      """,
      "commit; begin; set local statement_timeout = 0; select pg_sleep(300); select pg_sleep(300)",
    ])
  func time(script: String) async throws {
    try await withLabs({ $0.scriptTime = .milliseconds(400) }) { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(script, in: 1)
      #expect(outcome.problem?.message.hasPrefix("It takes longer than") == true, "\(outcome)")
      #expect(try labs.ask("select count(*) from pg_stat_activity where datname like $1", [Self.labs(of: labs)]) == "0")
      #expect(try await labs.provisioner.run("create table after ()", in: 1).statementCount == 1)
    }
  }

  @Test("rows, bytes, notices and statements are read up to their limit")
  func reading() async throws {
    try await withLabs({ limits in
      limits.rows = 100
      limits.bytes = 10_000
      limits.statements = 20
    }) { (labs) async throws in
      try await labs.provision()
      for (script, message) in [
        ("select g from generate_series(1, 101) g", "It answers more than 100 rows."),
        ("select repeat('x', 9985)", "It answers more than 9 KB."),
        ("select \(nulls(7)) from generate_series(1, 90)", "It answers more than 9 KB."),
        ("do $$ begin loop raise notice '%', repeat('x', 10000); end loop; end $$", "It answers more than 9 KB."),
        (String(repeating: "select 1;", count: 21), "It has more than 20 statements."),
        ("copy t to stdout", "COPY from or to the client is not possible here."),
        ("copy t from stdin", "COPY from or to the client is not possible here."),
        (String(repeating: " ", count: 100_001), "It is longer than 100000 bytes."),
        ("select 'a\0b'", "SQL cannot contain U+0000."),
      ] {
        let outcome = try await labs.provisioner.run(script, in: 1)
        #expect(outcome.problem == SQLProblem(sqlState: nil, message: message), "\(script.prefix(80))")
      }
      for script in [
        "select g from generate_series(1, 100) g", "select repeat('x', 9984)",
        "select \(nulls(6)) from generate_series(1, 100)",
        String(repeating: "select 1;", count: 20),
        String(repeating: " ", count: 100_000),
      ] {
        #expect(try await labs.provisioner.run(script, in: 1).problem == nil)
      }
    }
  }

  @Test("temporary files are limited, and no session can raise the limit")
  func temporaryFiles() async throws {
    try await withLabs({ $0.temporaryBytes = 4 << 20 }) { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        """
        with recursive r (n, filler) as (select 1, repeat('x', 1000) union all select n + 1, filler from r)
        select count(*) from r
        """, in: 1)
      #expect(outcome.problem?.sqlState == "53400", "\(outcome)")
    }
  }

  @Test("the memory of a session is limited where the server runs on this machine")
  func memory() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run("select length(repeat('x', 900000000))", in: 1)
      #expect(outcome.problem?.sqlState == "53200", "\(outcome)")
      #expect(try await labs.provisioner.run("select length(repeat('x', 30000000))", in: 1).problem == nil)
    }
  }

  @Test("a database that grows too large while a script runs stops it, and what the script did is undone")
  func growth() async throws {
    try await withLabs({ $0.databaseBytes = 24 << 20 }) { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        """
        set statement_timeout = 0; create table big (a int);
        do $$ begin loop insert into big select g from generate_series(1, 10000) g; end loop; end $$
        """, in: 1)
      #expect(outcome.problem?.message == "The database is larger than 24 MB.", "\(outcome)")
      #expect(try await labs.provisioner.run("select count(*) from t", in: 1).table?.rows == [[.number("2")]])
    }
  }

  @Test("a database that is left too large is removed, or begins again where it is graded")
  func largeAfterwards() async throws {
    try await withLabs({ $0.databaseBytes = 16 << 20 }) { (labs) async throws in
      let fill = """
        do $$ begin loop
          insert into t select g from generate_series(1, 1000) g;
          commit;
        end loop; end $$
        """
      try await labs.provision()
      let outcome = try await labs.provisioner.run(fill, in: 1)
      #expect(outcome.problem?.message.contains("was removed") == true, "\(outcome)")
      #expect(try await labs.provisioner.existing() == [])
      try await labs.provision()
      let setup = "create table t (a int)"
      _ = try await labs.provisioner.grade(
        SQLGradingTask(solution: fill, checks: [], setup: setup, place: .environment(run: 1)))
      #expect(try await labs.provisioner.run("select count(*) from t", in: 1).table?.rows == [[.number("0")]])
    }
  }

  @Test("a session that locks very much is stopped before the server's lock table is full")
  func locks() async throws {
    try await withLabs({ $0.locks = 200 }) { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        """
        do $$ begin for i in 1..1000000 loop execute 'create table t' || i || ' (a int)'; end loop; end $$
        """, in: 1)
      #expect(outcome.problem?.message == "It locks too many things at once.", "\(outcome)")
    }
  }

  @Test("what a session sets for the next ones is undone before they begin")
  func settings() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        """
        do $$ begin
          execute format('alter role %I password ''mine''', current_user);
          execute format('alter role %I set search_path = pg_temp', current_user);
          execute format('alter role %I set default_transaction_read_only = on', current_user);
          execute format('alter role %I in database %I set default_transaction_read_only = on', current_user,
            current_database());
        end $$
        """, in: 1)
      #expect(outcome.problem == nil)
      #expect(
        try await labs.provisioner.run("insert into t values (1); select count(*) from t", in: 1).table?.rows == [
          [.number("3")]
        ])
      let name = SQLLabNames(database: labs.database).name(ofRun: 1)
      #expect(
        try labs.ask("select rolcanlogin or rolpassword is not null from pg_authid where rolname = $1", [name]) == "f")
    }
  }

  @Test("transactions of a script end with it: what it has committed stays, the rest does not")
  func transactions() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      for (script, count) in [
        ("insert into t values (3); rollback; insert into t values (4)", "3"),
        ("begin; insert into t values (5); commit; begin; insert into t values (6)", "4"),
        ("insert into t values (7); select 1 / 0", "4"),
      ] {
        _ = try await labs.provisioner.run(script, in: 1)
        #expect(
          try await labs.provisioner.run("select count(*) from t", in: 1).table?.rows == [[.number(count)]], "\(script)"
        )
      }
    }
  }

  @Test("a session that ends itself is over, and the next one begins")
  func suicide() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      let outcome = try await labs.provisioner.run(
        "listen a; notify a, 'b'; select pg_terminate_backend(pg_backend_pid())", in: 1)
      #expect(outcome.problem != nil)
      #expect(try await labs.provisioner.run("select 1", in: 1).problem == nil)
    }
  }

  @Test("learners who let their SQL sleep keep nobody's environment from being made; their own is busy meanwhile")
  func sleepers() async throws {
    try await withLabs({ $0.concurrency = 1 }) { (labs) async throws in
      try await labs.provision(1)
      let run = Task { try await labs.provisioner.run("select pg_sleep(600)", in: 1) }
      let running = "select count(*) from pg_stat_activity where datname like $1 and state = 'active'"
      while try labs.ask(running, [Self.labs(of: labs)]) == "0" { await Task.yield() }
      try await labs.provision(2)
      #expect(try await labs.provisioner.existing() == [1, 2])
      try await labs.provisioner.remove(run: 2)
      let other = EmbeddedLabProvisioner(
        connectionString: labs.connectionString, logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() })
      #expect(await failure { try await other.run("select 1", in: 1) }?.code == .busy)
      let task = SQLGradingTask(solution: nil, checks: [], setup: "", place: .environment(run: 1))
      #expect(await failure { try await other.grade(task) }?.code == .busy)
      run.cancel()
      #expect(await failure { try await run.value }?.code == .canceled)
    }
  }

  @Test("when nobody waits any more the SQL is stopped")
  func cancellation() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      let run = Task { try await labs.provisioner.run("select pg_sleep(600)", in: 1) }
      let running = "select count(*) from pg_stat_activity where datname like $1 and state = 'active'"
      while try labs.ask(running, [Self.labs(of: labs)]) == "0" { await Task.yield() }
      run.cancel()
      #expect(await failure { try await run.value }?.code == .canceled)
      #expect(try labs.ask(running, [Self.labs(of: labs)]) == "0")
    }
  }

  private func nulls(_ count: Int) -> String { repeatElement("null", count: count).joined(separator: ", ") }

  private static func labs(of labs: TestLabs) -> String { SQLLabNames(database: labs.database).prefix + "%" }
}
