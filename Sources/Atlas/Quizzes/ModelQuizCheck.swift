import Atomizer
import GraphQLJSON
import Retrieval

/// Checks what a model wrote as a quiz: every question, or none of them.
struct ModelQuizCheck: Sendable {
  private static let longestPrompt = 1_000
  private static let longestOption = 300
  private static let longestExplanation = 1_500
  private static let longestQuote = 500

  /// What the model was shown, in the order of its numbers.
  let documents: [QuizMaterial.Piece]
  /// How many questions were asked for.
  let count: Int

  /// The questions; nil where the text is not exactly what was asked for.
  func questions(_ text: String) -> [NewQuestion]? {
    guard let object = (try? JSONParser.parse(text))?.objectValue, Self.has(object, exactly: ["questions"]),
      let list = object["questions"]?.arrayValue, list.count == count
    else { return nil }
    var questions: [NewQuestion] = []
    for value in list {
      guard let question = value.objectValue.flatMap(question) else { return nil }
      questions.append(question)
    }
    let prompts = Set(questions.map { Array($0.prompt.utf8) })
    return prompts.count == questions.count ? questions : nil
  }

  private static func has(_ object: JSONObject, exactly names: Set<String>) -> Bool {
    object.members.count == names.count && object.members.allSatisfy { names.contains($0.key) }
  }

  private func question(_ object: JSONObject) -> NewQuestion? {
    guard Self.has(object, exactly: ["prompt", "options", "explanation", "citations"]),
      let prompt = Self.plain(object["prompt"], Self.longestPrompt),
      let explanation = Self.plain(object["explanation"], Self.longestExplanation),
      let options = object["options"]?.arrayValue.flatMap(Self.options),
      let cited = object["citations"]?.arrayValue.flatMap(cited)
    else { return nil }
    let source = Self.stems(cited.map { documents[$0 - 1] }.map { $0.title + "\n" + $0.text }.joined(separator: "\n"))
    // A right option of which the documents have no word was made up.
    let isSupported = options.allSatisfy { option in
      let words = Self.stems(option.text)
      return !option.isCorrect || !words.isDisjoint(with: source)
    }
    guard isSupported else { return nil }
    return NewQuestion(
      prompt: prompt, options: options, explanation: explanation,
      citations: cited.map { citation(of: $0, for: options.filter(\.isCorrect).map(\.text).joined(separator: " ")) })
  }

  /// Four options, all different, of which some are right and some are wrong.
  private static func options(_ list: [JSONValue]) -> [NewQuestion.Option]? {
    let options = list.compactMap { value -> NewQuestion.Option? in
      guard let object = value.objectValue, has(object, exactly: ["text", "correct"]),
        let text = plain(object["text"], longestOption), case .boolean(let isCorrect)? = object["correct"]
      else { return nil }
      return NewQuestion.Option(text: text, isCorrect: isCorrect)
    }
    let texts = Set(options.map { Array($0.text.lowercased().utf8) })
    let right = options.count(where: \.isCorrect)
    return list.count == 4 && options.count == 4 && texts.count == 4 && (1...3).contains(right) ? options : nil
  }

  /// The numbers of documents, each once.
  private func cited(_ list: [JSONValue]) -> [Int]? {
    let numbers = list.compactMap { value -> Int? in
      if case .number(let text) = value { Int(text) } else { nil }
    }
    let isKnown = numbers.allSatisfy { (1...max(1, documents.count)).contains($0) } && !documents.isEmpty
    guard numbers.count == list.count, (1...5).contains(numbers.count), Set(numbers).count == numbers.count, isKnown
    else { return nil }
    return numbers
  }

  /// A text of a length that has room, without anything that Markdown makes a link, a picture or HTML of.
  private static func plain(_ value: JSONValue?, _ longest: Int) -> String? {
    guard let text = value?.stringValue, text.contains(where: { !$0.isWhitespace }),
      text.unicodeScalars.count <= longest,
      !["<", "](", "][", "]:", "http", "www.", "://"].contains(where: text.lowercased().contains),
      !text.unicodeScalars.contains(where: isControl)
    else { return nil }
    return text
  }

  /// Controls other than line breaks, and those that turn the direction of writing.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The sentence of the document that has most of the words of the right options.
  private func citation(of number: Int, for words: String) -> Citation {
    let document = documents[number - 1]
    let wanted = Self.stems(words)
    let sentences = Prose.read(document.text).sentences.map(\.text).filter { $0.utf8.count <= Self.longestQuote }
    let best = sentences.enumerated().max { left, right in
      (Self.stems(left.element).intersection(wanted).count, right.offset)
        < (Self.stems(right.element).intersection(wanted).count, left.offset)
    }
    return Citation(index: number, item: document.item, title: document.title, quote: best?.element, score: 1)
  }

  private static func stems(_ text: String) -> Set<String> {
    Set(ClozeSentence.words(of: text).filter { !$0.isStop && $0.lower.count > 1 }.map(\.stem))
  }
}
