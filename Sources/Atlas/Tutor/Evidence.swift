import AtlasAPI
import Retrieval

/// A passage with the sentences of it that support an answer.
struct Evidence: Sendable {
  /// The number by which the answer refers to it, from 1.
  var index: Int
  let passage: Passage
  /// Their places in the passage, in its order; never empty.
  let places: [Int]
  /// The place that supports the answer best.
  let best: Int
  /// All sentences of the passage.
  let all: [String]
  /// The question's words that stand in the sentences.
  let words: [String]
  /// How much of the question stands in them and in the title, rare words counting more: 0 to 1.
  let coverage: Double
  /// By what passages are put in order.
  let score: Double

  var sentences: [String] { places.map { all[$0] } }
  var bestSentence: String { all[best] }

  /// The sentences with an ellipsis where something between them is left out: a sentence, or what is none, such as
  /// code or the number of an item in a list.
  var quote: String {
    let text = VisibleText.cleaned(passage.text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return places.indices.reduce(into: "") { quote, index in
      let sentence = all[places[index]]
      if index > 0 { quote += text.contains("\(all[places[index - 1]]) \(sentence)") ? " " : " … " }
      quote += sentence
    }
  }

  var citation: Citation { Citation(index: index, of: passage, quote: Quotation.safe(quote)) }
}

extension Evidence {
  /// The passages that support an answer, numbered: those of the question's subject first, then the best.
  ///
  /// A sentence supports an answer when a word of the question stands in it, and two of them in it and the title
  /// together; a question with a single word, or about the very item, needs only the one. A question of nothing but
  /// common words is answered by the beginning of the item it is about. No sentence is quoted twice, nor one that says
  /// almost the same.
  static func choose(for question: TutorQuestion, from passages: [Passage]) -> [Evidence] {
    let keywords = Keywords(question)
    let relevance = Relevance(question, keywords, passages: passages)
    let size = size(question.detail)
    let ranked = passages.compactMap { relevance.candidates(in: $0) }
      .enumerated().sorted { ($0.element, $1.offset) > ($1.element, $0.offset) }.map(\.element)
    // A passage that covers far less of the question than the best one is about something else.
    let best = ranked.map(\.coverage).max() ?? 0
    var chosen: [Evidence] = []
    var said: [Set<String>] = []
    for candidates in ranked where candidates.passage.isSubject || candidates.coverage * 2 > best || best == 0 {
      guard chosen.count < size.passages else { break }
      let limit = chosen.isEmpty ? size.first : size.others
      guard let evidence = candidates.evidence(limit: limit, besides: &said) else { continue }
      chosen.append(evidence)
      chosen[chosen.count - 1].index = chosen.count
    }
    return chosen
  }

  /// The sentence of a passage that shares most with something that was said; nil when there is none.
  static func sentence(of passage: Passage, closestTo said: Keywords) -> String? {
    let sentences = Quotation.sentences(of: passage)
    let shared = sentences.map { said.found(in: $0).count }
    let best = sentences.indices.max { (shared[$0], $1) < (shared[$1], $0) }
    return best.map { Quotation.safe(sentences[$0]) }
  }

  /// How many passages, and how many sentences of the first and of each other.
  private static func size(_ detail: API.DetailLevel) -> (passages: Int, first: Int, others: Int) {
    switch detail {
    case .brief: (2, 2, 1)
    case .normal: (3, 3, 2)
    case .detailed: (5, 5, 4)
    }
  }
}

/// What is quoted from a passage.
enum Quotation {
  /// The sentences that people can see in it, and of which something is left when they are made safe; none of what is
  /// written in a drawing.
  static func sentences(of passage: Passage) -> [String] {
    if passage.isLabels { return [] }
    return Sentences.split(VisibleText.cleaned(passage.text)).filter { !safe($0).allSatisfy(\.isWhitespace) }
  }

  /// A sentence as it can be shown: authors' texts may hold HTML, images and links too, and numbers in brackets that
  /// are not ours. For all others it is the sentence itself.
  static func safe(_ sentence: String) -> String { SafeMarkdown.whole(sentence, marks: .disarmed) }
}
