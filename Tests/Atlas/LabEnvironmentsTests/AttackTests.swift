import Postgres
import Testing

@testable import LabEnvironments

/// What learners try, and what comes of it.
@Suite("Hostile SQL")
struct AttackTests {
  @Test(
    "what belongs to others is out of reach",
    arguments: [
      ("set role atlas", "42501"), ("set session authorization atlas", "42501"),
      ("create role other", "42501"),
      ("do $$ begin execute 'alter role ' || current_user || ' superuser'; end $$", "42501"),
      ("do $$ begin execute 'alter role ' || current_user || ' createdb'; end $$", "42501"),
      ("alter role atlas password 'x'", "42501"), ("grant atlas to current_user", "42501"),
      ("grant pg_read_server_files to current_user", "42501"),
      ("create database other", "42501"),
      ("do $$ begin execute 'alter database ' || current_database() || ' set work_mem = 1'; end $$", "42501"),
      ("do $$ begin execute 'alter database ' || current_database() || ' connection limit 100'; end $$", "42501"),
      ("drop database postgres", "42501"), ("create schema other", "42501"), ("create table pg_catalog.x ()", "42501"),
      ("create extension dblink", "42501"), ("create extension postgres_fdw", "42501"),
      ("create extension pgcrypto", "42501"), ("create server s foreign data wrapper postgres_fdw", "42704"),
      ("create subscription s connection '' publication p", "42501"), ("create publication p", "42501"),
      ("create event trigger e on ddl_command_start execute function f()", "42501"),
      ("create function f() returns int language c as 'libc', 'system'", "42501"),
      ("create function f() returns int language internal as 'pg_backend_pid'", "42501"),
      ("create tablespace s location '/tmp'", "42501"), ("alter system set work_mem = '1GB'", "42501"),
      ("checkpoint", "42501"), ("load 'auto_explain'", "42501"),
      ("copy t to program 'cat'", "42501"), ("copy t from program 'cat'", "42501"), ("copy t to '/tmp/x'", "42501"),
      ("copy t from '/etc/passwd'", "42501"), ("select pg_read_file('/etc/passwd')", "42501"),
      ("select pg_read_binary_file('PG_VERSION')", "42501"), ("select pg_ls_dir('.')", "42501"),
      ("select pg_stat_file('PG_VERSION')", "42501"), ("select pg_file_write('x', 'y', true)", "42883"),
      ("select lo_import('/etc/passwd')", "42501"), ("select lo_create(0)", "42501"),
      ("select lo_from_bytea(0, '')", "42501"),
      ("select pg_advisory_lock(g) from generate_series(1, 1000000) g", "42501"),
      ("select pg_try_advisory_xact_lock_shared(1, 2)", "42501"),
      ("select pg_logical_emit_message(false, 'x', 'y')", "42501"), ("select pg_reload_conf()", "42501"),
      ("select pg_notify('channel', 'x')", "42501"), ("select * from pg_authid", "42501"),
      ("select * from pg_stat_activity", "42501"), ("select * from pg_stat_get_activity(null)", "42501"),
      ("select * from pg_database", "42501"), ("select * from pg_roles", "42501"), ("select * from pg_locks", "42501"),
      ("select * from pg_shadow", "42501"), ("select * from pg_hba_file_rules", "42501"),
      ("show data_directory", "42501"), ("show hba_file", "42501"),
      ("set temp_file_limit = -1", "42501"), ("set log_min_messages = 'debug5'", "42501"),
      ("set session_replication_role = 'replica'", "42501"), ("set zero_damaged_pages = on", "42501"),
      ("begin; prepare transaction 'x'", "55000"),
      ("update pg_proc set proname = 'x'", "42501"), ("delete from pg_class", "42501"),
      ("create policy p on pg_class", "42501"), ("begin; lock table pg_class", "42501"),
    ])
  func outOfReach(script: String, state: String) async throws {
    let outcome = try await Self.shared(script)
    #expect(outcome.problem?.sqlState == state, "\(script): \(outcome)")
  }

  @Test("nobody logs in as the role of a lab: not between visits, and not without the visit's password")
  func login() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision()
      let name = SQLLabNames(database: labs.database).name(ofRun: 1)
      func logIn(_ password: String) throws(PostgresError) {
        let login = ScriptLogin(database: name, role: (name, password))
        _ = try ScriptConnection(
          connectionString: labs.connectionString, login: login, applicationName: "test", statementTimeout: .seconds(30)
        )
      }
      #expect(throws: PostgresError.self) { try logIn("guessed") }
      // What a visit does.
      _ = try labs.ask("alter role \(quotedIdentifier(name)) login password 'right'")
      #expect(throws: PostgresError.self) { try logIn("guessed") }
      try logIn("right")
      // A role that gives itself a password for later has none later.
      let remember = "do $$ begin execute format('alter role %I password ''mine''', current_user); end $$"
      #expect(try await labs.provisioner.run(remember, in: 1).problem == nil)
      #expect(throws: PostgresError.self) { try logIn("mine") }
    }
  }

  @Test("a learner who grants something to another's role stops neither its reset, nor grading, nor its end")
  func foreignGrant() async throws {
    try await withLabs { (labs) async throws in
      try await labs.provision(1)
      try await labs.provision(2)
      let name = SQLLabNames(database: labs.database).name(ofRun: 2)
      let grant = "grant select on t to \(quotedIdentifier(name))"
      #expect(try await labs.provisioner.run(grant, in: 1).problem == nil)
      try await labs.provisioner.remove(run: 2)
      // Only the role is left, and nobody can log in as it.
      #expect(try labs.ask("select count(*) from pg_database where datname = $1", [name]) == "0")
      let usable = "select rolcanlogin or rolpassword is not null from pg_authid where rolname = $1"
      #expect(try labs.ask(usable, [name]) == "f")
      try await labs.provision(2)
      let task = SQLGradingTask(solution: "select a from t", checks: [], setup: "", place: .environment(run: 2))
      let grade = try await labs.provisioner.grade(task)
      #expect(grade.solution?.table?.rows.count == 2, "\(grade)")
      try await labs.provisioner.remove(run: 2)
      try await labs.provisioner.remove(run: 1)
      #expect(try await labs.provisioner.existing() == [2])
      try await labs.provisioner.remove(run: 2)
      #expect(try await labs.provisioner.existing() == [])
    }
  }

  @Test("the role keeps to itself whatever it says about who it is")
  func identity() async throws {
    let outcome = try await Self.shared(
      """
      begin; set local role none; reset role; reset session authorization; commit;
      select session_user = current_user, current_user <> 'atlas',
        has_database_privilege('postgres', 'connect') or has_database_privilege('template1', 'connect'),
        has_schema_privilege('pg_catalog', 'create'), current_setting('is_superuser')
      """)
    #expect(outcome.table?.rows == [[.text("t"), .text("t"), .text("f"), .text("f"), .text("off")]], "\(outcome)")
  }

  /// One environment for all scripts that leave nothing.
  private static func shared(_ script: String) async throws -> SQLOutcome {
    var result: SQLOutcome?
    try await withLabs { (labs) async throws in
      // The server's own databases are closed by any instance that starts.
      try await labs.provisioner.prepare()
      try await labs.provision()
      result = try await labs.provisioner.run(script, in: 1)
    }
    return try #require(result)
  }
}
