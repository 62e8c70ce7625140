import AtlasAPI
import AtlasKernel
import Retrieval
import Testing

@testable import Tutor

@Suite("The tutor that only quotes")
struct RetrievalTutorTests {
  private let raft = Passage(
    id: 1, item: GlobalID(.diagram, 3), title: "Raft leader election",
    text: """
      A follower that hears nothing becomes a candidate. A candidate with the votes of a majority becomes leader. \
      The weather plays no part in it.
      """,
    score: 0.8)
  private let outage = Passage(
    id: 1, item: GlobalID(.incident, 9), title: "Two leaders at once",
    text: "An election took place during the pause. The old leader did not notice. Fencing would have helped.",
    score: 0.5)

  @Test("an explanation consists of quoted sentences with the numbers of their passages")
  func explanation() {
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .explain), from: [raft, outage])
    #expect(
      reply.text == """
        > A candidate with the votes of a majority becomes leader. [1]

        > An election took place during the pause. [2]
        """)
    #expect(reply.citations.map(\.index) == [1, 2])
    #expect(reply.citations.map(\.item) == [raft.item, outage.item])
    #expect(reply.hints.isEmpty)
    #expect(!reply.isUngrounded)
  }

  @Test("every quote stands in its passage", arguments: API.TutorMode.allCases, API.DetailLevel.allCases)
  func groundedness(mode: API.TutorMode, detail: API.DetailLevel) {
    var question = question("leader election candidate", mode)
    question.detail = detail
    let bodies = [raft.item: raft.text, outage.item: outage.text]
    for citation in RetrievalTutor.reply(to: question, from: [raft, outage]).citations {
      for sentence in Sentences.split(citation.quote ?? "") {
        #expect(bodies[citation.item]?.contains(sentence) == true)
      }
    }
  }

  @Test("a tutor in Socratic mode asks back and keeps the quotes for the hints")
  func socratic() {
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .socratic), from: [raft])
    #expect(reply.text.contains("What does “Raft leader election” [1] say about *leader*?"))
    #expect(!reply.text.contains("majority"))
    #expect(reply.hints == ["“A candidate with the votes of a majority becomes leader.” [1]"])
    #expect(reply.followUps == ["What is each part of “Raft leader election” for?"])
  }

  @Test("a review asks about what the solution does not mention")
  func review() {
    var question = question("Is my leader election right?", .reviewSolution)
    question.selection = "A candidate becomes leader with the votes of a majority."
    let reply = RetrievalTutor.reply(to: question, from: [raft, outage])
    #expect(reply.hints.allSatisfy { $0.hasPrefix("Does your solution account for this?") })
    #expect(!reply.hints.contains { $0.contains("majority") })
  }

  @Test("a question that nothing supports is told so, without citations")
  func ungrounded() {
    for text in ["What is the capital of France?", "Does the weather matter in Paris?", "What is it?"] {
      let reply = RetrievalTutor.reply(to: question(text, .explain), from: [raft, outage])
      #expect(reply.isUngrounded)
      #expect(reply.citations.isEmpty)
      #expect(reply.text.hasPrefix("I found nothing"))
    }
  }

  @Test("one word in common is enough for the item the question is about")
  func subject() {
    let subject = asSubject(raft)
    let reply = RetrievalTutor.reply(to: question("Does the weather matter in Paris?", .explain), from: [subject])
    #expect(reply.text == "> The weather plays no part in it. [1]")
  }

  @Test("a question of common words is answered by the beginning of its item")
  func commonWords() {
    let subject = asSubject(raft)
    let reply = RetrievalTutor.reply(to: question("What is this?", .explain), from: [subject, outage])
    #expect(reply.citations.map(\.item) == [raft.item])
    #expect(reply.text.hasPrefix("> A follower that hears nothing becomes a candidate."))
  }

  @Test("hints and follow-ups keep to what an answer can hold")
  func limits() {
    var question = question("leader election", .socratic)
    question.detail = .detailed
    let many = (1...6).map { number in
      Passage(
        id: 1, item: GlobalID(.lab, Int64(number)), title: "Leader election \(number)",
        text: "The leader wins. An election ends it. The leader leads. Any election is short.", score: 0.5)
    }
    let reply = RetrievalTutor.reply(to: question, from: many)
    #expect(reply.citations.count == 5)
    #expect(reply.hints.count == 5)
    #expect(reply.followUps.count == 3)
  }

  @Test("words are counted as tokens")
  func usage() {
    let reply = TutorReply(text: "Three words here", hints: ["one"], followUps: ["two words"])
    let passage = Passage(id: 1, item: raft.item, title: "A title", text: "four words\nof body", score: 1)
    #expect(
      RetrievalTutor.usage(of: reply, to: question("How so?", .explain), from: [passage])
        == TokenUsage(promptTokens: 8, completionTokens: 6))
  }

  private func asSubject(_ passage: Passage) -> Passage {
    Passage(
      id: passage.id, item: passage.item, title: passage.title, text: passage.text, score: passage.score,
      isSubject: true)
  }

  private func question(_ text: String, _ mode: API.TutorMode) -> TutorQuestion {
    var question = TutorQuestion(text)
    question.mode = mode
    return question
  }
}

@Suite("Citations")
struct CitationTests {
  @Test("citations survive being stored")
  func citations() {
    let citation = Citation(
      index: 1, item: GlobalID(.incident, 9), title: "“Quoted” \\ title", quote: nil, score: 0.25)
    #expect(Citation.list(Citation.text([citation])) == [citation])
    #expect(Citation.list("[{\"index\":1},3]").isEmpty)
    #expect(Citation.list("no JSON").isEmpty)
  }
}
