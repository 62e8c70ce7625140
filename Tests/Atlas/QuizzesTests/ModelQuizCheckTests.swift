import AtlasKernel
import GraphQLJSON
import LanguageModels
import Retrieval
import Testing

@testable import Quizzes

@Suite("Quizzes of a model")
struct ModelQuizCheckTests {
  private static let documents = [
    QuizMaterial.Piece(
      item: GlobalID(.atom, 1), title: "A log only grows",
      text: "A log is a sequence of records that only grows at its end. Positions never change.", terms: []),
    QuizMaterial.Piece(
      item: GlobalID(.atom, 2), title: "A quorum commits", text: "A quorum is a majority of the nodes.", terms: []),
  ]

  private static func question(
    prompt: String = "What is a log?", right: String = "A sequence of records", wrong: String = "A kind of tree",
    explanation: String = "Records are only added.", citations: String = "[1]", more: String = ""
  ) -> String {
    """
    {"prompt": "\(prompt)", "options": [{"text": "\(right)", "correct": true}, {"text": "\(wrong)", "correct": false},
    {"text": "A lock", "correct": false}, {"text": "A clock", "correct": false}], "explanation": "\(explanation)",
    "citations": \(citations)\(more)}
    """
  }

  private static func check(_ questions: String..., count: Int = 1) -> [NewQuestion]? {
    ModelQuizCheck(documents: documents, count: count)
      .questions("{\"questions\": [\(questions.joined(separator: ","))]}")
  }

  @Test("what is as it was asked for is taken, with the sentence that it rests on")
  func good() throws {
    let second = Self.question(prompt: "And?", citations: "[2, 1]")
    let questions = try #require(Self.check(Self.question(), second, count: 2))
    #expect(questions.map(\.options.count) == [4, 4])
    #expect(questions[0].citations.map(\.item) == [GlobalID(.atom, 1)])
    #expect(questions[0].citations[0].quote == "A log is a sequence of records that only grows at its end.")
    #expect(questions[1].citations.map(\.index) == [2, 1])
  }

  @Test(
    "everything else is refused as a whole",
    arguments: [
      question(prompt: " "), question(prompt: "See <b>this</b>"), question(prompt: "[a](b)"),
      question(explanation: "More at http://evil.example"), question(explanation: "www.evil.example"),
      question(right: "![x](y)"), question(right: "Bananas"), question(right: "Of the"), question(wrong: "a lock"),
      question(citations: "[]"), question(citations: "[0]"), question(citations: "[3]"), question(citations: "[1, 1]"),
      question(citations: "[1.5]"), question(citations: "[\\\"1\\\"]"), question(citations: "1"),
      question(more: ", \"note\": \"hi\""), question(prompt: String(repeating: "x", count: 1_001)),
      question(prompt: "a\\u202Eb"), "{}", "null", "[]", "7",
    ])
  func refused(_ question: String) {
    #expect(Self.check(question) == nil)
  }

  @Test("too many, too few, the same twice, no JSON, and words around it are refused")
  func wholes() {
    #expect(Self.check(Self.question(), Self.question(prompt: "Two?")) == nil)
    #expect(Self.check(Self.question(), count: 2) == nil)
    #expect(Self.check(Self.question(), Self.question(), count: 2) == nil)
    let check = ModelQuizCheck(documents: Self.documents, count: 1)
    let inWords = "Here: {\"questions\": [\(Self.question())]}"
    for text in ["", "no", "{\"questions\": []}", inWords, "{\"questions\": {}}"] {
      #expect(check.questions(text) == nil)
    }
    let nothingRight = Self.question().split(separator: "true").joined(separator: "false")
    #expect(Self.check(nothingRight) == nil)
    #expect(Self.check(Self.question().split(separator: "false").joined(separator: "true")) == nil)
  }

  @Test("a model is asked three times at most, with documents as data; then our own algorithm makes the quiz")
  func tries() async throws {
    let wish = QuizWish(questions: 1, difficulty: nil)
    let material = QuizMaterial(
      subject: GlobalID(.content, 1), title: "Logs", isPublished: true, pieces: Self.documents, neighbours: [])
    func write(_ model: ScriptedModel) async throws -> NewQuiz? {
      try await ModelQuizWriter(model: model, material: material, wish: wish, seed: [1, 2, 3]).write()
    }
    let good = "{\"questions\": [\(Self.question())]}"
    let third = ScriptedModel([.success("no"), .failure(.malformed), .success(good)])
    #expect(try await write(third)?.madeBy == "scripted")
    #expect(third.requests.count == 3)
    let sent = try #require(third.requests.first)
    #expect(sent.schema != nil && sent.messages.count == 1 && !sent.system.contains("sequence of records"))
    let data = try JSONParser.parse(sent.messages[0].text)
    #expect(data.objectValue?["documents"]?.arrayValue?.count == 2)
    let bad = ScriptedModel(Array(repeating: .success("no"), count: 9))
    #expect(try await write(bad)?.madeBy == "atlas-cloze-1, in place of scripted")
    #expect(bad.requests.count == 3)
    let refusing = ScriptedModel([.failure(.refused(status: 401))])
    #expect(try await write(refusing) == nil)
    #expect(refusing.requests.count == 1)
  }
}
