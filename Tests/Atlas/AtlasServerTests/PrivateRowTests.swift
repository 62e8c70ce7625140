import DemoContent
import GraphQLSyntax
import Postgres
import Testing

@testable import AtlasServer

/// Private rows behind the database's own wall, whatever a statement forgets to ask for.
@Suite("Private rows")
struct PrivateRowTests {
  /// Tables with rows of users that are not private: others see them, wholly or in part.
  private static let openTables: Set<String> = [
    "atom_completions", "atoms", "audit_events", "contents", "diagram_completions", "diagram_revisions", "diagrams",
    "files", "group_invitations", "group_members", "group_removals", "idempotent_outcomes", "incidents", "lab_results",
    "labs", "learner_progress",
    "progress_events", "study_groups",
  ]

  @Test("the sessions of the server own nothing and are held to the policies, those of their own tables too")
  func role() async throws {
    try await withInstance { instance in
      let database = instance.application.database
      let role: Query = """
        select current_user, r.rolsuper or r.rolbypassrls,
          (select count(*) from pg_class c where c.relowner = r.oid),
          has_table_privilege('schema_migrations', 'insert')
        from pg_roles r where r.rolname = current_user
        """
      let rows = try await database.read(role)
      #expect(rows.string(0, 0) == "atlas_app")
      #expect(rows.bool(0, 1) == false)
      #expect(rows.int(0, 2) == 0)
      #expect(rows.bool(0, 3) == false)
      let unforced: Query = "select relname from pg_class where relrowsecurity and not relforcerowsecurity"
      #expect(try await database.read(unforced).count == 0)
    }
  }

  @Test("where the role cannot be had, a user who owns the tables is held to the policies, and everything works")
  func owner() async throws {
    var (server, configuration) = try await TestServer.startPrivate()
    let outside = Database(configuration: DatabaseConfiguration(connectionString: server.connectionString))
    try await outside.start()
    try await outside.write("create role plain_owner login")
    try await outside.write("alter database atlas owner to plain_owner")
    await outside.close()
    configuration.databaseURL = server.connectionString + " user=plain_owner"
    let application = try await AtlasApplication.start(configuration, logger: .silent)
    let result: Result<Void, any Error>
    do {
      result = .success(try await checkOwner(TestInstance(application)))
    } catch {
      result = .failure(error)
    }
    await application.stop()
    await server.stop()
    try result.get()
  }

  private func checkOwner(_ instance: TestInstance) async throws {
    let database = instance.application.database
    #expect(try await database.read("select current_user").string(0, 0) == "plain_owner")
    try await instance.application.seedDemo()
    let token = try await instance.signIn(.learner)
    try await converse(instance, token)
    try await takeQuiz(instance, token)
    for name in Self.filledTables {
      #expect(try await database.count(name.description, nil) == 0, "\(name)")
      #expect(try await database.count(name.description, .system) > 0, "\(name)")
    }
    // Foreign keys reach the rows that nobody sees.
    try await database.write("delete from conversations")
    #expect(try await database.count("answers", .system) == 1)
    try await database.write(("delete from conversations" as Query).onBehalf(of: .system))
    #expect(try await database.count("answers", .system) == 0)
  }

  @Test("every table whose rows belong to users is protected, or known to be open")
  func noTableIsForgotten() async throws {
    try await withInstance { instance in
      let rows = try await instance.application.database.read(
        """
        select distinct c.relname::text
        from pg_class c
        join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'users'::regclass
        where not c.relrowsecurity
        """)
      let unprotected = Set((0..<rows.count).compactMap { rows.string($0, 0) })
      #expect(unprotected.subtracting(Self.openTables) == [])
    }
  }

  @Test("without a viewer every private table is empty; the server itself sees what is there")
  func nobody() async throws {
    try await withConversations { database, _ in
      let tables = try await database.read("select relname::text from pg_class where relrowsecurity order by 1")
      let names = (0..<tables.count).compactMap { tables.string($0, 0) }
      #expect(Set(names).isSuperset(of: Self.filledTables.map(\.description)))
      for name in names {
        for nobody in [Audience?.none, .user(nil)] {
          #expect(try await database.count(name, nobody) == 0, "\(name)")
        }
      }
      for name in Self.filledTables { #expect(try await database.count(name.description, .system) > 0, "\(name)") }
    }
  }

  @Test("a statement that forgets whose rows it wants shows the viewer's only")
  func forgottenCondition() async throws {
    try await withConversations { database, learners in
      let tables: [StaticString] = [
        "sessions", "conversations", "conversation_messages", "answers", "answer_ratings", "quiz_attempts",
        "quiz_answers", "quiz_takers",
      ]
      for learner in learners {
        for table in tables {
          let owners: Query = "select distinct user_id from \(unsafeRawSQL: table)"
          let rows = try await database.read(owners.onBehalf(of: .user(learner)))
          #expect(rows.count == 1, "\(table)")
          #expect(rows.int(0, 0) == learner, "\(table)")
          let change: Query = """
            update \(unsafeRawSQL: table) set user_id = user_id where user_id <> \(learner)
            """
          #expect(try await database.write(change.onBehalf(of: .user(learner))).affectedRows == 0, "\(table)")
          let removal: Query = "delete from \(unsafeRawSQL: table) where user_id <> \(learner)"
          #expect(try await database.write(removal.onBehalf(of: .user(learner))).affectedRows == 0, "\(table)")
        }
      }
    }
  }

  @Test("nobody can make a row for somebody else, or give one away")
  func foreignRows() async throws {
    try await withConversations { database, learners in
      let (own, other) = (learners[0], learners[1])
      let begin: Query = "insert into conversations (user_id, title) values (\(other), 'not mine')"
      #expect(await database.refusal(begin, .user(own)) == "42501")
      #expect(await database.refusal(begin, nil) == "42501")
      #expect(await database.refusal(begin, .user(other)) == nil)
      let giveAway: Query = "update conversations set user_id = \(other)"
      #expect(await database.refusal(giveAway, .user(own)) == "42501")
    }
  }

  @Test("messages of a group are there for its members; only their authors and moderators change them")
  func groupMessages() async throws {
    try await withInstance { instance in
      let token = try await instance.register("stranger")
      let database = instance.application.database
      func user(_ email: String) async throws -> Int64 {
        try #require(try await database.read("select id from users where email = \(email)").int(0, 0))
      }
      let (stranger, member) = (try await user("stranger@people.example"), try await user("learner@atlas.example"))
      let owner = try await user("instructor@atlas.example")
      let all = try await database.count("group_messages", .system)
      #expect(try await database.count("group_messages", .user(owner)) == all)
      #expect(try await database.count("group_messages", .user(stranger)) == 0)
      let founding = #"mutation { createStudyGroup(input: {name: "Elsewhere"}) { id } }"#
      let founded = try await instance.query(founding, token: token)
      #expect(founded["errors"] == nil, "\(founded)")
      #expect(try await database.count("group_messages", .user(stranger)) == 1)
      let foreign: Query = """
        select count(*) from group_messages m
        where not exists (select from group_members a where a.group_id = m.group_id and a.user_id = \(member))
        """
      #expect(try await database.read(foreign.onBehalf(of: .user(member))).int(0, 0) == 0)
      #expect(try await database.read(foreign.onBehalf(of: .system)).int(0, 0) ?? 0 > 0)
      #expect(try await database.count("group_messages", .user(member)) > 0)

      let others: Query = "update group_messages set edited_at = now() where author_id <> \(member)"
      #expect(try await database.write(others.onBehalf(of: .user(member))).affectedRows == 0)
      #expect(try await database.write(others.onBehalf(of: .user(owner))).affectedRows > 0)
      let posted: Query = """
        insert into group_messages (group_id, author_id, sequence, content)
        select group_id, \(member), 1000, 'hello' from group_members where user_id = \(member) limit 1
        """
      #expect(await database.refusal(posted, .user(stranger)) == "42501")
      #expect(await database.refusal(posted, .user(owner)) == "42501")
      #expect(await database.refusal(posted, .user(member)) == nil)
    }
  }

  @Test("a write that the wall refuses is an internal error for the client, without the database's words")
  func presentedError() async throws {
    try await withConversations { database, learners in
      let begin: Query = "insert into conversations (user_id, title) values (\(learners[1]), 'not mine')"
      do {
        try await database.write(begin.onBehalf(of: .user(learners[0])))
        Issue.record("the write was not refused")
      } catch {
        let presented = ErrorPresenter(logger: .silent).present(error)
        #expect(presented.code == .internalError)
        #expect(!presented.message.contains("policy"))
      }
    }
  }

  private static let filledTables: [StaticString] = [
    "sessions", "conversations", "conversation_messages", "answers", "answer_ratings", "group_messages",
    "tutor_quotas", "tutor_answer_cache", "quiz_attempts", "quiz_answers", "quiz_takers",
  ]

  /// Asks a question and rates the answer.
  private func converse(_ instance: TestInstance, _ token: String) async throws {
    let text = #"mutation { askQuestion(question: "What is a cache?", context: {mode: EXPLAIN}) { id } }"#
    let asked = try await instance.query(text, token: token)
    let answer = try #require(asked.text("data.askQuestion.id"), "\(asked)")
    let rating = "mutation { rateAnswer(input: {answerId: \"\(answer)\", rating: 1}) { userErrors { code } } }"
    let rated = try await instance.query(rating, token: token)
    #expect(rated["data.rateAnswer.userErrors"] == [], "\(rated)")
  }

  /// Hands in a quiz.
  private func takeQuiz(_ instance: TestInstance, _ token: String) async throws {
    let client = QuizClient(instance, token: token)
    let submitted = try await client.submit(try await client.quiz("contentId", "content_1"), [])
    #expect(submitted["data.submitQuiz.userErrors"] == [], "\(submitted)")
  }

  /// Two learners of the demo content, each with a session, a conversation with an answer and its rating, and a quiz.
  private func withConversations(_ body: (Database, [Int64]) async throws -> Void) async throws {
    try await withInstance { instance in
      for account in [DemoAccount.learner, .learner2] {
        let token = try await instance.signIn(account)
        try await converse(instance, token)
        try await takeQuiz(instance, token)
      }
      let database = instance.application.database
      let learners = try await database.read(
        """
        select id from users where email in ('learner@atlas.example', 'learner2@atlas.example') order by id
        """)
      try await body(database, [try #require(learners.int(0, 0)), try #require(learners.int(1, 0))])
    }
  }
}

extension Database {
  /// How many rows of a table are visible.
  fileprivate func count(_ table: String, _ audience: Audience?) async throws -> Int64 {
    let query = Query(stringLiteral: "select count(*) from \(table)")
    let rows = try await read(audience.map { query.onBehalf(of: $0) } ?? query)
    return try #require(rows.int(0, 0))
  }

  /// The SQLSTATE with which a write is refused; nil when it is not.
  fileprivate func refusal(_ query: Query, _ audience: Audience?) async -> String? {
    do {
      try await write(audience.map { query.onBehalf(of: $0) } ?? query)
      return nil
    } catch {
      return error.sqlState
    }
  }
}
