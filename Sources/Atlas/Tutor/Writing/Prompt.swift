import AtlasAPI
import GraphQLJSON
import LanguageModels
import Retrieval

/// What a language model is asked for an assignment.
///
/// The instructions are ours alone. Everything that others wrote, the learner among them, comes as JSON in sections
/// whose heads hold a word drawn for this request: a text can neither end its section nor begin another, for JSON has
/// no bare line breaks and no text holds the word.
struct Prompt: Sendable {
  /// The word that begins every section.
  let boundary: String
  let request: ModelRequest

  /// A longer text is cut.
  private static let longestText = 8_000
  /// How much of all documents is shown; each of them has the same share.
  private static let longestDocuments = 32_000
  /// About how many tokens of what was said before are read again.
  private static let memoryBudget = 4_000

  /// - Parameter draw: makes an unpredictable word.
  init(_ assignment: Assignment, draw: () -> String = Prompt.randomWord) {
    let sections = Self.sections(assignment)
    let boundary = Self.boundary(absentFrom: sections.map(\.json) + assignment.memory.map(\.text), draw: draw)
    let material = sections.map { "\(boundary) \($0.name)\n\($0.json)" }.joined(separator: "\n")
    self.boundary = boundary
    request = ModelRequest(
      system: Instructions(for: assignment.question, boundary: boundary).text,
      messages: ConversationMemory(messages: assignment.memory).within(budget: Self.memoryBudget)
        + [.init(.user, material + "\n\(boundary) END")],
      maximumTokens: Self.maximumTokens(assignment.question.detail))
  }

  /// 128 random bits in letters and digits.
  static func randomWord() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
  }

  /// It grows until no text holds it, so it is found even where the drawing is bad.
  private static func boundary(absentFrom texts: [String], draw: () -> String) -> String {
    var word = "section-" + draw()
    while texts.contains(where: { $0.contains(word) }) { word += draw() + "x" }
    return word
  }

  private static func maximumTokens(_ detail: API.DetailLevel) -> Int {
    switch detail {
    case .brief: 400
    case .normal: 900
    case .detailed: 1_800
    }
  }
}

extension Prompt {
  private typealias Section = (name: String, json: String)

  private static func sections(_ assignment: Assignment) -> [Section] {
    let share = min(longestText, longestDocuments / max(1, assignment.passages.count))
    var sections = assignment.passages.enumerated().map { offset, passage in
      ("DOCUMENT \(offset + 1)", json(document(passage, longest: share)))
    }
    if let standing = assignment.standing { sections.append(("LEARNER", json(text(standing)))) }
    if let selection = assignment.question.selection { sections.append(("SELECTION", json(text(selection)))) }
    sections.append(("QUESTION", json(text(assignment.question.text))))
    return sections
  }

  private static func document(_ passage: Passage, longest: Int) -> JSONValue {
    var document: JSONObject = ["title": text(passage.title)]
    if let heading = passage.heading { document["heading"] = text(heading) }
    document["text"] = text(passage.text, longest: longest)
    return .object(document)
  }

  /// What is hidden from people is not for the model either. Scalars are counted: a character may have any number.
  private static func text(_ text: String, longest: Int = longestText) -> JSONValue {
    .string(String(VisibleText.cleaned(text).unicodeScalars.prefix(longest)))
  }

  private static func json(_ value: JSONValue) -> String {
    var writer = JSONWriter(capacity: 1024)
    writer.value(value)
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
