import LogTesting
import Logging
import Testing

@testable import LanguageModels

@Suite("Models that fail")
struct ResilientModelTests {
  private func resilient(
    _ model: ScriptedModel, _ clock: TestClock, random: Double = 1,
    _ change: (inout ResilientModel.Settings) -> Void = { _ in }
  ) -> ResilientModel {
    var settings = ResilientModel.Settings()
    change(&settings)
    return ResilientModel(
      model, settings: settings, clock: clock.clock, random: { random },
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func failure(_ model: ResilientModel) async -> ModelFailure? {
    do {
      _ = try await model.ask()
      return nil
    } catch {
      return error as? ModelFailure
    }
  }

  @Test(
    "what may pass is tried three times, with pauses that grow",
    arguments: [ModelFailure.unavailable, .timeout, .overloaded(retryAfter: nil)])
  func tries(failure: ModelFailure) async throws {
    let clock = TestClock(movesItself: true)
    let model = ScriptedModel(.fails(failure), .fails(failure), .says("a"))
    #expect(try await resilient(model, clock).ask().text == "a")
    #expect(model.asked == 3 && clock.pauses == [.milliseconds(500), .seconds(1)])
    let failing = ScriptedModel(.fails(failure))
    #expect(await self.failure(resilient(failing, clock)) == failure)
    #expect(failing.asked == 3)
  }

  @Test("pauses are drawn from nothing to their longest")
  func jitter() async throws {
    let clock = TestClock(movesItself: true)
    _ = await failure(resilient(ScriptedModel(.fails(.unavailable)), clock, random: 0.1))
    #expect(clock.pauses == [.milliseconds(50), .milliseconds(100)])
  }

  @Test(
    "what will not pass is not tried again",
    arguments: [ModelFailure.refused(status: 401), .refused(status: 400), .malformed])
  func noTries(failure: ModelFailure) async {
    let model = ScriptedModel(.fails(failure))
    #expect(await self.failure(resilient(model, TestClock())) == failure)
    #expect(model.asked == 1)
  }

  @Test("nothing is tried again once text was handed over")
  func afterText() async {
    let model = ScriptedModel(.saysAndFails("a", .unavailable), .says("b"))
    #expect(await failure(resilient(model, TestClock())) == .unavailable)
    #expect(model.asked == 1)
  }

  @Test("a pause that the provider asks for is kept, unless it is too long to wait")
  func retryAfter() async throws {
    let clock = TestClock(movesItself: true)
    let soon = ScriptedModel(.fails(.overloaded(retryAfter: .seconds(8))), .says("a"))
    #expect(try await resilient(soon, clock, random: 0).ask().text == "a")
    #expect(clock.pauses == [.seconds(8)])
    let late = ScriptedModel(.fails(.overloaded(retryAfter: .seconds(9))), .says("a"))
    #expect(await failure(resilient(late, clock)) == .overloaded(retryAfter: .seconds(9)))
    #expect(late.asked == 1)
  }

  @Test("no try begins when patience is over")
  func patience() async {
    let clock = TestClock(movesItself: true)
    let model = ScriptedModel(.fails(.timeout)) { clock.advance(.seconds(20)) }
    #expect(await failure(resilient(model, clock)) == .timeout)
    #expect(model.asked == 2)
  }

  @Test("five failures in a row open the breaker, a minute later one request tries, and its success closes it")
  func breaker() async throws {
    let clock = TestClock(movesItself: true)
    let model = ScriptedModel(.fails(.unavailable))
    let resilient = resilient(model, clock)
    for _ in 1...4 { _ = await failure(resilient) }
    #expect(model.asked == 5)
    guard case .suspended(let until)? = await failure(resilient) else {
      Issue.record("the breaker is not open")
      return
    }
    #expect(model.asked == 5 && until > clock.now && until <= clock.now + .seconds(60))
    #expect(resilient.suspension == .suspended(until: until))
    clock.advance(until - clock.now)
    #expect(resilient.suspension == nil)
    #expect(await failure(resilient) == .unavailable)
    #expect(model.asked == 6)
    clock.advance(.seconds(60))
    model.play(.says("a"))
    #expect(try await resilient.ask().text == "a")
    #expect(try await resilient.ask().text == "a")
    #expect(model.asked == 8)
  }

  @Test(
    "a wrong key opens the breaker; requests that are refused for what stands in them, and listeners' errors, do not",
    arguments: [
      (ScriptedModel.Step.fails(.refused(status: 401)), true), (.fails(.refused(status: 404)), true),
      (.fails(.malformed), true), (.fails(.refused(status: 400)), false), (.fails(.refused(status: 413)), false),
      (.throwsOther, false),
    ])
  func whatCounts(step: ScriptedModel.Step, opens: Bool) async {
    let model = ScriptedModel(step)
    let resilient = resilient(model, TestClock())
    for _ in 1...8 { _ = await failure(resilient) }
    #expect(model.asked == (opens ? 5 : 8))
  }

  @Test("who is cancelled ends at once, also in a pause, and the breaker learns nothing by it")
  func cancellation() async throws {
    let clock = TestClock()
    let model = ScriptedModel(.fails(.unavailable))
    let resilient = resilient(model, clock) { $0.failuresToOpen = 2 }
    let paused = Task { try await resilient.ask() }
    await clock.somebodyWaits()
    paused.cancel()
    await #expect(throws: CancellationError.self) { try await paused.value }
    model.play(.waits)
    for _ in 1...3 {
      let waiting = Task { try await resilient.ask() }
      await model.somebodyAsks()
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
    }
    model.play(.says("a"))
    #expect(try await resilient.ask().text == "a")
    #expect(resilient.counters.underWay == 0)
  }

  @Test("beyond so many at once requests are refused without being sent")
  func atOnce() async throws {
    let model = ScriptedModel(.waits)
    let resilient = resilient(model, TestClock()) { $0.requestsAtOnce = 2 }
    let tasks = (1...2).map { _ in Task { try await resilient.ask() } }
    for _ in tasks { await model.somebodyAsks() }
    #expect(await failure(resilient) == .overloaded(retryAfter: nil))
    #expect(model.asked == 2 && resilient.counters.underWay == 2)
    for task in tasks { task.cancel() }
    for task in tasks { _ = await task.result }
    model.play(.says("a"))
    #expect(try await resilient.ask().text == "a")
  }

  @Test("tries, failures and tokens are counted")
  func counters() async throws {
    let resilient = resilient(
      ScriptedModel(.fails(.unavailable), .says("abc")), TestClock(movesItself: true))
    _ = try await resilient.ask()
    var expected = ModelCounters()
    (expected.tries, expected.failures, expected.promptTokens, expected.completionTokens) = (2, 1, 10, 3)
    expected.replies = 1
    #expect(resilient.counters == expected)
  }

  @Test("what becomes of the breaker is logged, with nothing of what was asked")
  func log() async throws {
    let lines = LoggedLines()
    let (model, clock) = (ScriptedModel(.fails(.refused(status: 401))), TestClock())
    let resilient = ResilientModel(model, clock: clock.clock, logger: lines.logger)
    for _ in 1...6 { _ = await failure(resilient) }
    clock.advance(.seconds(60))
    model.play(.says("a"))
    _ = try await resilient.ask()
    let logged = lines.all
    #expect(logged.map { $0.prefix { $0 != " " } } == ["warning", "notice", "notice"], "\(logged)")
    #expect(logged.first?.contains("refused(status: 401)") == true && logged.first?.contains("open") == true)
    #expect(!logged.joined().contains("secret prompt"))
  }
}
