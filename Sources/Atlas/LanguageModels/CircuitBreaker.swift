/// Keeps us from asking a provider that fails and fails: pure, each event with its time.
///
///     closed    --failures in a row-->   open
///     open      --its time is over-->    half-open, with the request that came then as the trial
///     half-open --the trial succeeds-->  closed
///     half-open --the trial fails-->     open
///
/// What was asked before the state changed says nothing any more when it ends.
struct CircuitBreaker: Sendable {
  enum State: Sendable, Equatable {
    case closed(failures: Int)
    case open(until: ContinuousClock.Instant)
    /// Whether the trial is under way; if not, the next request is one.
    case halfOpen(isTrying: Bool)
  }

  /// Leave to ask once. Its end is told by ``succeed(_:)``, ``fail(_:now:)`` or ``abandon(_:)``.
  struct Permit: Sendable, Equatable {
    fileprivate let epoch: Int
  }

  private let failuresToOpen: Int
  private let openTime: Duration
  private(set) var state = State.closed(failures: 0)
  private var epoch = 0

  init(failuresToOpen: Int, openTime: Duration) {
    self.failuresToOpen = failuresToOpen
    self.openTime = openTime
  }

  /// - Throws: `suspended` while the provider is not to be asked.
  mutating func admit(now: ContinuousClock.Instant) throws(ModelFailure) -> Permit {
    switch state {
    case .closed: break
    case .open(let until):
      guard now >= until else { throw .suspended(until: until) }
      change(to: .halfOpen(isTrying: true))
    case .halfOpen(isTrying: true): throw .suspended(until: now)
    case .halfOpen(isTrying: false): change(to: .halfOpen(isTrying: true))
    }
    return Permit(epoch: epoch)
  }

  /// Until when a request at this time would not be admitted for sure; nil where it may be.
  func openUntil(at time: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    if case .open(let until) = state, time < until { until } else { nil }
  }

  /// The provider works.
  mutating func succeed(_ permit: Permit) {
    guard permit.epoch == epoch else { return }
    if case .closed = state { state = .closed(failures: 0) } else { change(to: .closed(failures: 0)) }
  }

  /// The provider does not work.
  mutating func fail(_ permit: Permit, now: ContinuousClock.Instant) {
    guard permit.epoch == epoch else { return }
    if case .closed(let failures) = state, failures + 1 < failuresToOpen {
      state = .closed(failures: failures + 1)
    } else {
      change(to: .open(until: now + openTime))
    }
  }

  /// Nobody knows, for we did not wait.
  mutating func abandon(_ permit: Permit) {
    guard permit.epoch == epoch, case .halfOpen = state else { return }
    change(to: .halfOpen(isTrying: false))
  }

  private mutating func change(to state: State) {
    self.state = state
    epoch += 1
  }
}

extension CircuitBreaker.State {
  /// What the log says of it.
  var name: String {
    switch self {
    case .closed: "closed"
    case .open: "open"
    case .halfOpen: "half-open"
    }
  }
}
