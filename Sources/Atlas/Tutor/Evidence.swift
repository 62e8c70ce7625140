import AtlasAPI
import Retrieval

/// A passage with the sentences of it that support an answer.
struct Evidence: Sendable {
  /// The number by which the answer refers to it, from 1.
  var index: Int
  let passage: Passage
  /// In the order of the passage; never empty.
  let sentences: [String]
  /// The question's words that stand in the sentences.
  let words: [String]
  /// How many of the question's words stand in the sentences or in the title.
  let coverage: Int

  var quote: String { sentences.joined(separator: " ") }

  var citation: Citation {
    Citation(index: index, of: passage, quote: quote)
  }
}

extension Evidence {
  /// The passages that support an answer, in their order, numbered.
  ///
  /// A sentence supports an answer when a word of the question stands in it, and two of them in it and the title
  /// together; a question with a single word, or about the very item, needs only the one. A question of nothing but
  /// common words is answered by the beginning of the item it is about.
  static func choose(for question: TutorQuestion, from passages: [Passage]) -> [Evidence] {
    let keywords = Keywords(question)
    let size = size(question.detail)
    let supporting = passages.compactMap { find(keywords, in: $0, sentenceLimit: size.sentences) }
    // A passage that covers far less of the question than the best one is about something else.
    let best = supporting.map(\.coverage).max() ?? 0
    let chosen = supporting.filter { $0.passage.isSubject || $0.coverage * 2 > best || $0.coverage == best }
    return chosen.prefix(size.passages).enumerated().map { offset, evidence in
      var numbered = evidence
      numbered.index = offset + 1
      return numbered
    }
  }

  private static func size(_ detail: API.DetailLevel) -> (passages: Int, sentences: Int) {
    switch detail {
    case .brief: (2, 1)
    case .normal: (3, 2)
    case .detailed: (5, 4)
    }
  }

  private static func find(_ keywords: Keywords, in passage: Passage, sentenceLimit: Int) -> Evidence? {
    let sentences = Sentences.split(passage.text)
    if keywords.isEmpty {
      guard passage.isSubject, !sentences.isEmpty else { return nil }
      return Evidence(
        index: 0, passage: passage, sentences: Array(sentences.prefix(sentenceLimit)), words: [], coverage: 0)
    }
    let needed = passage.isSubject ? 1 : min(2, keywords.words.count)
    let titleWords = keywords.found(in: passage.title)
    let candidates = sentences.enumerated().compactMap { offset, sentence -> Candidate? in
      let words = keywords.found(in: sentence)
      guard !words.isEmpty, words.union(titleWords).count >= needed else { return nil }
      return Candidate(offset: offset, sentence: sentence, words: words)
    }
    let best = candidates.sorted { ($1.words.count, $0.offset) < ($0.words.count, $1.offset) }.prefix(sentenceLimit)
    guard !best.isEmpty else { return nil }
    let words = best.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    return Evidence(
      index: 0, passage: passage, sentences: best.sorted { $0.offset < $1.offset }.map(\.sentence),
      words: keywords.words.filter(words.contains), coverage: words.union(titleWords).count)
  }

  private struct Candidate {
    let offset: Int
    let sentence: String
    let words: Set<String>
  }
}
