import DemoContent
import GraphQLJSON
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("What may be asked in a day", .timeLimit(.minutes(5)))
struct AnswerQuotaTests {
  @Test("a hundred questions at once never run over the learner's quota")
  func ownQuota() async throws {
    try await withTutor({ $0.tutor.dailyQuestions = 7 }) { bench in
      let answers = try await parallel(100, bench) { _ in bench.learner }
      // Outside of the expectations: of two closures in one function, one of them in a macro, the compiler took the
      // first one for both.
      let admitted = answers.filter { $0["errors"] == nil }
      let refused = answers.filter { $0.code == "QUOTA_EXCEEDED" }
      #expect(admitted.count == 7)
      #expect(refused.count == 93)
      #expect(try await bench.used() == [7, 7])
      #expect(try await bench.number("select count(*) from answers") == 7)
      #expect(try await bench.number("select count(*) from conversations") == 7)
      let midnight = try await bench.database.read(
        """
        select to_char(((now() at time zone 'UTC')::date + 1), 'YYYY-MM-DD"T"00:00:00.000"Z"')
        """)
      #expect(refused[0].text("errors.0.extensions.resetsAt") == midnight.string(0, 0))
      #expect(refused[0].text("errors.0.extensions.quota") == "USER")
    }
  }

  @Test("nor over the quota of all, and who is refused for others has lost nothing of their own")
  func quotaOfAll() async throws {
    try await withTutor({
      $0.tutor.dailyQuestions = 6
      $0.tutor.dailyQuestionsOfAll = 10
    }) { bench in
      let tokens = [bench.learner, try await bench.instance.signIn(.learner2), try await bench.instance.signIn(.admin)]
      let answers = try await parallel(99, bench) { tokens[$0 % tokens.count] }
      let admitted = answers.filter { $0["errors"] == nil }
      let refusedForAll = answers.filter { $0.text("errors.0.extensions.quota") == "ALL" }
      #expect(admitted.count == 10)
      #expect(!refusedForAll.isEmpty)
      #expect(try await bench.used() == [10, 10])
      #expect(try await bench.number("select max(used) from tutor_quotas") <= 6)
      #expect(try await bench.number("select count(*) from answers") == 10)
    }
  }

  @Test("an answer from the cache takes nothing, also where the quota is used up")
  func cached() async throws {
    try await withTutor({ $0.tutor.dailyQuestions = 1 }) { bench in
      try await bench.answered("An answer")
      #expect(try await bench.used() == [1, 1])
      #expect(try await bench.ask("Something else?").code == "QUOTA_EXCEEDED")
      for _ in 0..<2 {
        let again = try await bench.ask("  what is\n a QUORUM?")
        #expect(again["data.askQuestion.cached"] == .boolean(true), "\(again)")
        #expect(again.text("data.askQuestion.text") == "An answer")
      }
      #expect(try await bench.used() == [1, 1])
      #expect(bench.writer.callCount == 1)
      #expect(try await bench.ask(TutorBench.question, ["allowCached": .boolean(false)]).code == "QUOTA_EXCEEDED")
    }
  }

  @Test("a conversation that is archived, or somebody else's, takes no question and costs nothing")
  func closed() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let context: JSONObject = ["conversationId": .string(asked.conversation)]
      let stranger = try await bench.instance.signIn(.learner2)
      #expect(try await bench.ask("And?", context, as: stranger).code == "NOT_FOUND")
      try await bench.change("update conversations set archived_at = now()")
      #expect(try await bench.ask("And?", context).code == "NOT_FOUND")
      #expect(try await bench.used() == [1, 1])
    }
  }

  @Test("what the database cannot keep is refused before anything is charged")
  func unstorable() async throws {
    try await withTutor { bench in
      let answers = [
        try await bench.ask("What is\u{0}a quorum?"),
        try await bench.ask(TutorBench.question, ["selection": "a\u{0}b"]),
      ]
      #expect(answers.map(\.code) == ["VALIDATION_ERROR", "VALIDATION_ERROR"])
      let (used, stored) = (try await bench.used(), try await bench.number("select count(*) from answers"))
      #expect(used == [0, 0] && stored == 0)
    }
  }

  /// Different questions at the same time, for whose answers nobody waits.
  private func parallel(
    _ count: Int, _ bench: TutorBench, _ token: @escaping @Sendable (Int) -> String
  ) async throws -> [TestResponse] {
    try await withThrowingTaskGroup(of: TestResponse.self) { group in
      for number in 0..<count {
        group.addTask {
          try await bench.ask("Question \(number)?", ["wait": .boolean(false)], as: token(number))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}

extension TutorBench {
  /// Asks, lets the script answer, and waits for that.
  func answered(_ text: String, _ context: JSONObject = [:], as token: String? = nil) async throws {
    async let response = ask(Self.question, context, as: token)
    let call = try await writer.next()
    call.say(text)
    call.finish()
    let answer = try await response
    #expect(answer.text("data.askQuestion.text") == text, "\(answer)")
    #expect(answer["data.askQuestion.cached"] == .boolean(false))
  }
}
