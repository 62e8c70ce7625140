import AtlasAPI
import AtlasKernel
import GraphQLJSON
import LanguageModels
import Retrieval
import Testing

@testable import Tutor

/// A model that does whatever anything it reads tells it: it repeats all it was given, instructions and other people's
/// texts alike, writes the planted text word for word, and adds every trick to carry it away.
private struct ObedientModel: LanguageModel {
  let name = "obedient-1"
  let planted: String
  static let tricks = """
    ![x](https://evil.example/?all=1) [click](https://evil.example/?all=2) <img src=https://evil.example/3> [99]
    [1]: https://evil.example/4
    https://evil.example/5 www.evil.example/6 [a][b] <script>alert(7)</script> [1] [2](https://evil.example/8)
    [b]: javascript:alert(9)
    """

  func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let given = request.system + "\n" + request.messages.map(\.text).joined(separator: "\n")
    let text = [Self.tricks, planted, given, planted, Self.tricks].joined(separator: "\n")
    var rest = text.unicodeScalars[...]
    var length = 1
    while !rest.isEmpty {
      try await receive(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
      length = length % 17 + 1
    }
    return ModelReply(text: text, promptTokens: 1, completionTokens: 1)
  }
}

@Suite("Instructions planted in lessons, and a model that obeys them")
struct InjectionTests {
  private static let canary = "canary7f3a"

  private func assignment(_ planted: String, _ question: String = "How is a leader elected?") -> Assignment {
    let lesson = Passage(
      id: 7, item: GlobalID(.atom, 7), title: "Leader election", text: "A leader is elected by votes. " + planted,
      score: 0.9)
    return Assignment(question: TutorQuestion(question), passages: [ModelWriterTests.raft, lesson])
  }

  @Test("the corpus is large and its texts differ")
  func corpus() {
    #expect(Injections.all.count >= 50)
    #expect(Set(Injections.all).count == Injections.all.count)
  }

  @Test(
    "the answer holds nothing that was not this asker's, no link, image or HTML, and only real citations",
    arguments: Injections.all)
  func obeyed(planted: String) async throws {
    let writer = ModelWriter(ObedientModel(planted: planted))
    // Somebody else asks first, with a secret of theirs.
    _ = try await writer.write(assignment(planted, "My secret is \(Self.canary), how is a leader elected?")) { _ in }
    let told = Told()
    let mine = assignment(planted)
    let reply = try await writer.write(mine) { await told.append($0) }
    #expect(await told.text == reply.text)
    try check(
      reply, mine, allowing: ObedientModel.tricks + planted + Instructions(for: mine.question, boundary: "").text)
    #expect(reply.citations.map(\.index) == [1, 2])
  }

  @Test("the tutor without a model quotes none of it as anything but text", arguments: Injections.all)
  func quoted(planted: String) async throws {
    for mode in API.TutorMode.allCases {
      var mine = assignment(planted)
      var question = TutorQuestion("Leader instructions system prompt evil example?")
      question.mode = mode
      question.detail = .detailed
      mine = Assignment(question: question, passages: mine.passages)
      let reply = try await ExtractiveWriter().write(mine) { _ in }
      #expect(MarkdownDanger.find(reply.text, allowing: "atlas.example") == [])
      for text in reply.hints + reply.followUps + reply.citations.compactMap(\.quote) {
        #expect(MarkdownDanger.find(text, allowing: "atlas.example") == [])
      }
      #expect(reply.citations.allSatisfy { (1...2).contains($0.index) })
    }
  }

  @Test("no planted text ends its section, and the word between sections is never in it", arguments: Injections.all)
  func separated(planted: String) throws {
    let prompt = Prompt(assignment(planted))
    let text = try #require(prompt.request.messages.last).text
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    #expect(lines.filter { $0.hasPrefix(prompt.boundary) }.count == 4)
    #expect(lines.filter { $0.contains(prompt.boundary) }.count == 4)
    for line in lines where !line.hasPrefix(prompt.boundary) { _ = try JSONParser.parse(String(line)) }
    #expect(!planted.contains(prompt.boundary))
    #expect(!prompt.request.system.contains(planted))
    #expect(Prompt(assignment(planted)).boundary != prompt.boundary)
  }

  private func check(_ reply: TutorReply, _ assignment: Assignment, allowing more: String) throws {
    #expect(MarkdownDanger.find(reply.text, allowing: "atlas.example") == [])
    #expect(!reply.text.contains(Self.canary))
    #expect(reply.citations.allSatisfy { (1...assignment.passages.count).contains($0.index) })
    let passages = assignment.passages.map { VisibleText.cleaned($0.text) }
    for citation in reply.citations {
      let quote = try #require(citation.quote)
      #expect(MarkdownDanger.find(quote, allowing: "atlas.example") == [])
      #expect(!Keywords(quote).isEmpty && !passages.isEmpty)
    }
    let known = Set(
      Keywords.words(more + assignment.question.text + passages.joined(separator: " ") + Self.names(assignment)))
    // A word of the text may be cut by what was taken out of it, so parts of known words are known.
    let all = known.joined(separator: " ")
    let unknown = Keywords.words(reply.text).filter { !known.contains($0) && !all.contains($0) && !Self.isMark($0) }
    #expect(unknown.isEmpty, "\(unknown)")
  }

  private static func names(_ assignment: Assignment) -> String {
    " DOCUMENT QUESTION END title heading text lt amp section "
      + assignment.passages.map(\.title).joined(separator: " ")
  }

  /// The word between sections, and what JSON writes for a line's end or a quotation mark.
  private static func isMark(_ word: String) -> Bool {
    word.utf8.count >= 20 && word.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
      || word.hasPrefix("n") || word.hasPrefix("u20") || word.hasPrefix("u0")
  }
}
