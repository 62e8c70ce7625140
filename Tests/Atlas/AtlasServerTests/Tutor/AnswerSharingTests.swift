import DemoContent
import GraphQLJSON
import LanguageModels
import Postgres
import Synchronization
import Testing

@testable import AtlasServer
@testable import Tutor

@Suite("Answers that serve several askers", .timeLimit(.minutes(5)))
struct AnswerSharingTests {
  @Test("an equal question of somebody else is answered from the cache, by what is public alone")
  func shared() async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      try await bench.answered("For everybody", as: one)
      let second = try await bench.ask(as: other)
      #expect(second["data.askQuestion.cached"] == .boolean(true), "\(second)")
      #expect(second.text("data.askQuestion.text") == "For everybody")
      #expect(second["data.askQuestion.citations"]?.arrayValue?.count == 1)
      #expect(try await bench.used() == [1, 1])
    }
  }

  @Test("who has drafts neither fills nor reads what all are given, but has a cache of their own")
  func drafts() async throws {
    try await withTutor { bench in
      let (author, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      try await bench.change(
        """
        insert into diagrams (slug, title, description, category, tags, difficulty, mermaid_source, status, author_id)
        select 'draft-of-ann', title, description, category, tags, difficulty, mermaid_source, 'DRAFT',
          (select id from users where email = 'ann@people.example')
        from diagrams order by id limit 1
        """)
      try await bench.answered("For the author", as: author)
      let again = try await bench.ask(as: author)
      #expect(again.text("data.askQuestion.text") == "For the author", "\(again)")
      try await bench.answered("For everybody", as: other)
      #expect(try await bench.ask(as: author).text("data.askQuestion.text") == "For the author")
      try await bench.answered("For an admin", as: bench.instance.signIn(.admin))
    }
  }

  @Test("an answer is not given any more when an item that it was made of is withdrawn")
  func withdrawn() async throws {
    try await withTutor { bench in
      let tokens = [
        try await bench.instance.register("ann"), try await bench.instance.register("ben"),
        try await bench.instance.register("cy"),
      ]
      try await bench.answered("Of something public", as: tokens[0])
      #expect(try await bench.ask(as: tokens[1])["data.askQuestion.cached"] == .boolean(true))
      try await bench.withdrawSources()
      try await bench.answered("Of something else", as: tokens[2])
    }
  }

  @Test("an answer is not given any more when an item that it was made of is changed: what it says may be gone")
  func edited() async throws {
    try await withTutor { bench in
      try await bench.answered("Of the old text")
      #expect(try await bench.ask()["data.askQuestion.cached"] == .boolean(true))
      #expect(try await bench.number("select min(jsonb_array_length(sources)) from tutor_answer_cache") > 0)
      for table: Query in ["diagrams", "labs", "incidents", "atoms"] {
        try await bench.change("update \(fragment: table) set version = version + 1")
      }
      try await bench.answered("Of the new text")
    }
  }

  @Test("what is changed while an answer is written keeps it out of what all are given")
  func editedMeanwhile() async throws {
    try await withTutor { bench in
      let token = try await bench.instance.register("ann")
      async let response = bench.ask(as: token)
      let call = try await bench.writer.next()
      #expect(!call.assignment.passages.isEmpty)
      for table: Query in ["diagrams", "labs", "incidents", "atoms"] {
        try await bench.change("update \(fragment: table) set version = version + 1")
      }
      call.say("Of the old text")
      call.finish()
      #expect(try await response.text("data.askQuestion.state") == "DONE")
      #expect(try await bench.number("select count(*) from tutor_answer_cache") == 0)
    }
  }

  @Test("an answer that rests on nothing is not kept")
  func ungrounded() async throws {
    try await withTutor { bench in
      async let response = bench.ask()
      let call = try await bench.writer.next()
      call.isUngrounded.withLock { $0 = true }
      call.say("I do not know.")
      call.finish()
      #expect(try await response.text("data.askQuestion.text") == "I do not know.")
      #expect(try await bench.number("select count(*) from tutor_answer_cache") == 0)
      try await bench.answered("Now I do.")
    }
  }

  @Test("what is withdrawn while an answer is written keeps it out of the cache")
  func withdrawnMeanwhile() async throws {
    try await withTutor { bench in
      let token = try await bench.instance.register("ann")
      async let response = bench.ask(as: token)
      let call = try await bench.writer.next()
      #expect(!call.assignment.passages.isEmpty)
      try await bench.change("update diagrams set status = 'ARCHIVED'")
      try await bench.change("update labs set status = 'ARCHIVED'")
      try await bench.change("delete from incidents")
      try await bench.change("delete from atoms")
      call.say("Of what was public")
      call.finish()
      let answered = try await response
      #expect(answered.text("data.askQuestion.state") == "DONE", "\(answered)")
      #expect(try await bench.number("select count(*) from tutor_answer_cache") == 0)
    }
  }

  @Test("an answer with a moderation flag is for its asker alone")
  func moderated() async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      async let response = bench.ask(as: one)
      let call = try await bench.writer.next()
      call.moderation.withLock { $0 = Moderation(category: "REFUSED", message: "The model refused.") }
      call.say("No.")
      call.finish()
      let answered = try await response
      #expect(answered.text("data.askQuestion.text") == "No.", "\(answered)")
      #expect(
        try await bench.number("select count(*) from answers where moderation_category = 'REFUSED'") == 1)
      try await bench.answered("Yes.", as: other)
    }
  }

  @Test("equal questions at the same time are written once; the first one pays")
  func singleFlight() async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      async let first = bench.ask(as: one)
      let call = try await bench.writer.next()
      let second = try await bench.begin(as: other)
      call.say("Once")
      call.finish()
      let leading = try await first
      #expect(leading["data.askQuestion.cached"] == .boolean(false), "\(leading)")
      let follower = try await AnswerFollower(bench.instance, second, token: other)
      #expect(try await follower.rest() == [.text(1, "Once"), .cited(1), .finished("DONE")])
      #expect(try await bench.answer(second.answer, as: other)["data.node.cached"] == .boolean(true))
      #expect(bench.writer.callCount == 1)
      #expect(try await bench.used() == [1, 1])
    }
  }

  @Test("when the first one fails or is canceled, one of those that follow takes over", arguments: [true, false])
  func takeOver(isCanceled: Bool) async throws {
    try await withTutor { bench in
      let (one, other) = (try await bench.instance.register("ann"), try await bench.instance.register("ben"))
      let first = try await bench.begin(as: one)
      let call = try await bench.writer.next()
      let second = try await bench.begin(as: other)
      if isCanceled { _ = try await bench.cancel(first.answer, as: one) } else { call.fail(ModelFailure.timeout) }
      let next = try await bench.writer.next()
      next.say("At last")
      next.finish()
      let follower = try await AnswerFollower(bench.instance, second, token: other)
      #expect(try await follower.rest() == [.text(1, "At last"), .cited(1), .finished("DONE")])
      #expect(try await bench.answer(second.answer, as: other)["data.node.cached"] == .boolean(false))
      // A model that was asked for what was canceled has been paid.
      let used = try await bench.used()
      #expect(used == (isCanceled ? [2, 2] : [1, 1]))
    }
  }

  @Test("an answer that rests on what was said before is for its asker alone")
  func memory() async throws {
    try await withTutor { bench in
      let asked = try await bench.begin()
      let call = try await bench.writer.next()
      call.say("A majority.")
      call.finish()
      let follower = try await AnswerFollower(bench.instance, asked, token: bench.learner)
      _ = try await follower.rest()
      let context: JSONObject = ["conversationId": .string(asked.conversation)]
      try await bench.answered("As I said.", context)
      // What was said has changed with that.
      try await bench.answered("As I said twice.", context)
    }
  }

  @Test("nothing that the cache keeps names who asked, or what")
  func anonymous() async throws {
    try await withTutor { bench in
      try await bench.answered("Nothing of the question")
      let rows = try await bench.database.read(
        ("select to_jsonb(k)::text from tutor_answer_cache k" as Query).onBehalf(of: .system))
      #expect(rows.count == 1)
      #expect(rows.string(0, 0)?.contains("quorum?") == false)
      #expect(try await bench.database.read("select key from tutor_answer_cache").count == 0)
      let learner = try await bench.number("select id from users where email = 'learner@atlas.example'")
      let seen: Query = "select key from tutor_answer_cache"
      #expect(try await bench.database.read(seen.onBehalf(of: .user(learner))).count == 0)
    }
  }
}

extension TutorBench {
  /// Withdraws every diagram, lab and atom that an answer in the cache was made of.
  fileprivate func withdrawSources() async throws {
    let sources: Query = """
      select s.id from tutor_answer_cache k cross join jsonb_to_recordset(k.sources) as s(kind text, id bigint)
      """
    try await change(
      "update diagrams set status = 'ARCHIVED' where id in (\(fragment: sources) where s.kind = 'DIAGRAM')")
    try await change("update labs set status = 'ARCHIVED' where id in (\(fragment: sources) where s.kind = 'LAB')")
    try await change("delete from atoms where id in (\(fragment: sources) where s.kind = 'ATOM')")
  }
}
