import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer

@Suite("The quota of questions, as it is shown")
struct AIQuotaTests {
  private let shown = "{ aiQuota { dailyLimit used remaining resetsAt } }"

  @Test("a new learner has all of it until the next midnight, UTC")
  func fresh() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      // Asked before and after, so that a midnight between them is none of the test's business.
      let before = try await nextMidnight(instance)
      let quota = try await ada.query(shown)
      let after = try await nextMidnight(instance)
      #expect(quota.integer("data.aiQuota.dailyLimit") == 50, "\(quota)")
      #expect(quota.integer("data.aiQuota.used") == 0 && quota.integer("data.aiQuota.remaining") == 50)
      #expect([before, after].contains(quota.text("data.aiQuota.resetsAt")), "\(quota)")
      #expect(try await instance.query(shown).code == "UNAUTHENTICATED")
    }
  }

  @Test("what was taken today counts, the learner's own and that of all; yesterday's does not")
  func taken() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      let ben = try await GroupLearner("ben", instance)
      let taken: Query = """
        with today as (select (now() at time zone 'UTC')::date as day), mine as (
          insert into tutor_quotas (user_id, day, used)
          select \(ada.key), t.day, 7 from today t union all select \(ada.key), t.day - 1, 40 from today t
        )
        insert into tutor_quota_totals (day, used)
        select t.day, 11 from today t union all select t.day - 1, 9000 from today t
        """
      try await instance.application.database.write(taken.onBehalf(of: .system))
      let quota = try await ada.query(shown)
      #expect(quota.integer("data.aiQuota.used") == 7 && quota.integer("data.aiQuota.remaining") == 43, "\(quota)")
      #expect(try await ben.query(shown).integer("data.aiQuota.used") == 0)
      let admin = try await instance.signIn(.admin)
      let all = try await instance.query("{ aiQuota { used globalRemaining } }", token: admin)
      #expect(all.integer("data.aiQuota.globalRemaining") == 9989, "\(all)")
      #expect(all.integer("data.aiQuota.used") == 0)
      // A limit that was lowered leaves nothing, and not less.
      try await instance.application.database.write(
        ("update tutor_quotas set used = 60" as Query).onBehalf(of: .system))
      #expect(try await ada.query(shown).integer("data.aiQuota.remaining") == 0)
    }
  }

  @Test("what is left for all is shown to administrators alone; the rest is shown to everybody")
  func forAll() async throws {
    try await withInstance { instance in
      for account in [DemoAccount.learner, .creator, .instructor] {
        let token = try await instance.signIn(account)
        let refused = try await instance.query("{ aiQuota { dailyLimit globalRemaining } }", token: token)
        #expect(refused.code == "FORBIDDEN", "\(refused)")
        #expect(refused["data.aiQuota.globalRemaining"] == .null && refused.integer("data.aiQuota.dailyLimit") == 50)
      }
    }
  }

  @Test("each question that was not answered from the cache took one, and no other did")
  func questions() async throws {
    try await withInstance { instance in
      let ada = try await GroupLearner("ada", instance)
      var charged = 0
      for question in ["What is a quorum?", "What is a leader?", "what is  a QUORUM?", "What is a quorum?"] {
        let response = try await ada.ask(question)
        #expect(response["errors"] == nil, "\(response)")
        if response["data.askQuestion.cached"] == false { charged += 1 }
        let quota = try await ada.query(shown)
        #expect(quota.integer("data.aiQuota.used") == charged, "\(question) \(quota)")
        #expect(quota.integer("data.aiQuota.remaining") == 50 - charged)
      }
      #expect(charged == 2)
    }
  }

  /// As `DateTime` is written.
  private func nextMidnight(_ instance: TestInstance) async throws -> String? {
    try await instance.application.database.read(
      """
      select to_char((now() at time zone 'UTC')::date + 1, 'YYYY-MM-DD') || 'T00:00:00.000Z'
      """
    ).string(0, 0)
  }
}
