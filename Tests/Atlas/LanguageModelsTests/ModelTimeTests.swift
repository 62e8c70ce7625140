import OutboundHTTP
import Testing

@testable import LanguageModels

@Suite("How long models may take")
struct ModelTimeTests {
  private var limits: ModelLimits {
    var limits = ModelLimits(whole: .seconds(60))
    limits.firstByte = .seconds(20)
    limits.pause = .seconds(10)
    return limits
  }

  /// Asks for an answer whose pieces come at this distance.
  private func ask(
    _ provider: Provider, _ pieces: [[UInt8]], every distance: Duration
  ) async throws -> ModelReply {
    let time = TestClock()
    let fetcher = PieceFetcher(pieces) { time.advance(distance) }
    return try await provider.model(fetcher, limits: limits, clock: time.clock).ask()
  }

  @Test("one byte a second is given up when no word is whole in time", arguments: Provider.allCases)
  func drip(provider: Provider) async throws {
    let bytes = Array(provider.stream(["word"]).utf8).map { [$0] }
    await #expect(throws: ModelFailure.timeout) { try await ask(provider, bytes, every: .seconds(1)) }
    #expect(try await ask(provider, bytes, every: .milliseconds(30)).text == "word")
  }

  @Test("words keep an answer alive, but not longer than the whole may take", arguments: Provider.allCases)
  func words(provider: Provider) async throws {
    func pieces(_ count: Int) -> [[UInt8]] {
      (Array(repeating: provider.words("w "), count: count) + [provider.end()]).map { Array($0.utf8) }
    }
    #expect(try await ask(provider, pieces(5), every: .seconds(9)).text == "w w w w w ")
    await #expect(throws: ModelFailure.timeout) { try await ask(provider, pieces(6), every: .seconds(9)) }
  }

  @Test("signs of life that say nothing do not keep an answer alive; thinking does")
  func signs() async throws {
    let quiet = [": ping\n\n", Provider.anthropic.event(#"{"type":"ping"}"#)].flatMap {
      Array(repeating: $0, count: 10)
    }
    for sign in quiet {
      let pieces = [Provider.anthropic.beginning, sign, sign, sign, Provider.anthropic.end()].map { Array($0.utf8) }
      await #expect(throws: ModelFailure.timeout) { try await ask(.anthropic, pieces, every: .seconds(4)) }
    }
    let thinking = #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"#
    let thought = Provider.anthropic.event(thinking)
    let pieces = [thought, thought, thought, thought, Provider.anthropic.stream(["a"])].map { Array($0.utf8) }
    #expect(try await ask(.anthropic, pieces, every: .seconds(9)).text == "a")
  }

  @Test("the first byte has a limit of its own", arguments: Provider.allCases)
  func firstByte(provider: Provider) async throws {
    let pieces = [Array(provider.stream(["a"]).utf8)]
    #expect(try await ask(provider, pieces, every: .seconds(19)).text == "a")
    await #expect(throws: ModelFailure.timeout) { try await ask(provider, pieces, every: .seconds(20)) }
  }

  @Test("a listener that takes its time is not the provider's fault, until all time is over")
  func listener() async throws {
    func ask(taking time: Duration) async throws -> ModelReply {
      let clock = TestClock()
      let pieces = [Provider.openAI.words("a"), Provider.openAI.end()].map { Array($0.utf8) }
      let model = try Provider.openAI.model(PieceFetcher(pieces), limits: limits, clock: clock.clock)
      return try await model.reply(to: ModelRequest(system: "", messages: [.init(.user, "?")])) { _ in
        clock.advance(time)
      }
    }
    #expect(try await ask(taking: .seconds(50)).text == "a")
    await #expect(throws: ModelFailure.timeout) { try await ask(taking: .seconds(61)) }
  }
}
