import AtlasAPI
import Catalog
import DemoContent
import GraphQLJSON
import Jobs
import Postgres
import Testing

@testable import AtlasServer

@Suite("Notifications of labs and jobs: told by what causes them, once")
struct NotificationCauseTests {
  @Test("a lab whose environment was made says so, one without an environment does not")
  func labReady() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      let started = try await bench.mutate("startLab", "labId: \"lab_2\"")
      #expect(started.at("userErrors") == .array([]), "\(started)")
      let told = try await bench.notifications()
      #expect(told.map(\.kind) == ["LAB_READY"])
      #expect(told.first?.subject == "lab_1")
    }
  }

  @Test("the end of a lease is told five minutes before, once, and again when it was put off")
  func labExpiring() async throws {
    try await withLabs { bench in
      try await bench.startReady("lab_1")
      #expect(try await bench.upkeep.round(bench.database).warned == 0)
      try await bench.change("started_at = now() - interval '1 hour', expires_at = now() + interval '250 seconds'")
      #expect(try await bench.upkeep.round(bench.database).warned == 1)
      #expect(try await bench.upkeep.round(bench.database).warned == 0)
      let told = try await bench.notifications()
      #expect(told.map(\.kind) == ["LAB_READY", "LAB_EXPIRING"])
      #expect(told.last?.body == "It ends in 5 min. Extend it, or hand in your solution.")
      let over: Query = """
        select count(*) from notifications n join lab_runs r on r.user_id = n.user_id
        where n.kind = 'LAB_EXPIRING' and n.expires_at = r.expires_at
        """
      #expect(try await bench.database.read(over.onBehalf(of: .system)).int(0, 0) == 1, "it is over with the lease")
      let extended = try await bench.mutate("extendLab", "labId: \"lab_1\", by: \"PT10M\"")
      #expect(extended.at("userErrors") == .array([]), "\(extended)")
      #expect(try await bench.upkeep.round(bench.database).warned == 0)
      try await bench.change("expires_at = now() + interval '100 seconds'")
      #expect(try await bench.upkeep.round(bench.database).warned == 1)
      try await bench.change("started_at = now(), expires_at = now() + interval '90 seconds'")
      #expect(try await bench.upkeep.round(bench.database).warned == 0, "a short lease")
    }
  }

  @Test("a report that is ready is told of, with the report")
  func jobDone() async throws {
    try await withNotifications(.instructor) { bench in
      let text = """
        mutation {
          requestReport(
            input: {
              kind: LAB_OUTCOMES, groupId: "group_1", range: {from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"}
            }
          ) { report { id } userErrors { code } }
        }
        """
      let asked = try await bench.instance.query(text, token: bench.token)
      let report = try #require(asked.text("data.requestReport.report.id"), "\(asked)")
      try await bench.instance.application.jobs.runDue()
      let list = try await bench.instance.query(
        "{ viewer { notifications { nodes { kind title subject { id } } } } }", token: bench.token)
      let path = "data.viewer.notifications.nodes"
      #expect(list.texts(path, "kind") == ["JOB_DONE"] && list.texts(path, "title") == ["Your report is ready"])
      #expect(list.text("\(path).0.subject.id") == report, "\(list)")
    }
  }
}

extension LabBench {
  /// What the learner was told, the oldest first.
  fileprivate func notifications() async throws -> [(kind: String, body: String?, subject: String?)] {
    let query: Query = "select kind, body, subject from notifications where user_id = \(userID) order by id"
    let rows = try await database.read(query.onBehalf(of: .system))
    return (0..<rows.count).map { (rows.string($0, 0) ?? "", rows.string($0, 1), rows.string($0, 2)) }
  }
}
