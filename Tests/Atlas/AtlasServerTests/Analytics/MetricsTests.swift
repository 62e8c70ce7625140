import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Metrics, predictions and recall")
struct MetricsTests {
  private func newLearner(_ instance: TestInstance) async throws -> (id: Int64, token: String) {
    let token = try await instance.register("ann")
    let id = try await instance.number("select id from users where email = 'ann@people.example'")
    return (try #require(id), token)
  }

  @Test("metrics cover the range that is asked for, and say which it is")
  func range() async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        """
        insert into progress_events (user_id, kind, diagram_id, at)
        select \(ann.id), 'DIAGRAM_COMPLETED', n, timestamptz '2026-03-01 00:00:00+00' + n * interval '1 day'
        from generate_series(1, 5) n
        """)
      let answer = try await instance.query(
        """
        {
          currentUser {
            all: metrics(range: {}) { ...M }
            some: metrics(range: {from: "2026-03-03T00:00:00Z", to: "2026-03-05T00:00:00Z"}) { ...M }
            usual: metrics { ...M }
          }
        }
        fragment M on Metrics {
          range metric(name: "diagrams_completed") { value } user { id }
          series(name: "diagrams_completed", range: {from: "2026-03-03T00:00:00Z", to: "2026-03-05T00:00:00Z"}) {
            at value
          }
        }
        """, token: ann.token)
      #expect(answer.text("data.currentUser.all.range") == "../..", "\(answer)")
      #expect(answer.double("data.currentUser.all.metric.value") == 5)
      #expect(
        answer.text("data.currentUser.some.range") == "2026-03-03T00:00:00.000Z/2026-03-05T00:00:00.000Z")
      #expect(answer.double("data.currentUser.some.metric.value") == 2)
      #expect(answer.text("data.currentUser.usual.range") == "P30D")
      #expect(answer.double("data.currentUser.usual.metric.value") == 0)
      #expect(answer["data.currentUser.some.series"]?.arrayValue?.count == 2)
      let backwards = try await instance.query(
        "{ currentUser { metrics(range: {from: \"2026-03-03T00:00:00Z\", to: \"2026-03-01T00:00:00Z\"}) { range } } }",
        token: ann.token)
      #expect(backwards.code == "VALIDATION_ERROR", "\(backwards)")
    }
  }

  @Test("metrics of many learners take as many statements as those of one")
  func batch() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.admin)
      var counts: [Int] = []
      for ids in ["\"user_1\"", "\"user_1\", \"user_2\", \"user_3\""] {
        let log = StatementLog()
        let answer = try await StatementLog.$current.withValue(log) {
          try await instance.query(
            """
            { nodes(ids: [\(ids)]) { ... on User { metrics {
                values { name } series(name: "time_spent") { value } predictions { name } } } } }
            """, token: token)
        }
        #expect(answer["errors"] == nil, "\(answer)")
        #expect(answer["data.nodes.0.metrics.values"]?.arrayValue?.isEmpty == false)
        counts.append(log.entries.count)
      }
      #expect(counts[0] == counts[1])
    }
  }

  /// 4 completions of 14 days ago weigh 2 together. The weights of 56 days are 14/ln 2 · 15/16 = 18.935, so the rate is
  /// 0.10562 a day. 3 of 4 attempts passed: Beta(4, 2).
  @Test("predictions are what one computes by hand, with the confidence of so many samples")
  func predictions() async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        """
        insert into progress_events (user_id, kind, diagram_id, at)
        select \(ann.id), 'DIAGRAM_COMPLETED', n, now() - interval '14 days' from generate_series(1, 4) n
        """,
        """
        insert into progress_events (user_id, kind, lab_id, at) values (\(ann.id), 'LAB_STARTED', 1, now() - interval '70 days')
        """,
        """
        insert into lab_results (lab_id, user_id, attempt, state, solution, graded_at)
        select 1, \(ann.id), n, case n when 2 then 'FAILED' else 'PASSED' end, 'x', now() from generate_series(1, 4) n
        """)
      let answer = try await instance.query(
        """
        { currentUser { metrics { predictions { name value confidence method } }
            progress { diagrams { total } labs { total completed } atoms { total } } } }
        """, token: ann.token)
      let list = answer["data.currentUser.metrics.predictions"]?.arrayValue ?? []
      #expect(
        list.map { $0.at("name")?.stringValue }
          == ["items_completed_next_7_days", "lab_pass_chance", "days_to_complete_all"], "\(answer)")
      let path = "data.currentUser.metrics.predictions"
      #expect(answer.double("\(path).0.value")?.isClose(to: 0.7393) == true)
      #expect(answer.double("\(path).0.confidence")?.isClose(to: 0.5528) == true)
      #expect(answer.double("\(path).1.value")?.isClose(to: 0.6667) == true)
      #expect(answer.double("\(path).1.confidence")?.isClose(to: 0.3828) == true)
      let standing = "data.currentUser.progress"
      // The steps above are no completions of diagrams; the lab is passed.
      let remaining =
        (answer.integer("\(standing).diagrams.total") ?? 0) + (answer.integer("\(standing).labs.total") ?? 0)
        + (answer.integer("\(standing).atoms.total") ?? 0) - 1
      let days = try #require(answer.double("\(path).2.value"))
      #expect((days * 0.105622 / Double(remaining) - 1).magnitude < 0.001)
    }
  }

  @Test("nothing is predicted of whom too little is known")
  func tooLittle() async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        """
        insert into progress_events (user_id, kind, diagram_id, at)
        select \(ann.id), 'DIAGRAM_COMPLETED', n, now() - interval '6 days' from generate_series(1, 4) n
        """)
      let answer = try await instance.query("{ currentUser { metrics { predictions { name } } } }", token: ann.token)
      #expect(answer["data.currentUser.metrics.predictions"] == .null, "\(answer)")
    }
  }

  /// After one success 10 days ago (1 + 19/81 · 10/3.173)^(-1/2) = 0.7583; after a second one, with S = 7.9325, 0.8785;
  /// after a wrong answer only, with S = 0.40255, 0.3827.
  @Test("recall follows the forgetting curve from the last success, and lasts longer after each further day")
  func recall() async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        "insert into skills (slug, name) values ('one', 'One'), ('two', 'Two'), ('three', 'Three')",
        """
        insert into diagram_skills (diagram_id, skill_id)
        select 1, s.id from skills s where s.slug in ('one', 'two')
        """,
        "insert into diagram_completions (user_id, diagram_id, completed_at) values (\(ann.id), 1, now() - interval '10 days')",
        "insert into lab_skills (lab_id, skill_id) select 1, id from skills where slug = 'two'",
        "insert into lab_skills (lab_id, skill_id) select 2, id from skills where slug = 'three'",
        "update labs set difficulty = (select difficulty from diagrams where id = 1) where id = 1",
        """
        insert into lab_results (lab_id, user_id, attempt, state, solution, submitted_at, graded_at)
        values (1, \(ann.id), 1, 'PASSED', 'x', now() - interval '20 days', now()),
          (2, \(ann.id), 1, 'FAILED', 'x', now() - interval '10 days', now())
        """)
      let answer = try await instance.query(
        "{ skillHeatmap(userId: \"user_\(ann.id)\") { cells { skill { name } retrievability lastPracticedAt } } }",
        token: ann.token)
      var found: [String: Double] = [:]
      for cell in answer["data.skillHeatmap.cells"]?.arrayValue ?? [] {
        guard let name = cell.at("skill.name")?.stringValue else { continue }
        if case .number(let text)? = cell.at("retrievability") { found[name] = Double(text) }
        #expect((cell.at("lastPracticedAt") == .null) == (cell.at("retrievability") == .null))
      }
      #expect(found["One"]?.isClose(to: 0.7583) == true, "\(answer)")
      #expect(found["Two"]?.isClose(to: 0.8785) == true)
      #expect(found["Three"]?.isClose(to: 0.3827) == true)
    }
  }
}
