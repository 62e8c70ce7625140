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
        This is written here about *leader*, *elected*:

        **Raft leader election** (diagram)

        > A candidate with the votes of a majority becomes leader. [1]

        **Two leaders at once** (incident)

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

  @Test("a tutor in Socratic mode asks back and keeps the quotes for the hints, from vague to near")
  func socratic() {
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .socratic), from: [raft])
    #expect(reply.text.contains("what part do you think *leader* plays here?"))
    #expect(reply.text.contains("“A candidate with the votes …” How does this sentence of [1] go on, and why?"))
    #expect(!reply.text.contains("majority"))
    #expect(
      reply.hints == [
        "Look into “Raft leader election” [1].",
        "These words matter there: *candidate*, *majority*, *becomes*.",
        "“A candidate with the votes …” [1]",
        "“A candidate with the votes of a majority becomes leader.” [1]",
      ])
    #expect(reply.followUps == ["What is each part of “Raft leader election” for?"])
  }

  @Test(
    "the question asked back is about the reason, the consequence or the trap, where a sentence tells one",
    arguments: [
      ("A leader steps down at once because its term is over.", "gives the reason"),
      ("When a leader dies, followers elect another one.", "What happens then"),
      ("The trap is an even number of leaders.", "names a trap"),
    ])
  func askedBack(sentence: String, wanted: String) {
    let passage = Passage(id: 1, item: GlobalID(.diagram, 3), title: "Leaders", text: sentence, score: 1)
    let reply = RetrievalTutor.reply(to: question("leader", .socratic), from: [passage])
    #expect(reply.text.contains(wanted))
  }

  @Test("a review quotes what the solution shares with the sources, and asks about what it does not mention")
  func review() {
    var question = question("Is my leader election right?", .reviewSolution)
    question.selection = "A candidate becomes leader with the votes of a majority."
    let reply = RetrievalTutor.reply(to: question, from: [raft, outage])
    #expect(
      reply.text.hasPrefix(
        """
        Your solution and these sentences speak of the same:

        > A candidate with the votes of a majority becomes leader. [1]

        Your solution does not mention this:
        """))
    #expect(!reply.hints.isEmpty)
    #expect(reply.hints.allSatisfy { $0.hasPrefix("Does your solution account for this?") })
    #expect(!reply.hints.contains { $0.contains("majority") })
  }

  @Test("a review compares numbers, and asks for a solution where there is none")
  func reviewedNumbers() {
    let passage = Passage(
      id: 1, item: GlobalID(.lab, 1), title: "Timeouts", text: "The election timeout is 150 milliseconds.", score: 1)
    var question = question("Is my election timeout right?", .reviewSolution)
    let bare = RetrievalTutor.reply(to: question, from: [passage])
    #expect(bare.text.hasPrefix("Select your solution as well"))
    question.selection = "The election timeout is 2 milliseconds."
    let reply = RetrievalTutor.reply(to: question, from: [passage])
    #expect(reply.text.contains("Compare the numbers: you write 2, the source writes 150."))
  }

  @Test("what is written in a drawing is not quoted")
  func labels() {
    let labels = Passage(
      id: 5, item: raft.item, title: raft.title, heading: "In the diagram",
      text: "Candidate; votes of a majority; the leader is elected; follower", score: 0.9)
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .explain), from: [labels, raft])
    #expect(reply.citations.map(\.quote) == ["A candidate with the votes of a majority becomes leader."])
  }

  @Test("a sentence is quoted once, though several passages say it")
  func duplicates() {
    let copy = Passage(
      id: 2, item: GlobalID(.lab, 4), title: "Leader election again",
      text: "A candidate with the votes of a majority becomes leader!", score: 0.7)
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .explain), from: [raft, copy])
    #expect(reply.citations.map(\.item) == [raft.item])
  }

  @Test("passages of one item keep their own numbers")
  func sameItem() {
    let more = Passage(
      id: 2, item: raft.item, title: raft.title, heading: "Afterwards", text: "The elected leader sends heartbeats.",
      score: 0.7)
    let reply = RetrievalTutor.reply(to: question("How is a leader elected?", .explain), from: [raft, more])
    #expect(reply.citations.map(\.index) == [1, 2])
    #expect(reply.citations.map(\.item) == [raft.item, raft.item])
    #expect(reply.followUps.count == 1)
  }

  @Test("what is asked decides which sentence answers: a definition, a reason, a step")
  func intents() {
    let text = """
      Jitter was added last year. Jitter is a random part of a delay. Add jitter to every delay. Clients use jitter \
      because equal delays bring all of them back at once.
      """
    let passage = Passage(id: 1, item: GlobalID(.lab, 1), title: "Delays", text: text, score: 1)
    let wanted = [
      "What is jitter?": "Jitter is a random part of a delay.", "How do I use jitter?": "Add jitter to every delay.",
      "Why jitter?": "Clients use jitter because equal delays bring all of them back at once.",
    ]
    for (asked, sentence) in wanted {
      var question = question(asked, .explain)
      question.detail = .brief
      #expect(Evidence.choose(for: question, from: [passage]).first?.bestSentence == sentence)
    }
  }

  @Test(
    "in another language the tutor says that its sources keep theirs", arguments: ["de-AT", "FR", "es", "it", "tr"])
  func languages(tag: String) throws {
    var question = question("How is a leader elected?", .explain)
    question.language = tag
    let preface = try #require(AnswerWords.of(question).preface)
    let reply = RetrievalTutor.reply(to: question, from: [raft])
    #expect(reply.text.hasPrefix(preface + "\n\n"))
    #expect(reply.text.contains("> A candidate with the votes of a majority becomes leader. [1]"))
    #expect(
      RetrievalTutor.reply(to: question, from: []).text != RetrievalTutor.reply(to: TutorQuestion("x"), from: []).text)
  }

  @Test("HTML, images and links of authors are not quoted, hidden comments not even read")
  func hostileAuthor() {
    let text = """
      A leader <img src=x onerror=alert(1)> is elected. See ![the leader](https://evil.example/a.png) elected here. \
      <!-- A leader is elected by the hidden rule. --> Elected [leader](https://evil.example) wins [7].
      """
    let passage = Passage(id: 1, item: GlobalID(.lab, 1), title: "A <b>leader</b> elected", text: text, score: 1)
    var question = question("How is a leader elected?", .explain)
    question.detail = .detailed
    let reply = RetrievalTutor.reply(to: question, from: [passage])
    let all = reply.text + reply.hints.joined() + reply.followUps.joined() + (reply.citations.first?.quote ?? "")
    #expect(!all.contains("<img") && !all.contains("<b>") && !all.contains("]("))
    #expect(!all.contains("hidden rule"))
    #expect(reply.text.contains("\\[7]"))
  }

  @Test("the pieces that are told are the text")
  func told() async throws {
    let told = Told()
    let assignment = Assignment(question: question("How is a leader elected?", .socratic), passages: [raft, outage])
    let reply = try await ExtractiveWriter().write(assignment) { await told.append($0) }
    #expect(await told.text == reply.text)
    #expect(await told.count > 1)
    #expect(reply.usage.promptTokens > 0)
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
    #expect(reply.text.hasSuffix("> The weather plays no part in it. [1]"))
  }

  @Test("a question of common words is answered by the beginning of its item")
  func commonWords() {
    let subject = asSubject(raft)
    let reply = RetrievalTutor.reply(to: question("What is this?", .explain), from: [subject, outage])
    #expect(reply.citations.map(\.item) == [raft.item])
    #expect(reply.text.contains("> A follower that hears nothing becomes a candidate."))
  }

  @Test("hints and follow-ups keep to what an answer can hold")
  func limits() {
    var question = question("leader election", .socratic)
    question.detail = .detailed
    let many = (1...6).map { number in
      Passage(
        id: 1, item: GlobalID(.lab, Int64(number)), title: "Leader election \(number)",
        text: "The leader wins round \(number). Election \(number)0 ends it in year \(number)00.", score: 0.5)
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

/// What was told of an answer.
actor Told {
  private(set) var text = ""
  private(set) var count = 0

  func append(_ piece: String) {
    text += piece
    count += 1
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
