import AtlasKernel
import GraphQLJSON

/// What happened to an answer, as one event of `answerStreamed`. Texts are read from the row when the event is sent.
struct AnswerNews: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Characters of the text, from the first number up to the second.
    case text(sequence: Int, from: Int, to: Int)
    case cited
    /// DONE, CANCELED or FAILED.
    case ended(state: String)
  }

  let answer: Int64
  let kind: Kind

  init(_ answer: Int64, _ kind: Kind) {
    self.answer = answer
    self.kind = kind
  }

  /// Nil for an event of another kind.
  init?(_ event: EventRecord) {
    guard let answer = event.integer("answerId") else { return nil }
    switch event.kind {
    case "ANSWER_PROGRESS":
      guard let sequence = event.integer("sequence").flatMap(Int.init(exactly:)),
        let from = event.integer("from").flatMap(Int.init(exactly:)),
        let to = event.integer("to").flatMap(Int.init(exactly:))
      else { return nil }
      self.init(answer, .text(sequence: sequence, from: from, to: to))
    case "ANSWER_CITED": self.init(answer, .cited)
    case "ANSWER_ENDED":
      guard case .string(let state)? = event.payload["state"] else { return nil }
      self.init(answer, .ended(state: state))
    default: return nil
    }
  }

  /// The kinds of events that tell of answers.
  static let kinds: Set<String> = ["ANSWER_PROGRESS", "ANSWER_CITED", "ANSWER_ENDED"]
}
