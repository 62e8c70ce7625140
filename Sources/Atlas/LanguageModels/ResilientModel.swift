public import Logging
import Synchronization

/// A model that is asked again when it fails before it has said anything, is left alone for a while when it fails again
/// and again, and is not asked more at once than it and we can bear.
public final class ResilientModel: LanguageModel {
  /// How often, how long, how many.
  public struct Settings: Sendable {
    /// How often one request is sent at most.
    public var tries = 3
    /// The longest pause before the second try; it doubles for each one more. The pause is drawn between nothing and it.
    public var firstPause: Duration = .milliseconds(500)
    /// No pause is longer: a provider that asks for more is not asked again for this request.
    public var longestPause: Duration = .seconds(8)
    /// No try begins later after the first.
    public var patience: Duration = .seconds(30)
    /// How many tries fail in a row before the provider is left alone.
    public var failuresToOpen = 5
    /// For how long; then one request tries it.
    public var openTime: Duration = .seconds(60)
    /// How many requests go on at once, with their pauses.
    public var requestsAtOnce = 32

    /// The usual ones.
    public init() {}
  }

  public var name: String { model.name }
  /// What happened since the start.
  public var counters: ModelCounters { state.withLock { $0.counters } }

  /// `suspended` while the provider is left alone, and `overloaded` while as many requests are under way as may be.
  public var suspension: ModelFailure? {
    let now = clock.now()
    return state.withLock { state in
      if let end = state.breaker.openUntil(at: now) { return .suspended(until: end) }
      return state.counters.underWay < settings.requestsAtOnce ? nil : .overloaded(retryAfter: nil)
    }
  }

  /// Whether the provider is left alone at this moment.
  public var isSuspended: Bool { if case .suspended = suspension { true } else { false } }

  private let model: any LanguageModel
  private let settings: Settings
  private let clock: ModelClock
  private let random: @Sendable () -> Double
  private let logger: Logger
  private let state: Mutex<State>

  private struct State {
    var breaker: CircuitBreaker
    var counters = ModelCounters()
  }

  /// - Parameter random: a number from 0 to 1, for pauses: those who failed together must not come back together.
  public init(
    _ model: any LanguageModel, settings: Settings = Settings(), clock: ModelClock = .system,
    random: @escaping @Sendable () -> Double = { .random(in: 0...1) }, logger: Logger
  ) {
    self.model = model
    self.settings = settings
    self.clock = clock
    self.random = random
    self.logger = logger
    state = Mutex(
      State(breaker: CircuitBreaker(failuresToOpen: settings.failuresToOpen, openTime: settings.openTime)))
  }

  /// - Throws: ``ModelFailure``, `overloaded` also where too many requests are under way, and `suspended`;
  ///   `CancellationError`; and what `receive` throws.
  public func reply(
    to request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    try begin()
    defer { state.withLock { $0.counters.underWay -= 1 } }
    let start = clock.now()
    var number = 0
    while true {
      number += 1
      let handed = Handed()
      do {
        return try await tryOnce(request) { text in
          handed.isAny.store(true, ordering: .relaxed)
          try await receive(text)
        }
      } catch let failure as ModelFailure where number < settings.tries && !handed.isAny.load(ordering: .relaxed) {
        guard let pause = pause(after: failure, number: number) else { throw failure }
        let next = clock.now() + pause
        let isOpen = state.withLock { $0.breaker.openUntil(at: next) != nil }
        guard next <= start + settings.patience, !isOpen else { throw failure }
        try await clock.sleep(next)
      }
    }
  }

  private func begin() throws(ModelFailure) {
    try state.withLock { state throws(ModelFailure) in
      guard state.counters.underWay < settings.requestsAtOnce else { throw .overloaded(retryAfter: nil) }
      state.counters.underWay += 1
    }
  }

  /// One try, and what the breaker learns by it.
  private func tryOnce(
    _ request: ModelRequest, receiving receive: @escaping @Sendable (String) async throws -> Void
  ) async throws -> ModelReply {
    let permit = try change { breaker, now throws(ModelFailure) in try breaker.admit(now: now) }
    state.withLock { $0.counters.tries += 1 }
    do {
      let reply = try await model.reply(to: request, receiving: receive)
      state.withLock { $0.counters.count(reply) }
      change { breaker, _ in breaker.succeed(permit) }
      return reply
    } catch let failure as ModelFailure {
      state.withLock { $0.counters.failures += 1 }
      change(because: failure) { breaker, now in
        if failure.isOfProvider { breaker.fail(permit, now: now) } else { breaker.succeed(permit) }
      }
      throw failure
    } catch {
      state.withLock { $0.counters.abandoned += 1 }
      change { breaker, _ in breaker.abandon(permit) }
      throw error
    }
  }

  /// How long to wait before the next try; nil where there must be none.
  private func pause(after failure: ModelFailure, number: Int) -> Duration? {
    let longest = min(settings.longestPause, settings.firstPause * (1 << min(number - 1, 16)))
    switch failure {
    case .overloaded(let wanted?): return wanted <= settings.longestPause ? wanted + longest * random() * 0.5 : nil
    case .timeout, .unavailable, .overloaded: return longest * random()
    case .refused, .malformed, .suspended: return nil
    }
  }

  /// Changes the breaker, and logs it where its state becomes another.
  private func change<Result: Sendable, Failure>(
    because failure: ModelFailure? = nil,
    _ body: (inout CircuitBreaker, ContinuousClock.Instant) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let now = clock.now()
    let (result, before, after) = try state.withLock { state throws(Failure) in
      let before = state.breaker.state.name
      let result = try body(&state.breaker, now)
      return (result, before, state.breaker.state.name)
    }
    if before != after { log(after, failure) }
    return result
  }

  private func log(_ state: String, _ failure: ModelFailure?) {
    var metadata: Logger.Metadata = ["model": "\(name)", "breaker": "\(state)"]
    metadata["failure"] = failure.map { "\($0)" }
    logger.log(level: failure == nil ? .notice : .warning, "the language model's breaker changed", metadata: metadata)
  }
}

/// Whether text has left for the one who asked.
private final class Handed: Sendable {
  let isAny = Atomic(false)
}

extension ModelFailure {
  /// Whether it says something of the provider, or of us who ask it: a wrong key fails every request. One that is refused
  /// for what stands in it does not.
  fileprivate var isOfProvider: Bool {
    switch self {
    case .timeout, .unavailable, .overloaded, .malformed: true
    case .refused(let status): ![400, 409, 413, 422].contains(status)
    case .suspended: false
    }
  }
}
