import AtlasAPI
import Atomizer
import Retrieval

/// Makes quizzes without a model: takes a term out of a sentence that states something, and sets others beside it.
///
/// The same material, wish and seed always make the same questions.
struct ClozeWriter: Sendable {
  /// Rises with every change of what the algorithm answers for any material.
  static let name = "atlas-cloze-1"

  private static let optionCount = 4
  /// Sentences that are looked at, of the subject and of its neighbours.
  private static let mostSentences = 600

  let material: QuizMaterial
  let wish: QuizWish
  /// The content key: it decides where equals would do.
  let seed: [UInt8]

  /// A term that may be taken out of a sentence.
  private struct Gap {
    let sentence: Int
    let place: Range<Int>
    let entry: ClozeTerms.Entry
    let score: Double
  }

  /// As many questions as the material carries, in the order of the text.
  func questions() -> [NewQuestion] {
    let own = Self.sentences(of: material.pieces)
    let terms = ClozeTerms(material, own: own, near: Self.sentences(of: material.neighbours))
    var order = SeededOrder(seed: seed)
    let chosen = choose(gaps(in: own, terms), own, terms)
    return chosen.map { question($0.gap, own[$0.gap.sentence], $0.others, &order) }
  }

  /// The sentences of all pieces. Where there are very many, each piece gives as many as there is room for.
  private static func sentences(of pieces: [QuizMaterial.Piece]) -> [ClozeSentence] {
    let share = max(4, mostSentences / max(1, pieces.count))
    return pieces.enumerated().flatMap { index, piece in
      Prose.read(piece.text).sentences.prefix(share).map { ClozeSentence($0, piece: index) }
    }
  }

  /// Every place where a term of the subject's may be taken out, the best first.
  private func gaps(in sentences: [ClozeSentence], _ terms: ClozeTerms) -> [Gap] {
    var gaps: [Gap] = []
    for (index, sentence) in sentences.enumerated() where sentence.isTelling {
      for row in sentence.rows {
        let stems = sentence.words[row].map(\.stem)
        // A term that stands there twice would give itself away.
        guard let entry = terms[stems], isWorthAsking(entry), sentence.place(of: stems) == row,
          isNoun(entry, in: sentence, row)
        else { continue }
        // What the text only mentions is asked for last.
        let mention = entry.weight == 1 && entry.ownCount == 1 ? -1.0 : 0
        let score = entry.weight + mention + worth(of: sentence, row) + frequency(entry)
        gaps.append(Gap(sentence: index, place: row, entry: entry, score: score))
      }
    }
    return gaps.sorted { ($0.score, $1.sentence, $1.place.lowerBound) > ($1.score, $0.sentence, $0.place.lowerBound) }
  }

  /// Nouns of the subject.
  private func isWorthAsking(_ entry: ClozeTerms.Entry) -> Bool {
    entry.isNoun && entry.ownCount > 0
  }

  /// What an author names is taken out wherever it is no verb, the rest where it is a noun for sure.
  private func isNoun(_ entry: ClozeTerms.Entry, in sentence: ClozeSentence, _ place: Range<Int>) -> Bool {
    sentence.isNoun(at: place) || (entry.weight > 2 || place.count > 1) && !sentence.isVerb(at: place)
  }

  /// A sentence that says what a term is asks best; one that is long asks worst.
  private func worth(of sentence: ClozeSentence, _ place: Range<Int>) -> Double {
    var worth = sentence.isFirst ? 0.4 : 0
    let next = place.upperBound < sentence.words.count ? sentence.words[place.upperBound].lower : ""
    let before = place.lowerBound > 0 ? sentence.words[place.lowerBound - 1].lower : ""
    if place.lowerBound <= 1, ["is", "are", "means", "keeps", "says", "holds"].contains(next) { worth += 1.5 }
    if ["called", "named"].contains(before) { worth += 1.5 }
    if sentence.words.count > 28 { worth -= 0.8 }
    return worth
  }

  /// Beginners are asked for what the text repeats, experts for what it names once.
  private func frequency(_ entry: ClozeTerms.Entry) -> Double {
    let count = Double(min(entry.ownCount, 6))
    return switch wish.difficulty {
    case .beginner: count * 0.4
    case .intermediate, nil: count * 0.15
    case .advanced: -count * 0.15
    case .expert: -count * 0.4
    }
  }

  /// The best gaps: each sentence and each term once, and the pieces in turn.
  private func choose(
    _ gaps: [Gap], _ sentences: [ClozeSentence], _ terms: ClozeTerms
  ) -> [(gap: Gap, others: [ClozeTerm])] {
    var chosen: [(gap: Gap, others: [ClozeTerm])] = []
    var asked: Set<String> = []
    var usedSentences: Set<Int> = []
    var uses: [Int: Int] = [:]
    var rest = gaps
    // Each round allows a piece one question more. A gap that was looked at is not looked at again.
    for round in 1...max(1, wish.questions) where chosen.count < wish.questions {
      let candidates = rest
      rest = []
      for gap in candidates where chosen.count < wish.questions {
        let sentence = sentences[gap.sentence]
        guard uses[sentence.piece, default: 0] < round else {
          rest.append(gap)
          continue
        }
        let distractors = Distractors(gap.entry, in: sentence, gap.place, terms, wish.difficulty)
        guard !usedSentences.contains(gap.sentence), asked.isDisjoint(with: gap.entry.term.stems),
          let others = distractors.best(Self.optionCount - 1)
        else { continue }
        chosen.append((gap, others))
        asked.formUnion(gap.entry.term.stems)
        usedSentences.insert(gap.sentence)
        uses[sentence.piece, default: 0] += 1
      }
    }
    return chosen.sorted { $0.gap.sentence < $1.gap.sentence }
  }

  private func question(
    _ gap: Gap, _ sentence: ClozeSentence, _ others: [ClozeTerm], _ order: inout SeededOrder
  ) -> NewQuestion {
    let answer = sentence.term(at: gap.place) ?? gap.entry.term
    let options =
      [NewQuestion.Option(text: Prose.markdown(answer.text), isCorrect: true)]
      + others.map { NewQuestion.Option(text: Prose.markdown($0.text), isCorrect: false) }
    let piece = material.pieces[sentence.piece]
    return NewQuestion(
      prompt: "Which term fills the gap?\n\n> " + Self.blanked(sentence, gap.place),
      options: order.shuffled(options), explanation: Prose.markdown(sentence.text),
      citations: [Citation(index: 1, item: piece.item, title: piece.title, quote: sentence.text, score: 1)])
  }

  /// The sentence with a gap. An article before it does not tell how the answer begins.
  private static func blanked(_ sentence: ClozeSentence, _ place: Range<Int>) -> String {
    let range = sentence.textRange(of: place)
    var before = String(sentence.text[..<range.lowerBound])
    if before == "A " || before == "An " {
      before = "A(n) "
    } else if before.hasSuffix(" a ") || before.hasSuffix(" an ") {
      before = before.dropLast(before.hasSuffix(" a ") ? 2 : 3) + "a(n) "
    }
    let text = before + String(ClozeSentence.gap) + sentence.text[range.upperBound...]
    return Prose.markdown(text).split(separator: ClozeSentence.gap, omittingEmptySubsequences: false)
      .joined(separator: "_____")
  }
}
