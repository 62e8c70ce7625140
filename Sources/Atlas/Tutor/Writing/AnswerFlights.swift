import Synchronization

/// Which answers are being written on this instance, so that equal ones are written once at a time.
final class AnswerFlights: Sendable {
  /// What the leader of a flight has left for those who followed.
  enum Outcome: Sendable {
    /// The answer is in the cache.
    case shared
    /// There is an answer, for the leader alone.
    case unshared
    case failed
  }

  /// What to do with a question.
  enum Part: Sendable {
    case lead
    case follow(Landing<Outcome>)
  }

  private struct State {
    var underway: [AnswerKey: Landing<Outcome>] = [:]
    var landings = 0
  }

  private let state = Mutex(State())

  /// How many flights have ended. Who has looked into the cache before the last one ended must look again.
  var landings: Int { state.withLock { $0.landings } }

  /// Leads where nobody else does.
  func enter(_ key: AnswerKey) -> Part {
    state.withLock { state in
      if let landing = state.underway[key] { return .follow(landing) }
      state.underway[key] = Landing()
      return .lead
    }
  }

  /// Ends the flight that the caller leads.
  func land(_ key: AnswerKey, _ outcome: Outcome) {
    let landing = state.withLock { state in
      state.landings += 1
      return state.underway.removeValue(forKey: key)
    }
    landing?.end(outcome)
  }
}
