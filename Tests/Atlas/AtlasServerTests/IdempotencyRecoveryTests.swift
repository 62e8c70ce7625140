import DemoContent
import GraphQLJSON
import GraphQLPostgres
import Postgres
import Testing

@testable import AtlasServer

@Suite("Idempotent mutations: a connection that is lost", .serialized, .timeLimit(.minutes(5)))
struct IdempotencyRecoveryTests {
  private static let variables = ["key": "k", "name": "Lost"]
  private static let create = IdempotencyTests.create

  /// Ends the session that runs it, as long as there is a row in `breakdowns`.
  private static let dieFunction: Query = """
    create function die() returns trigger language plpgsql security definer as $$
      begin
        if exists (select from breakdowns) then
          perform pg_terminate_backend(pg_backend_pid());
          perform pg_sleep(1);
        end if;
        return new;
      end $$
    """

  @Test("before the commit nothing has happened, and the retry does it")
  func beforeCommit() async throws {
    try await withBreakdowns("create trigger die before insert on study_groups for each row execute function die()") {
      instance, token in
      let lost = try await instance.send(Self.create, Self.variables, token: token)
      #expect(lost.response.code == "UNAVAILABLE", "\(lost.response)")
      try await expectRetryToDoIt(instance, token)
    }
  }

  @Test("during the commit nobody knows; when nothing has happened, the retry does it")
  func duringCommit() async throws {
    let trigger: Query = """
      create constraint trigger die after insert on study_groups deferrable initially deferred
      for each row execute function die()
      """
    try await withBreakdowns(trigger) { instance, token in
      let lost = try await instance.send(Self.create, Self.variables, token: token)
      #expect(lost.response.code == "UNKNOWN_OUTCOME", "\(lost.response)")
      #expect(lost.response.text("errors.0.message")?.contains("same idempotency key") == true)
      try await expectRetryToDoIt(instance, token)
    }
  }

  @Test("during the commit nobody knows; when it has happened, the retry tells it and does nothing")
  func behindCommit() async throws {
    let (server, configuration) = try await TestServer.startPrivate()
    try await withApplication(configuration) { instance in
      let token = try await instance.register("ada")
      // The commit waits for a standby that never comes, when it is on the disk already.
      try await instance.change(
        """
        create function wait() returns trigger language plpgsql as
          $$ begin perform set_config('synchronous_commit', 'on', true); return new; end $$
        """,
        "create trigger wait before insert on study_groups for each row execute function wait()",
        "alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()")
      async let answer = instance.send(Self.create, Self.variables, token: token)
      while try await instance.number(Self.endWaiting) == 0 { await Task.yield() }
      let lost = try await answer
      #expect(lost.response.code == "UNKNOWN_OUTCOME", "\(lost.response)")
      #expect(try await instance.groups(named: "Lost") == 1)
      let retry = try await instance.send(Self.create, Self.variables, token: token)
      #expect(retry.isReplayed && retry.response.integer("data.createStudyGroup.memberCount") == 1, "\(retry.response)")
      #expect(try await instance.groups(named: "Lost") == 1)
    }
    await server.stop()
  }

  private static let endWaiting: Query = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'
    """

  @Test("a request whose twin is still running is told so, and succeeds when the twin has come to nothing")
  func stillRunning() async throws {
    struct Undone: Error {}
    try await withInstance({ $0.requestTimeout = .seconds(5) }) { instance in
      let token = try await instance.signIn(.learner)
      let user = try await instance.number("select id from users where email = 'learner@atlas.example'")
      await #expect(throws: Undone.self) {
        try await instance.application.database.transaction { transaction in
          let hash = "\\x" + String(repeating: "00", count: 32)
          try await transaction.write(
            """
            insert into idempotent_outcomes (scope, key_hash, request_hash)
            values ('user:' || \(user)::bigint, sha256(convert_to(E'directive\\nk', 'UTF8')), \(hash)::text::bytea)
            """)
          let waiting = try await instance.send(Self.create, Self.variables, token: token)
          #expect(waiting.response.code == "CONFLICT", "\(waiting.response)")
          #expect(waiting.response.text("errors.0.message")?.contains("still running") == true)
          throw Undone()
        }
      }
      try await expectRetryToDoIt(instance, token)
    }
  }

  @Test("a conflict with another transaction runs the whole field again")
  func serializationConflict() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      try await instance.change(
        "create sequence tries", "grant usage on sequence tries to public",
        """
        create function conflict() returns trigger language plpgsql as $$
          begin
            if nextval('tries') < 3 then raise exception 'conflict' using errcode = '40001'; end if;
            return new;
          end $$
        """,
        "create trigger conflict before insert on study_groups for each row execute function conflict()")
      let answer = try await instance.send(Self.create, Self.variables, token: token)
      #expect(answer.response["errors"] == nil, "\(answer.response)")
      #expect(try await instance.number("select last_value from tries") == 3)
      #expect(try await instance.groups(named: "Lost") == 1)
    }
  }

  private func expectRetryToDoIt(_ instance: TestInstance, _ token: String) async throws {
    #expect(try await instance.groups(named: "Lost") == 0)
    #expect(try await instance.number("select count(*) from idempotent_outcomes") == 0)
    if try await instance.number("select count(*) from pg_tables where tablename = 'breakdowns'") == 1 {
      try await instance.change("delete from breakdowns")
    }
    let retry = try await instance.send(Self.create, Self.variables, token: token)
    #expect(retry.response["errors"] == nil && !retry.isReplayed, "\(retry.response)")
    let again = try await instance.send(Self.create, Self.variables, token: token)
    #expect(again.isReplayed && again.body == retry.body)
    #expect(try await instance.groups(named: "Lost") == 1)
  }

  private func withBreakdowns(_ trigger: Query, _ body: (TestInstance, String) async throws -> Void) async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      try await instance.change(
        "create table breakdowns as select 1 as n", Self.dieFunction, trigger)
      try await body(instance, token)
    }
  }

  private func withApplication(
    _ configuration: AtlasConfiguration, _ body: (TestInstance) async throws -> Void
  ) async throws {
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    do {
      try await body(TestInstance(application))
    } catch {
      await application.stop()
      throw error
    }
    await application.stop()
  }
}
