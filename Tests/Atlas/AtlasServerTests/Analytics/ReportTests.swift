import Analytics
import AtlasKernel
import DemoContent
import GraphQLJSON
import Jobs
import Postgres
import Testing

@testable import AtlasServer

@Suite("Reports")
struct ReportTests {
  private static let request = """
    mutation ($input: RequestReportInput!) {
      requestReport(input: $input) {
        report { id kind from to rows expiresAt } job { id kind state } userErrors { code field }
      }
    }
    """

  private func request(
    _ kind: String, group: String? = nil, range: JSONValue? = nil, _ instance: TestInstance, _ token: String
  ) async throws -> TestResponse {
    var input: JSONObject = ["kind": .string(kind)]
    if let group { input.append(key: "groupId", value: .string(group)) }
    if let range { input.append(key: "range", value: range) }
    return try await instance.query(Self.request, ["input": .object(input)], token: token)
  }

  /// Asks for a report, lets its job be done, and answers its rows.
  private func rows(
    _ kind: String, group: String? = nil, range: JSONValue? = nil, _ instance: TestInstance, _ token: String
  ) async throws -> [JSONValue] {
    let asked = try await request(kind, group: group, range: range, instance, token)
    let id = try #require(asked.text("data.requestReport.report.id"), "\(asked)")
    #expect(asked["data.requestReport.report.rows"] == .null)
    #expect(asked.text("data.requestReport.job.kind") == "BUILD_REPORT")
    try await instance.application.jobs.runDue()
    let done = try await instance.query(
      """
      { report(id: "\(id)") { id rows downloadUrl expiresAt job { state result { ... on Report { id } } } } }
      """, token: token)
    #expect(done.text("data.report.job.state") == "SUCCEEDED", "\(done)")
    #expect(done.text("data.report.job.result.id") == id)
    #expect(done.text("data.report.expiresAt") != nil)
    #expect(done.text("data.report.downloadUrl")?.contains("/files/") == true, "\(done)")
    #expect(
      try await instance.number(
        """
        select count(*) from reports r join files f on f.id = r.file_id
        where 'report_' || r.id = \(id) and f.mime_type = 'text/csv' and f.expires_at >= r.expires_at - interval '1 second'
        """) == 1)
    return done["data.report.rows"]?.arrayValue ?? []
  }

  private func number(_ value: JSONValue?) -> Int? {
    if case .number(let text)? = value { Int(text) } else { nil }
  }

  @Test("outcomes of labs: what was tried in the range by those whom the asker teaches")
  func labOutcomes() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.instructor)
      let rows = try await rows("LAB_OUTCOMES", instance, token)
      #expect(!rows.isEmpty)
      let total = try await instance.number(
        """
        select count(*) from lab_results r
        where r.submitted_at >= now() - interval '30 days' and r.user_id in (
          select m.user_id from group_members m
          join group_members own on own.group_id = m.group_id and own.role in ('OWNER', 'MODERATOR')
          join users u on u.id = own.user_id and u.email = 'instructor@atlas.example'
          where m.user_id <> u.id
        )
        """)
      #expect(rows.reduce(0) { $0 + (number($1.at("attempts")) ?? 0) } == Int(total ?? -1))
      #expect(rows.allSatisfy { $0.at("lab")?.stringValue?.hasPrefix("lab_") == true })
    }
  }

  @Test("who teaches nobody sees nobody; an admin sees everybody, or one group")
  func audience() async throws {
    try await withInstance { instance in
      _ = try await instance.register("teacher")
      try await instance.change(
        "update users set roles = array['STUDENT', 'INSTRUCTOR'] where email = 'teacher@people.example'")
      let lonely = try await instance.signIn("teacher@people.example", "a long enough password")
      #expect(try await rows("LAB_OUTCOMES", instance, lonely).isEmpty)
      let refused = try await request("LAB_OUTCOMES", group: "group_1", instance, lonely)
      #expect(refused.text("data.requestReport.userErrors.0.code") == "NOT_FOUND", "\(refused)")
      let missing = try await request("LAB_OUTCOMES", group: "group_999999", instance, lonely)
      #expect(missing.description == refused.description)
      let admin = try await instance.signIn(.admin)
      #expect(try await !rows("LAB_OUTCOMES", instance, admin).isEmpty)
      #expect(try await !rows("LAB_OUTCOMES", group: "group_1", instance, admin).isEmpty)
    }
  }

  @Test("engagement has a row for each day of the range, with what was done and told on it")
  func engagement() async throws {
    try await withInstance { instance in
      try await instance.change(
        """
        insert into progress_events (user_id, kind, diagram_id, at)
        select u.id, 'DIAGRAM_COMPLETED', n, timestamptz '2026-03-02 23:59:59.999+00'
        from users u, generate_series(1, 2) n where u.email = 'learner@atlas.example'
        """,
        "select atlas_keep_tracked_events(1200, '2026-03-01 00:00:00+00')",
        """
        insert into tracked_events (user_id, at, name)
        select u.id, timestamptz '2026-03-03 00:00:00+00', 'x' from users u where u.email = 'learner@atlas.example'
        """)
      let range: JSONValue = .object([
        "from": .string("2026-03-02T00:00:00Z"), "to": .string("2026-03-04T00:00:00Z"),
      ])
      let token = try await instance.signIn(.instructor)
      let rows = try await rows("ENGAGEMENT", range: range, instance, token)
      #expect(rows.map { $0.at("day")?.stringValue } == ["2026-03-02", "2026-03-03"])
      #expect(rows.map { number($0.at("activeLearners")) } == [1, 1])
      #expect(rows.map { number($0.at("diagramsCompleted")) } == [2, 0])
      #expect(rows.map { number($0.at("trackedEvents")) } == [0, 1])
    }
  }

  @Test("use of the tutor: questions of a day, and those that were answered from the cache")
  func aiUsage() async throws {
    try await withInstance { instance in
      let learner = try await instance.signIn(.learner)
      for _ in 0..<2 {
        _ = try await instance.query(
          "mutation { askQuestion(question: \"What is a quorum?\", context: {}) { id } }", token: learner)
      }
      let rows = try await rows("AI_USAGE", instance, try await instance.signIn(.instructor))
      #expect(rows.count == 31)
      let today = try #require(rows.last)
      #expect(number(today.at("questions")) == 2, "\(today)")
      #expect(number(today.at("answeredFromCache")) == 1)
      #expect(number(today.at("learners")) == 1)
    }
  }

  @Test("a report is for who asked for it, as long as they teach")
  func owner() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.instructor)
      let asked = try await request("ENGAGEMENT", instance, token)
      let id = try #require(asked.text("data.requestReport.report.id"), "\(asked)")
      let text = "{ report(id: \"\(id)\") { id } node(id: \"\(id)\") { id } }"
      #expect(try await instance.query(text, token: token).text("data.node.id") == id)
      let admin = try await instance.query(text, token: instance.signIn(.admin))
      #expect(admin["data.report"] == .null && admin["data.node"] == .null, "\(admin)")
      let learner = try await instance.signIn(.learner)
      #expect(try await instance.query("{ report(id: \"\(id)\") { id } }", token: learner).code == "FORBIDDEN")
      #expect(try await request("ENGAGEMENT", instance, learner).code == "FORBIDDEN")
      try await instance.change("update users set roles = '{STUDENT}' where email = 'instructor@atlas.example'")
      let former = try await instance.signIn(.instructor)
      #expect(try await instance.query("{ node(id: \"\(id)\") { id } }", token: former)["data.node"] == .null)
    }
  }

  @Test("a range that is empty or longer than a year is refused, and more than ten waiting reports")
  func limits() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.instructor)
      for (from, to) in [("2026-03-02", "2026-03-02"), ("2026-03-02", "2026-03-01"), ("2025-01-01", "2026-01-03")] {
        let range: JSONValue = .object([
          "from": .string("\(from)T00:00:00Z"), "to": .string("\(to)T00:00:00Z"),
        ])
        let answer = try await request("ENGAGEMENT", range: range, instance, token)
        #expect(answer.text("data.requestReport.userErrors.0.code") == "INVALID", "\(answer)")
        #expect(answer.text("data.requestReport.userErrors.0.field.1") == "range")
      }
      for _ in 0..<10 {
        #expect(try await request("ENGAGEMENT", instance, token).text("data.requestReport.report.id") != nil)
      }
      let answer = try await request("ENGAGEMENT", instance, token)
      #expect(answer.text("data.requestReport.userErrors.0.code") == "QUOTA_EXCEEDED", "\(answer)")
    }
  }

  @Test("reports and tracked events are in the export, and go with the account; reports also go after 30 days")
  func personalData() async throws {
    try await withInstance { instance in
      let token = try await instance.signIn(.instructor)
      _ = try await rows("ENGAGEMENT", instance, token)
      let user = try #require(
        try await instance.number("select id from users where email = 'instructor@atlas.example'"))
      try await instance.change("insert into tracked_events (user_id, at, name) values (\(user), now(), 'x')")
      let database = instance.application.database
      let export = try await database.read(AnalyticsDomain.personalData.export(user))
      let text = try #require(export.string(0, 0))
      #expect(text.contains("ENGAGEMENT") && text.contains("\"name\" : \"x\""), "\(text)")
      try await instance.change("update reports set expires_at = now() - interval '1 second'")
      await instance.application.housekeeping.sweepAll()
      #expect(try await instance.number("select count(*) from reports") == 0)
      for statement in AnalyticsDomain.personalData.erase { try await database.write(statement(user)) }
      #expect(try await instance.number("select count(*) from tracked_events") == 0)
    }
  }
}
