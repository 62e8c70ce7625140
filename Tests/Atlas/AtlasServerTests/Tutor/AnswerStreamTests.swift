import AtlasAPI
import DemoContent
import GraphQLJSON
import LanguageModels
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("Answers that are followed while they are written", .timeLimit(.minutes(5)))
struct AnswerStreamTests {
  @Test("text comes piece by piece, then citations, then the end; who comes late gets what was written before")
  func order() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let early = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      call.say("A majority ")
      #expect(try await early.next() == .text(1, "A majority "))
      call.say("of ällé ")
      #expect(try await early.next() == .text(2, "of ällé "))
      let late = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      #expect(try await late.next() == .text(2, "A majority of ällé "))
      call.say("nodes.")
      call.finish()
      let end: [AnswerNotice] = [.text(3, "nodes."), .cited(1), .finished("DONE")]
      #expect(try await early.rest() == end)
      #expect(try await late.rest() == end)
      let after = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      #expect(
        try await after.rest() == [.text(3, "A majority of ällé nodes."), .cited(1), .finished("DONE")])
      let answer = try await bench.answer(asked.answer)
      #expect(answer.text("data.node.text") == "A majority of ällé nodes.")
    }
  }

  @Test("who comes back gets what is behind the last event, and nothing where that was the end")
  func resume() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let first = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      call.say("One ")
      #expect(try await first.next() == .text(1, "One "))
      let position = try #require(first.position)
      await first.close()
      call.say("two")
      call.finish()
      let again = try await AnswerFollower(bench.instance, asked, after: position, token: bench.learner)
      #expect(try await again.rest() == [.text(2, "two"), .cited(1), .finished("DONE")])
      let end = try #require(again.position)
      let over = try await AnswerFollower(bench.instance, asked, after: end, token: bench.learner)
      #expect(try await over.rest() == [])
    }
  }

  @Test("a conversation is followed through all its answers, also those from the cache")
  func conversation() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let follower = try await AnswerFollower(bench.instance, asked, all: true, token: bench.learner)
      call.say("One")
      call.finish()
      for notice: AnswerNotice in [.text(1, "One"), .cited(1), .finished("DONE")] {
        #expect(try await follower.next() == notice)
      }
      let context: JSONObject = ["conversationId": .string(asked.conversation)]
      _ = try await bench.begin("What is a cache?", context)
      let second = try await bench.writer.next()
      let said = [ModelRequest.Message(.user, TutorBench.question), ModelRequest.Message(.assistant, "One")]
      #expect(second.assignment.memory == said)
      second.say("Two")
      second.finish()
      for notice: AnswerNotice in [.text(1, "Two"), .cited(1), .finished("DONE")] {
        let next = try await follower.next()
        #expect(next == notice)
      }
      await follower.close()
    }
  }

  @Test("a conversation of somebody else is not there, nor is an answer of another conversation")
  func rights() async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.begin(), try await bench.begin("What is a cache?"))
      let stranger = try await bench.instance.signIn(.learner2)
      let mixed = AskedQuestion(answer: other.answer, conversation: one.conversation)
      for (asked, all, token) in [(one, false, stranger), (one, true, stranger), (mixed, false, bench.learner)] {
        await #expect {
          _ = try await AnswerFollower(bench.instance, asked, all: all, token: token)
        } throws: {
          "\($0)".contains("NOT_FOUND")
        }
      }
    }
  }

  @Test("a writer that fails ends the stream with the failure, and the question costs nothing")
  func failure() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      #expect(try await bench.used() == [1, 1])
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      call.say("Half ")
      #expect(try await follower.next() == .text(1, "Half "))
      call.fail(ModelFailure.unavailable)
      #expect(try await follower.rest() == [.failed("UNAVAILABLE", isRetryable: true)])
      #expect(try await bench.used() == [0, 0])
      let late = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      #expect(try await late.rest() == [.text(1, "Half "), .failed("UNAVAILABLE", isRetryable: true)])
    }
  }

  @Test("an answer that is written on one instance is followed, and canceled, on another")
  func twoInstances() async throws {
    try await withTwoInstances { one, other in
      let bench = try await TutorBench(one)
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let follower = try await AnswerFollower(other, asked, token: bench.learner)
      call.say("Here ")
      #expect(try await follower.next() == .text(1, "Here "))
      let canceled = try await other.query(
        "mutation ($id: ID!) { cancelAnswer(input: {answerId: $id}) { answer { state text } userErrors { code } } }",
        ["id": .string(asked.answer)], token: bench.learner)
      #expect(canceled.text("data.cancelAnswer.answer.state") == "CANCELED", "\(canceled)")
      #expect(await call.stopped.wait() != nil)
      #expect(try await follower.rest() == [.finished("CANCELED")])
    }
  }
}
