import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("Progress of learners")
struct ProgressTests {
  /// A content with four atoms, of which each needs the one before it, and a draft's atom that does not count.
  private static let atoms: [Query] = [
    // Those of the demo content are not counted here.
    "delete from contents",
    """
    insert into contents (title, kind, status, source_kind, source_sha256, algorithm_version, total_atoms, atomized_at)
    values ('Logs', 'DOCUMENT', 'COMPLETED', 'TEXT', sha256('x'), '1', 4, now())
    """,
    "insert into contents (title, kind, source_kind) values ('Draft', 'DOCUMENT', 'TEXT')",
    """
    insert into atoms (content_id, sequence, title, body, difficulty, estimated_time, published)
    select c.id, n, 'Atom ' || n, 'Text', 0.5, interval '5 minutes', c.title = 'Logs'
    from contents c cross join generate_series(1, 4) n
    where c.title in ('Logs', 'Draft') and (c.title = 'Logs' or n = 1)
    order by c.id, n
    """,
    """
    insert into atom_links (from_id, to_id, kind)
    select a.id, b.id, 'PREREQUISITE'
    from atoms a join atoms b on b.content_id = a.content_id and b.sequence = a.sequence - 1
    """,
  ]

  /// Marks the first atom as completed, as `completeAtom` does.
  private func completeFirstAtom(_ instance: TestInstance, by user: Int64) async throws {
    try await instance.change(
      """
      insert into atom_completions (user_id, atom_id, time_spent)
      select \(user), min(a.id), interval '4 minutes' from atoms a where a.published
      """,
      """
      insert into progress_events (user_id, kind, atom_id, delta)
      select \(user), 'ATOM_COMPLETED', min(a.id), 1 from atoms a where a.published
      """)
  }

  private func newLearner(_ instance: TestInstance) async throws -> (id: Int64, token: String) {
    let token = try await instance.register("ann")
    let id = try await instance.number("select id from users where email = 'ann@people.example'")
    return (try #require(id), token)
  }

  @Test("atoms count in the standing, and a diagram's points are its share of all that is published")
  func atoms() async throws {
    try await withInstance { instance in
      for statement in Self.atoms { try await instance.change(statement) }
      let ann = try await newLearner(instance)
      try await completeFirstAtom(instance, by: ann.id)
      let total = try #require(
        try await instance.number(
          """
          select (select count(*) from diagrams where status = 'PUBLISHED')
            + (select count(*) from labs where status = 'PUBLISHED') + 4
          """))
      let standing = try await instance.query(
        """
        {
          userProgress(userId: "user_\(ann.id)") {
            overallPercent atoms { completed inProgress total percent } lastEvent { kind }
          }
          currentUser { stats { atomsCompleted } metrics { metric(name: "time_spent") { value unit } } }
        }
        """, token: ann.token)
      #expect(
        standing["data.userProgress.atoms"]
          == .object([
            "completed": .number("1"), "inProgress": .number("1"), "total": .number("4"), "percent": .number("25"),
          ]), "\(standing)")
      #expect(standing.text("data.userProgress.lastEvent.kind") == "ATOM_COMPLETED")
      #expect(standing.double("data.userProgress.overallPercent")?.isClose(to: 100 / Double(total)) == true)
      #expect(standing.integer("data.currentUser.stats.atomsCompleted") == 1)
      // As measured, not as estimated.
      #expect(standing.double("data.currentUser.metrics.metric.value") == 240)

      let step = try await instance.query(
        "mutation { completeDiagram(diagramId: \"diagram_1\") { overallPercent lastEvent { delta } } }",
        token: ann.token)
      #expect(step.double("data.completeDiagram.lastEvent.delta")?.isClose(to: 100 / Double(total)) == true, "\(step)")
      #expect(step.double("data.completeDiagram.overallPercent")?.isClose(to: 200 / Double(total)) == true)
    }
  }

  @Test("the steps of a range are listed and counted; a cursor of another range is refused")
  func range() async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        """
        insert into progress_events (user_id, kind, diagram_id, at)
        select \(ann.id), 'DIAGRAM_COMPLETED', n, timestamptz '2026-03-01 00:00:00+00' + n * interval '1 day'
        from generate_series(1, 5) n
        """)
      func page(_ arguments: String) async throws -> TestResponse {
        let text = """
          { userProgress(userId: "user_\(ann.id)") {
              events(\(arguments)) { totalCount nodes { at } pageInfo { hasNextPage endCursor } } } }
          """
        return try await instance.query(text, token: ann.token)
      }
      let range = "range: {from: \"2026-03-03T00:00:00Z\", to: \"2026-03-06T00:00:00Z\"}"
      let first = try await page("first: 2, \(range)")
      let list = "data.userProgress.events"
      #expect(first.integer("\(list).totalCount") == 3, "\(first)")
      #expect(
        first.texts("\(list).nodes", "at") == ["2026-03-05T00:00:00.000Z", "2026-03-04T00:00:00.000Z"])
      let cursor = try #require(first.text("\(list).pageInfo.endCursor"))
      let second = try await page("first: 2, after: \"\(cursor)\", \(range)")
      #expect(second.texts("\(list).nodes", "at") == ["2026-03-03T00:00:00.000Z"], "\(second)")
      #expect(second["\(list).pageInfo.hasNextPage"] == .boolean(false))
      #expect(try await page("after: \"\(cursor)\"").code == "BAD_USER_INPUT")
      let backwards = "range: {from: \"2026-03-06T00:00:00Z\", to: \"2026-03-03T00:00:00Z\"}"
      #expect(try await page(backwards).code == "VALIDATION_ERROR")
    }
  }

  @Test(
    "a streak is shown on its last day and the next one, goes on the day after, and begins anew later",
    arguments: [(daysAgo: 0, shown: 5, after: 5), (1, 5, 6), (2, 0, 1), (400, 0, 1)])
  func streak(daysAgo: Int, shown: Int, after: Int) async throws {
    try await withInstance { instance in
      let ann = try await newLearner(instance)
      try await instance.change(
        """
        insert into learner_progress (user_id, current_streak_days, longest_streak_days, last_active_on)
        values (\(ann.id), 5, 5, (now() at time zone 'UTC')::date - \(Int32(daysAgo)))
        """)
      let text = "{ currentUser { progress { currentStreakDays } stats { currentStreakDays longestStreakDays } } }"
      let before = try await instance.query(text, token: ann.token)
      #expect(before.integer("data.currentUser.progress.currentStreakDays") == shown, "\(before)")
      #expect(before.integer("data.currentUser.stats.currentStreakDays") == shown)
      _ = try await instance.query("mutation { completeDiagram(diagramId: \"diagram_1\") { id } }", token: ann.token)
      let later = try await instance.query(text, token: ann.token)
      #expect(later.integer("data.currentUser.progress.currentStreakDays") == after, "\(later)")
      #expect(later.integer("data.currentUser.stats.longestStreakDays") == max(5, after))
    }
  }
}

extension TestResponse {
  func double(_ path: String) -> Double? {
    if case .number(let text)? = self[path] { Double(text) } else { nil }
  }
}

extension Double {
  /// To a thousandth.
  func isClose(to other: Double) -> Bool { (self - other).magnitude < 0.001 }
}
