import DemoContent
import GraphQLJSON
import LanguageModels
import Postgres
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("How answers end", .timeLimit(.minutes(5)))
struct AnswerEndTests {
  @Test("an answer that is canceled keeps what was written, its writer stops, and the question is paid for")
  func cancel() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      call.say("Half an answer")
      #expect(try await follower.next() == .text(1, "Half an answer"))
      let stranger = try await bench.instance.signIn(.learner2)
      let refused = try await bench.cancel(asked.answer, as: stranger)
      #expect(refused.text("data.cancelAnswer.userErrors.0.code") == "NOT_FOUND", "\(refused)")
      let canceled = try await bench.cancel(asked.answer)
      #expect(canceled.text("data.cancelAnswer.answer.state") == "CANCELED", "\(canceled)")
      #expect(canceled.text("data.cancelAnswer.answer.text") == "Half an answer")
      #expect(await call.stopped.wait() != nil)
      #expect(try await follower.rest() == [.finished("CANCELED")])
      #expect(try await bench.used() == [1, 1])
      #expect(
        try await bench.number("select count(*) from conversation_messages where content = 'Half an answer'") == 1)
      let again = try await bench.cancel(asked.answer)
      #expect(again.text("data.cancelAnswer.answer.state") == "CANCELED")
      #expect(try await bench.used() == [1, 1])
    }
  }

  @Test("once a model is asked, canceling gives nothing back, however little was said and however often that is done")
  func cancelEarly() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      #expect(try await bench.used() == [1, 1])
      for _ in 0..<2 {
        let canceled = try await bench.cancel(asked.answer)
        #expect(canceled.text("data.cancelAnswer.answer.state") == "CANCELED", "\(canceled)")
      }
      #expect(await call.stopped.wait() != nil)
      #expect(try await bench.used() == [1, 1])
      #expect(try await bench.number("select count(*) from conversation_messages where role = 'ASSISTANT'") == 0)
    }
  }

  @Test("questions that are asked and canceled at once use up the quota, and no model is asked behind it")
  func cancelAgainAndAgain() async throws {
    try await withTutor({ $0.tutor.dailyQuestions = 2 }) { bench in
      for number in 1...2 {
        let asked = try await bench.begin("Question \(number)?")
        let call = try await bench.writer.next()
        _ = try await bench.cancel(asked.answer)
        #expect(await call.stopped.wait() != nil)
      }
      #expect(try await bench.ask("Question 3?").code == "QUOTA_EXCEEDED")
      #expect(bench.writer.callCount == 2)
    }
  }

  @Test("an answer that is canceled while it waits for an equal one costs nothing: no model was asked for it")
  func cancelWaiting() async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      let first = try await bench.begin(as: one)
      let call = try await bench.writer.next()
      let second = try await bench.begin(as: other)
      #expect(try await bench.used() == [2, 2])
      for _ in 0..<2 {
        let canceled = try await bench.cancel(second.answer, as: other)
        #expect(canceled.text("data.cancelAnswer.answer.state") == "CANCELED", "\(canceled)")
      }
      #expect(try await bench.used() == [1, 1])
      call.say("For the first one")
      call.finish()
      let follower = try await AnswerFollower(bench.instance, first, token: one)
      #expect(try await follower.rest().last == .finished("DONE"))
      #expect(bench.writer.callCount == 1)
    }
  }

  @Test("an answer that is done stays what it is")
  func cancelLate() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      call.say("All of it")
      call.finish()
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      _ = try await follower.rest()
      let canceled = try await bench.cancel(asked.answer)
      #expect(canceled.text("data.cancelAnswer.answer.state") == "DONE", "\(canceled)")
      #expect(canceled["data.cancelAnswer.userErrors"] == .array([]))
      #expect(try await bench.cancel("answer_999999").text("data.cancelAnswer.userErrors.0.code") == "NOT_FOUND")
      #expect(try await bench.cancel("diagram_1").text("data.cancelAnswer.userErrors.0.code") == "NOT_FOUND")
    }
  }

  @Test("who waits for an answer that fails is told when to ask again, and has paid nothing")
  func waitedFailure() async throws {
    try await withTutor { bench in
      async let response = bench.ask()
      try await bench.writer.next().fail(ModelFailure.overloaded(retryAfter: .seconds(40)))
      let failed = try await response
      #expect(failed.code == "UNAVAILABLE", "\(failed)")
      #expect(failed["errors.0.extensions.retryAfter"] == .number("40"))
      #expect(try await bench.used() == [0, 0])
      #expect(try await bench.number("select count(*) from answers where state = 'FAILED'") == 1)
    }
  }

  @Test("text that was told and then taken back makes the answer fail")
  func contradiction() async throws {
    try await withTutor { bench in
      bench.desk.writer = ForgetfulWriter()
      let failed = try await bench.ask()
      #expect(failed.code == "UNAVAILABLE", "\(failed)")
      #expect(try await bench.used() == [0, 0])
    }
  }

  @Test("an answer whose server is gone fails once its lease is over, and is given back once")
  func lease() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      try await bench.desk.endAbandoned()
      #expect(try await bench.used() == [1, 1])
      try await bench.change("update answers set leased_until = now() - interval '1 second' where id = \(asked.key)")
      for _ in 0..<2 { try await bench.desk.endAbandoned() }
      #expect(try await bench.used() == [0, 0])
      #expect(try await bench.answer(asked.answer).text("data.node.state") == "FAILED")
      // The writer was only slow: it learns with its next words that the answer is lost.
      call.say("Too late")
      #expect(await call.stopped.wait() != nil)
      #expect(try await bench.answer(asked.answer).text("data.node.text") == "")
      #expect(try await bench.used() == [0, 0])
    }
  }

  @Test("a piece of the text that the database refuses is written later, and the answer goes on")
  func refusedPiece() async throws {
    try await withTutor { bench in
      // Who has taken a number of a sequence has taken it, whatever becomes of the statement.
      try await bench.instance.change(
        "create sequence refusals", "grant select on refusals to public",
        """
        create function refuse_piece() returns trigger language plpgsql security definer as $$
        begin
          perform nextval('refusals');
          raise exception 'there is no room' using errcode = '53100';
        end
        $$
        """,
        """
        create trigger refuse_piece before update of text on answers for each row when (new.state = 'STREAMING')
        execute function refuse_piece()
        """)
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      call.say("A beginning ")
      while try await bench.number("select case when is_called then 1 else 0 end from refusals") == 0 {}
      try await bench.instance.change("drop trigger refuse_piece on answers")
      #expect(try await follower.next() == .text(1, "A beginning "))
      call.say("and an end.")
      call.finish()
      #expect(try await follower.rest().last == .finished("DONE"))
      #expect(try await bench.answer(asked.answer).text("data.node.text") == "A beginning and an end.")
    }
  }

  @Test("a server that stops lets its answers fail in a way that can be tried again, and takes no more")
  func stop() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      await bench.desk.close()
      #expect(await call.stopped.wait() != nil)
      #expect(
        try await bench.number(
          "select count(*) from answers where id = \(asked.key) and state = 'FAILED' and failure_retryable") == 1)
      #expect(try await bench.used() == [0, 0])
      #expect(try await bench.ask().code == "UNAVAILABLE")
      #expect(try await bench.used() == [0, 0])
    }
  }

  @Test("a request whose time is over answers what there is; the answer goes on, and the learner is notified")
  func slow() async throws {
    try await withTutor({ $0.requestTimeout = .seconds(15) }) { bench in
      async let response = bench.ask()
      let call = try await bench.writer.next()
      call.say("A beginning ")
      let early = try await response
      #expect(early.text("data.askQuestion.state") == "STREAMING", "\(early)")
      #expect(early.text("data.askQuestion.text") == "A beginning ")
      call.say("and an end.")
      call.finish()
      let asked = AskedQuestion(
        answer: try #require(early.text("data.askQuestion.id")),
        conversation: try #require(early.text("data.askQuestion.conversation.id")))
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      #expect(try await follower.rest().last == .finished("DONE"))
      #expect(try await bench.answer(asked.answer).text("data.node.text") == "A beginning and an end.")
      #expect(try await bench.number("select count(*) from notifications where kind = 'ANSWER_READY'") == 1)
    }
  }

  @Test("only who does not wait is notified")
  func notification() async throws {
    try await withTutor { bench in
      async let response = bench.ask()
      let call = try await bench.writer.next()
      call.say("Waited for")
      call.finish()
      let answered = try await response
      #expect(answered.text("data.askQuestion.state") == "DONE", "\(answered)")
      #expect(try await bench.number("select count(*) from notifications where kind = 'ANSWER_READY'") == 0)
      let asked = try await bench.begin("What is a cache?")
      let second = try await bench.writer.next()
      second.say("Not waited for")
      second.finish()
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      _ = try await follower.rest()
      #expect(
        try await bench.number(
          "select count(*) from notifications where kind = 'ANSWER_READY' and subject = \(asked.answer)") == 1)
    }
  }

  @Test("a question with an idempotency key is asked once, and its answer written when it is committed")
  func idempotent() async throws {
    try await withTutor { bench in
      let text = """
        mutation {
          askQuestion(question: "What is a quorum?", context: {}) @idempotent(key: "q-1") {
            id state conversation { id }
          }
        }
        """
      let first = try await bench.instance.query(text, token: bench.learner)
      #expect(first.text("data.askQuestion.state") == "QUEUED", "\(first)")
      let second = try await bench.instance.query(text, token: bench.learner)
      #expect(second.body == first.body)
      let call = try await bench.writer.next()
      call.say("Once")
      call.finish()
      let asked = AskedQuestion(
        answer: try #require(first.text("data.askQuestion.id")),
        conversation: try #require(first.text("data.askQuestion.conversation.id")))
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      #expect(try await follower.rest().last == .finished("DONE"))
      #expect(try await bench.used() == [1, 1])
      #expect(bench.writer.callCount == 1)
    }
  }
}

extension AnswerEndTests {
  @Test("while the model is left alone nothing is begun, stored or charged; what is kept is answered all the same")
  func suspended() async throws {
    try await withTutor { bench in
      try await bench.answered("An answer")
      bench.desk.writer = SuspendedWriter(until: .now + .seconds(40))
      let again = try await bench.ask()
      #expect(again["data.askQuestion.cached"] == .boolean(true), "\(again)")
      let refused = try await bench.ask("Something else?")
      #expect(refused.code == "UNAVAILABLE")
      #expect((30...40).contains(refused.integer("errors.0.extensions.retryAfter") ?? 0), "\(refused)")
      #expect(try await bench.used() == [1, 1])
      #expect(try await bench.number("select count(*) from answers") == 2)
      #expect(bench.instance.figures[#"atlas_tutor_questions_total{outcome="unavailable"}"#] == 1)
    }
  }
}

/// Would write, but knows that it cannot.
private struct SuspendedWriter: AnswerWriter {
  let model = "scripted-1"
  let suspension: ModelFailure?

  init(until end: ContinuousClock.Instant) { suspension = .suspended(until: end) }

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    Issue.record("it was asked to write")
    throw ModelFailure.unavailable
  }
}

/// Tells something, and answers something else.
private struct ForgetfulWriter: AnswerWriter {
  let model = "forgetful-1"

  func write(
    _ assignment: Assignment, telling tell: @escaping @Sendable (String) async throws -> Void
  ) async throws -> TutorReply {
    try await tell("One thing")
    return TutorReply(text: "Another thing")
  }
}
