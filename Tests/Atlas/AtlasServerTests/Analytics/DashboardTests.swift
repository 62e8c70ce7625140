import DemoContent
import GraphQLHTTP
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Dashboards, and whom instructors read about")
struct DashboardTests {
  private static let selection = """
    {
      user { id } progress { id } metrics { range }
      nextUp { __typename ... on Lab { id } ... on Diagram { id difficulty } }
      recentConversations { id }
    }
    """

  private func user(_ account: DemoAccount, _ instance: TestInstance) async throws -> Int64 {
    let email = "\(account.rawValue)@atlas.example"
    return try #require(try await instance.number("select id from users where email = \(email)"))
  }

  @Test("without an id it is the caller's own, begun labs first, then what follows, at most ten and nothing twice")
  func own() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.learner)
      let learner = try await user(.learner, instance)
      let asked = try await instance.query(
        "mutation { askQuestion(question: \"What is a quorum?\", context: {}) { conversation { id } } }", token: token)
      // A begun lab, and a completed diagram with a lab that was never tried.
      let begun = try #require(
        try await instance.number(
          """
          select min(l.id) from labs l where l.status = 'PUBLISHED'
            and not exists (select from lab_results r where r.lab_id = l.id and r.user_id = \(learner))
          """))
      try await instance.change(
        """
        insert into lab_results (lab_id, user_id, attempt, state, solution, graded_at)
        values (\(begun), \(learner), 1, 'FAILED', 'x', now())
        """)
      for text in ["{ dashboard \(Self.selection) }", "{ dashboard(userId: null) \(Self.selection) }"] {
        let answer = try await instance.query(text, token: token)
        #expect(answer.text("data.dashboard.user.id") == "user_\(learner)", "\(answer)")
        #expect(answer.text("data.dashboard.progress.id") == "progress_\(learner)")
        #expect(answer.text("data.dashboard.metrics.range") == "P30D")
        let ids = answer.texts("data.dashboard.nextUp", "id")
        #expect(ids.first == "lab_\(begun)", "\(answer)")
        #expect(ids.count == 10 && Set(ids).count == 10, "\(ids)")
        #expect(
          answer.texts("data.dashboard.recentConversations", "id").first
            == asked.text("data.askQuestion.conversation.id"))
      }
    }
  }

  @Test("who has just begun is offered diagrams of the first level")
  func newcomer() async throws {
    try await withInstance { instance in
      let token = try await instance.register("ann")
      let answer = try await instance.query("{ dashboard \(Self.selection) }", token: token)
      #expect(answer["errors"] == nil, "\(answer)")
      #expect(answer.text("data.dashboard.nextUp.0.difficulty") == "BEGINNER")
      #expect(answer["data.dashboard.recentConversations"] == .array([]))
    }
  }

  @Test("an instructor sees a learner's dashboard without conversations")
  func teacher() async throws {
    try await withInstance { instance in
      let learner = try await user(.learner, instance)
      let own = try await instance.signIn(.learner)
      _ = try await instance.query(
        "mutation { askQuestion(question: \"What is a quorum?\", context: {}) { id } }", token: own)
      let token = try await instance.signIn(.instructor)
      let text = "{ dashboard(userId: \"user_\(learner)\") \(Self.selection) }"
      let answer = try await instance.query(text, token: token)
      #expect(answer.text("data.dashboard.user.id") == "user_\(learner)", "\(answer)")
      #expect(answer["data.dashboard.recentConversations"] == .array([]))
      #expect(try await instance.query(text).code == "UNAUTHENTICATED")
      #expect(try await instance.query("{ dashboard { user { id } } }").code == "UNAUTHENTICATED")
      #expect(try await instance.query(text, token: instance.signIn(.learner2)).code == "FORBIDDEN")
      let missing = "{ dashboard(userId: \"user_999999\") { user { id } } }"
      #expect(try await instance.query(missing, token: instance.signIn(.admin)).code == "NOT_FOUND")
    }
  }

  @Test("an instructor reads about members of groups that they own or moderate, by whatever way, and about nobody else")
  func ownLearners() async throws {
    try await withInstance { instance in
      // Streams are opened behind the relay.
      let relay = Task { await instance.application.run() }
      let learner = try await user(.learner, instance)
      _ = try await instance.register("teacher")
      try await instance.change(
        "update users set roles = array['STUDENT', 'INSTRUCTOR'] where email = 'teacher@people.example'")
      let token = try await instance.signIn("teacher@people.example", "a long enough password")
      let step = try #require(
        try await instance.number("select max(id) from progress_events where user_id = \(learner)"))
      let result = try #require(try await instance.number("select max(id) from lab_results where user_id = \(learner)"))
      let guarded = [
        "userProgress(userId: \"user_\(learner)\") { id }", "userMetrics(userId: \"user_\(learner)\") { range }",
        "skillHeatmap(userId: \"user_\(learner)\") { user { id } }",
        "dashboard(userId: \"user_\(learner)\") { user { id } }",
        "node(id: \"user_\(learner)\") { ... on User { progress { id } } }",
        "node(id: \"user_\(learner)\") { ... on User { metrics { range } } }",
      ]
      let loaded = ["progress_\(learner)", "step_\(step)", "result_\(result)"]
      func check(_ isTaught: Bool) async throws {
        for field in guarded {
          let answer = try await instance.query("{ \(field) }", token: token)
          #expect((answer.code == nil) == isTaught, "\(field): \(answer)")
          #expect(isTaught || answer.code == "FORBIDDEN", "\(field): \(answer)")
        }
        for id in loaded {
          let answer = try await instance.query("{ node(id: \"\(id)\") { id } }", token: token)
          #expect((answer["data.node"] != .null) == isTaught, "\(id): \(answer)")
        }
        let head = TestInstance.head(token: token, accept: "text/event-stream")
        let body = TestInstance.body("subscription { progressUpdated(userId: \"user_\(learner)\") { id } }")
        let isStream = if case .stream = await instance.answer(head, body) { true } else { false }
        #expect(isStream == isTaught)
      }
      try await check(false)
      for (role, isTaught) in [("MEMBER", false), ("MODERATOR", true)] {
        try await instance.change(
          """
          insert into group_members (group_id, user_id, role)
          select m.group_id, u.id, \(role)
          from users u, group_members m
          where u.email = 'teacher@people.example' and m.user_id = \(learner)
          on conflict on constraint group_members_user_key do update set role = excluded.role
          """)
        try await check(isTaught)
      }
      relay.cancel()
      await relay.value
    }
  }
}
