import Testing

@testable import LanguageModels

@Suite("The breaker")
struct CircuitBreakerTests {
  private let now = ContinuousClock.now
  private var later: ContinuousClock.Instant { now + .seconds(60) }

  private func opened() throws -> CircuitBreaker {
    var breaker = CircuitBreaker(failuresToOpen: 2, openTime: .seconds(60))
    for _ in 1...2 { breaker.fail(try breaker.admit(now: now), now: now) }
    #expect(breaker.state == .open(until: later))
    return breaker
  }

  @Test("it opens after failures in a row, and a success between them begins anew")
  func opens() throws {
    var breaker = CircuitBreaker(failuresToOpen: 2, openTime: .seconds(60))
    breaker.fail(try breaker.admit(now: now), now: now)
    breaker.succeed(try breaker.admit(now: now))
    breaker.fail(try breaker.admit(now: now), now: now)
    #expect(breaker.state == .closed(failures: 1))
    breaker.fail(try breaker.admit(now: now), now: now)
    #expect(throws: ModelFailure.suspended(until: later)) { try breaker.admit(now: later - .nanoseconds(1)) }
  }

  @Test("when its time is over one request tries, and the others wait for it")
  func trial() throws {
    var breaker = try opened()
    let trial = try breaker.admit(now: later)
    #expect(throws: ModelFailure.suspended(until: later)) { try breaker.admit(now: later) }
    breaker.succeed(trial)
    #expect(breaker.state == .closed(failures: 0))
    _ = try breaker.admit(now: later)
  }

  @Test("a trial that fails opens it again")
  func failedTrial() throws {
    var breaker = try opened()
    breaker.fail(try breaker.admit(now: later), now: later)
    #expect(breaker.state == .open(until: later + .seconds(60)))
  }

  @Test("a trial that was not waited for leaves the next request to try")
  func abandoned() throws {
    var breaker = try opened()
    breaker.abandon(try breaker.admit(now: later))
    #expect(breaker.state == .halfOpen(isTrying: false))
    let trial = try breaker.admit(now: later)
    #expect(throws: ModelFailure.suspended(until: later)) { try breaker.admit(now: later) }
    breaker.succeed(trial)
    #expect(breaker.state == .closed(failures: 0))
  }

  @Test("what was asked before it opened changes nothing when it ends")
  func late() throws {
    var breaker = CircuitBreaker(failuresToOpen: 1, openTime: .seconds(60))
    let permits = try (1...4).map { _ in try breaker.admit(now: now) }
    breaker.fail(permits[0], now: now)
    breaker.succeed(permits[1])
    breaker.fail(permits[2], now: now + .seconds(30))
    #expect(breaker.state == .open(until: later))
    _ = try breaker.admit(now: later)
    breaker.succeed(permits[3])
    breaker.abandon(permits[3])
    #expect(breaker.state == .halfOpen(isTrying: true))
  }
}
