/// The words of a question that tell what it is about, by their stems.
struct Keywords: Sendable {
  /// As they were written, in lower case, in order; one for each stem.
  private(set) var words: [String] = []
  /// The stem of each word.
  private(set) var stems: [String] = []

  /// More words than this say nothing more.
  private static let limit = 40

  var isEmpty: Bool { words.isEmpty }

  init(_ text: String) { add(text) }

  /// The words of the question, then those of the text the learner has selected.
  init(_ question: TutorQuestion) {
    add(question.text)
    if let selection = question.selection { add(selection) }
  }

  private mutating func add(_ text: String) {
    for word in Self.words(text) where words.count < Self.limit && !Self.stopWords.contains(word) {
      let stem = Self.stem(word)
      guard word.count > 1, !stems.contains(stem) else { continue }
      words.append(word)
      stems.append(stem)
    }
  }

  /// The words of the question that stand in a text, as the question wrote them.
  func found(in text: some StringProtocol) -> Set<String> {
    let present = Set(Self.words(text).map(Self.stem))
    return Set(zip(words, stems).filter { present.contains($0.1) }.map(\.0))
  }

  /// The stems of the question that stand in a text.
  func stems(in text: some StringProtocol) -> Set<String> {
    Set(stems).intersection(Self.words(text).map(Self.stem))
  }

  /// Whether two words that follow each other in the question do so in a text.
  func hasNeighbours(in text: some StringProtocol) -> Bool {
    let present = Self.words(text).map(Self.stem)
    let pairs = zip(present, present.dropFirst()).map { [$0, $1] }
    return zip(stems, stems.dropFirst()).contains { pairs.contains([$0, $1]) }
  }

  /// The stems of a text that tell what it is about.
  static func contentStems(_ text: some StringProtocol) -> Set<String> {
    Set(words(text).filter { $0.count > 1 && !stopWords.contains($0) }.map(stem))
  }

  /// Letters and digits that stand together, in lower case.
  static func words(_ text: some StringProtocol) -> [String] {
    text.split { !($0.isLetter || $0.isNumber) }.map { $0.lowercased() }
  }

  /// A crude stem for English: it need only be the same for the usual forms of a word. "caches", "caching" and "cache"
  /// are all "cach".
  static func stem(_ word: String) -> String {
    let word = irregular[word] ?? word
    for (ending, shortest) in endings where word.utf8.count >= shortest + ending.utf8.count && word.hasSuffix(ending) {
      return String(word.dropLast(ending.count))
    }
    return word
  }

  private static let irregular = [
    "written": "write", "wrote": "write", "chosen": "choose", "chose": "choose", "kept": "keep", "sent": "send",
    "broken": "break", "broke": "break", "lost": "lose", "held": "hold", "built": "build",
  ]

  /// Endings with the fewest bytes that must remain; the longer ones first.
  private static let endings: [(String, Int)] = [
    ("ations", 4), ("ation", 4), ("ating", 4), ("ated", 4), ("ates", 4), ("ate", 4), ("ings", 3), ("ions", 4),
    ("ing", 3), ("ion", 4), ("ies", 3), ("ed", 3), ("es", 3), ("ly", 4), ("s", 3), ("e", 3), ("y", 3),
  ]

  /// What questions are made of, whatever they are about.
  private static let stopWords = Set(
    """
    a about after all also am an and any are as at be because been before being between both but by can could did do \
    does doing don down during each else explain few for from get give had happen happens has have having he help her \
    here hers him his how i if in into is it its just know let ll make me mean means more most my no nor not of off on \
    once one only or other our out over own please re same say see she should show so some such t tell than that the \
    their them then there these they thing this those through to too under until up us use ve very was way we were \
    what when where which while who whom whose why will with work works would you your diagram lab incident question \
    answer
    """.split(separator: " ").map(String.init))
}
