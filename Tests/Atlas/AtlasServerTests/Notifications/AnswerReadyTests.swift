import AtlasAPI
import DemoContent
import GraphQLJSON
import Postgres
import Push
import Testing

@testable import AtlasServer

@Suite("Notifications of answers that nobody waited for")
struct AnswerReadyTests {
  private let list = """
    {
      viewer {
        notifications {
          unreadCount nodes { kind title subject { __typename id ... on Answer { question } } }
        }
      }
    }
    """

  @Test("the answer is its subject, for whoever asked alone")
  func subject() async throws {
    try await withNotifications { bench in
      let asked = try await bench.instance.query(
        "mutation { askQuestion(question: \"What is a quorum?\", context: {}) { id } }", token: bench.token)
      let answer = try #require(asked.text("data.askQuestion.id"), "\(asked)")
      let other = try await NotificationBench(bench.instance, .instructor)
      for bench in [bench, other] { try await bench.raise(.answerReady, "Your answer is ready", subject: answer) }
      let path = "data.viewer.notifications.nodes.0"
      let own = try await bench.instance.query(list, token: bench.token)
      #expect(own.text("\(path).kind") == "ANSWER_READY" && own.text("\(path).subject.id") == answer, "\(own)")
      #expect(own.text("\(path).subject.__typename") == "Answer")
      #expect(own.text("\(path).subject.question") == "What is a quorum?")
      #expect(own.integer("data.viewer.notifications.unreadCount") == 1)
      let foreign = try await bench.instance.query(list, token: other.token)
      #expect(foreign.text("\(path).title") == "Your answer is ready", "\(foreign)")
      #expect(foreign["\(path).subject"] == .null)
      // A key that may not ask does not read answers.
      let made = try await bench.instance.query(
        "mutation { createApiKey(input: {name: \"own\", scopes: [\"profile:read\"]}) { secret } }", token: bench.token)
      let key = try #require(made.text("data.createApiKey.secret"), "\(made)")
      let byKey = try await bench.instance.query(list, token: key)
      #expect(byKey.text("\(path).kind") == "ANSWER_READY" && byKey["\(path).subject"] == .null, "\(byKey)")
    }
  }

  @Test("it is shown and no more until somebody wishes for it, and then pushed once under its title")
  func channels() async throws {
    try await withNotifications { bench in
      _ = try await bench.register("a-token-of-a-telephone")
      try await bench.run("update users set email_verified = true where id = \(bench.user)")
      try await bench.raise(.answerReady, "Your answer is ready", subject: "answer_1")
      #expect(try await bench.deliveries() == 0)
      let wished = try await bench.prefer("channels: [{kind: ANSWER_READY, push: true}]")
      let choices = wished["data.updateNotificationPreferences.preferences.channels"]?.arrayValue ?? []
      #expect(
        choices.first { $0.at("kind") == "ANSWER_READY" }
          == ["kind": "ANSWER_READY", "inApp": true, "push": true, "email": false], "\(wished)")
      try await bench.raise(.answerReady, "Your answer is ready", subject: "answer_1")
      let sender = ScriptedPushSender()
      try await bench.courier([.android: sender]).round()
      #expect(sender.messages.map(\.title) == ["Your answer is ready"])
      #expect(sender.messages.map(\.collapseKey) == ["answer_1"])
      _ = try await bench.prefer("channels: [{kind: ANSWER_READY, inApp: false, push: false}]")
      try await bench.raise(.answerReady, "Your answer is ready")
      let kept = try await bench.run("select count(*) from notifications where kind = 'ANSWER_READY'")
      #expect(kept.int(0, 0) == 2, "who wants to hear nothing gets no row")
    }
  }
}
