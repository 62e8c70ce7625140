import AtlasAPI
import AtlasKernel
import Atomizer
import DemoContent
import GraphQLExecution
import Retrieval
import Testing

@testable import Quizzes

@Suite("Quizzes without a model")
struct ClozeWriterTests {
  /// The demo content as material: contents, diagrams and incidents.
  static let materials: [QuizMaterial] = {
    let texts = DemoCatalogue.texts.map { text in
      text.atoms.enumerated().map { index, atom in
        piece(.atom, index + 1, atom.title, atom.body, atom.concepts)
      }
    }
    let contents = texts.indices.map { index in
      material(.content, DemoCatalogue.texts[index].title, texts[index], texts[(index + 1) % texts.count])
    }
    let diagrams = DemoCatalogue.diagrams.map { piece(.diagram, 1, $0.title, $0.description, $0.tags) }
    let incidents = DemoCatalogue.incidents.map { piece(.incident, 1, $0.title, $0.description, $0.tags) }
    return contents
      + [diagrams, incidents].flatMap { pieces in
        pieces.indices.map { index in
          let near = (1...8).map { pieces[(index + $0) % pieces.count] }
          return material(pieces[index].item.kind, pieces[index].title, [pieces[index]], near)
        }
      }
  }()

  private static func piece(
    _ kind: EntityKind, _ key: Int, _ title: String, _ text: String, _ terms: [String]
  ) -> QuizMaterial.Piece {
    QuizMaterial.Piece(item: GlobalID(kind, Int64(key)), title: title, text: text, terms: terms)
  }

  private static func material(
    _ kind: EntityKind, _ title: String, _ pieces: [QuizMaterial.Piece], _ neighbours: [QuizMaterial.Piece]
  ) -> QuizMaterial {
    QuizMaterial(
      subject: GlobalID(kind, 1), title: title, isPublished: true, pieces: pieces, neighbours: neighbours)
  }

  private static func questions(
    _ material: QuizMaterial, _ count: Int = 5, _ difficulty: API.Difficulty? = nil
  ) -> [NewQuestion] {
    let wish = QuizWish(questions: count, difficulty: difficulty)
    return ClozeWriter(material: material, wish: wish, seed: material.contentKey(wish, maker: ClozeWriter.name))
      .questions()
  }

  @Test("the same material and wish make the same questions")
  func deterministic() {
    for material in Self.materials.prefix(20) {
      #expect(Self.questions(material) == Self.questions(material))
    }
  }

  @Test("a sentence is asked about only if it says enough alone")
  func telling() {
    func isTelling(_ text: String) -> Bool {
      ClozeSentence(Prose.Sentence(text, paragraph: 0), piece: 0).isTelling
    }
    #expect(isTelling("A log is a sequence of records that only grows at its end."))
    #expect(isTelling("When the leader is gone, followers elect a new one among them."))
    #expect(isTelling("Four nodes can lose no more of them than three, and they tie more easily."))
    #expect(!isTelling("It is a sequence of records that only grows at its end."))
    #expect(!isTelling("When it is gone, followers elect a new one among them."))
    #expect(!isTelling("The leader therefore sends a heartbeat to every follower of the group."))
    #expect(!isTelling("Monitor the expiry of every certificate in the chain from outside."))
    #expect(!isTelling("Three copies of a log in three halls, one for each zone."))
    #expect(!isTelling("Is a log a sequence of records that only grows at its end?"))
    #expect(!isTelling("A log only grows."))
  }

  @Test("most of the demo content carries questions, never more than were asked for")
  func amount() {
    let counts = Self.materials.map { Self.questions($0, 3).count }
    #expect(counts.allSatisfy { $0 <= 3 })
    #expect(counts.count { $0 >= 2 } * 10 >= counts.count * 6, "\(counts)")
  }

  @Test("four options, all different, one of them right, which stands in the sentence; the others do not")
  func options() throws {
    for material in Self.materials {
      for question in Self.questions(material, 6, .expert) + Self.questions(material, 6, .beginner) {
        #expect(question.options.count == 4)
        #expect(Set(question.options.map { $0.text.lowercased() }).count == 4, "\(question)")
        let right = question.options.filter(\.isCorrect)
        #expect(right.count == 1 && !question.isMultiple)
        let quote = try #require(question.citations.first?.quote)
        let sentence = Set(ClozeSentence.words(of: quote).map(\.stem))
        for option in question.options {
          let stems = ClozeSentence.words(of: option.text).map(\.stem)
          #expect(sentence.isSuperset(of: stems) == option.isCorrect, "\(option.text): \(quote)")
          #expect(option.isCorrect || sentence.isDisjoint(with: stems), "\(option.text): \(quote)")
        }
      }
    }
  }

  @Test("the prompt has one gap, which the answer fills, and tells the answer nowhere else")
  func gap() throws {
    for material in Self.materials {
      for question in Self.questions(material) {
        let answer = try #require(question.options.first(where: \.isCorrect)?.text)
        let quoted = try #require(question.prompt.split(separator: "\n").last)
        let parts = quoted.split(separator: "_____", omittingEmptySubsequences: false)
        #expect(parts.count == 2, "\(question.prompt)")
        let rest = Set(ClozeSentence.words(of: parts.joined(separator: " ")).map(\.stem))
        #expect(rest.isDisjoint(with: ClozeSentence.words(of: answer).map(\.stem)), "\(question.prompt) \(answer)")
        #expect(!question.prompt.contains(" a _") && !question.prompt.contains(" an _"))
      }
    }
  }

  @Test("each sentence and each answer is asked for once")
  func noRepetition() {
    for material in Self.materials {
      let questions = Self.questions(material, 20)
      #expect(Set(questions.map(\.explanation)).count == questions.count)
      #expect(Set(questions.flatMap { $0.options.filter(\.isCorrect) }.map(\.text)).count == questions.count)
    }
  }

  @Test("the right options stand in every place")
  func places() {
    let places = Self.materials.flatMap { Self.questions($0) }.compactMap { $0.options.firstIndex(where: \.isCorrect) }
    #expect(Set(places) == [0, 1, 2, 3])
  }

  @Test("what has no sentences makes no questions, and no text breaks the algorithm")
  func oddTexts() {
    let long = String(repeating: "A wall is a thing of words and ", count: 3_000)
    for text in [
      "", "   ", "# Only a heading", "```\nlet x = 1\n```", "Short.", "\u{E000}\u{E000} _____ A gap is a gap is a gap.",
      "<script>alert(1)</script> A script is a text that a page runs by itself.", long, "a'b.c' d' . ' e.",
      "一个日志只会增长。",
    ] {
      let material = Self.material(.atom, "Odd", [Self.piece(.atom, 1, "Odd", text, ["log", "gap", ""])], [])
      #expect(Self.questions(material, 20).isEmpty, "\(text.prefix(40))")
    }
  }

  @Test("markup in a text is shown as text in its questions")
  func escaped() {
    let text = """
      A leader is the node that writes `<b>` into [the log](https://example.org/x) and **keeps** it. A follower is the
      node that copies the log. A quorum is the majority that must agree before a record counts. A candidate is the
      node that asks others for their votes. A snapshot is the file that takes the place of old records.
      """
    let terms = ["leader", "follower", "quorum", "candidate", "snapshot"]
    let material = Self.material(.atom, "Logs", [Self.piece(.atom, 1, "Logs", text, terms)], [])
    let questions = Self.questions(material)
    #expect(questions.count >= 3)
    for question in questions {
      for shown in [question.prompt, question.explanation] + question.options.map(\.text) {
        #expect(!shown.contains("<b>") || shown.contains("\\<b"), "\(shown)")
        #expect(!shown.contains("](") && !shown.contains("https://"), "\(shown)")
      }
    }
  }
}
