/// Where a follower of answers stands: what it was told, and what an event adds to that.
///
/// The stream of events is open before the row is read, so both tell of the same. Example: a late follower reads an
/// answer at sequence 3; the event of sequence 3 comes again and is passed over, that of 4 is told as it is.
struct AnswerPlace: Sendable {
  private struct Known {
    var sequence: Int
    var isEnded = false
  }

  /// Nil to follow all answers of a conversation.
  private let only: Int64?
  /// A client that comes back knows the answers that it saw begin.
  private let isResumed: Bool
  private var known: [Int64: Known] = [:]

  init(only: Int64? = nil, isResumed: Bool = false) {
    self.only = only
    self.isResumed = isResumed
  }

  /// Whether nothing is to come any more.
  var isOver: Bool { only.flatMap { known[$0]?.isEnded } ?? false }

  /// What a follower of one answer is told first, of a row that is read when the stream is open.
  mutating func begin(_ answer: Int64, state: String, sequence: Int, length: Int) -> [AnswerNews] {
    let isEnded = !["QUEUED", "STREAMING"].contains(state)
    known[answer] = Known(sequence: sequence, isEnded: isEnded)
    var news: [AnswerNews] = []
    if length > 0 { news.append(AnswerNews(answer, .text(sequence: sequence, from: 0, to: length))) }
    if state == "DONE" { news.append(AnswerNews(answer, .cited)) }
    if isEnded { news.append(AnswerNews(answer, .ended(state: state))) }
    return news
  }

  /// What an event adds; nil for what is known, or about another answer.
  mutating func take(_ news: AnswerNews) -> AnswerNews? {
    guard only == nil || only == news.answer, known[news.answer]?.isEnded != true else { return nil }
    switch news.kind {
    case .text(let sequence, let from, let to):
      let before = known[news.answer]?.sequence
      guard sequence > before ?? 0 else { return nil }
      known[news.answer] = Known(sequence: sequence)
      // Who comes when an answer has begun gets all of it.
      let isWhole = before == nil && !isResumed
      return AnswerNews(news.answer, .text(sequence: sequence, from: isWhole ? 0 : from, to: to))
    case .cited: return news
    case .ended:
      if only == nil {
        known[news.answer] = nil
      } else {
        known[news.answer] = Known(sequence: known[news.answer]?.sequence ?? 0, isEnded: true)
      }
      return news
    }
  }
}
