import GraphQLJSON
import OutboundHTTP
import Testing

@testable import LanguageModels

@Suite("What models say")
struct ModelStreamTests {
  private let words = ["Ein ", "Größe ", "👩🏽‍💻", " \"x\"\n", "end."]

  /// What comes of an answer.
  private func outcome(_ fetcher: PieceFetcher, _ provider: Provider, limits: ModelLimits = ModelLimits()) async
    -> ModelFailure?
  {
    do {
      _ = try await provider.model(fetcher, limits: limits).ask()
      return nil
    } catch {
      return error as? ModelFailure
    }
  }

  @Test("an answer is the same in one piece and byte by byte", arguments: Provider.allCases)
  func whole(provider: Provider) async throws {
    let bytes = Array(provider.stream(words).utf8)
    for pieces in [[bytes], bytes.map { [$0] }] {
      let heard = Heard()
      let reply = try await provider.model(PieceFetcher(pieces)).ask(heard)
      #expect(reply == ModelReply(text: words.joined(), promptTokens: 12, completionTokens: 7))
      #expect(heard.text == reply.text)
      #expect(heard.pieces.count == (pieces.count == 1 ? 1 : words.count))
    }
  }

  @Test("why a model stopped is told by its own words")
  func stops() async throws {
    let reasons: [(Provider, String, ModelReply.Stop)] = [
      (.anthropic, "max_tokens", .length), (.anthropic, "model_context_window_exceeded", .length),
      (.anthropic, "refusal", .refused), (.anthropic, "stop_sequence", .finished), (.anthropic, "new_one", .finished),
      (.openAI, "length", .length), (.openAI, "content_filter", .refused), (.openAI, "new_one", .finished),
    ]
    for (provider, reason, stop) in reasons {
      let text = provider.beginning + provider.words("a") + provider.end(reason)
      #expect(try await provider.model(PieceFetcher(text)).ask().stop == stop, "\(reason)")
    }
    let refusal = #"{"choices":[{"delta":{"refusal":"No."},"finish_reason":null}]}"#
    let heard = Heard()
    let reply = try await Provider.openAI.model(
      PieceFetcher(Provider.openAI.event(refusal) + Provider.openAI.end())
    ).ask(heard)
    #expect(reply.stop == .refused && reply.text.isEmpty && heard.pieces.isEmpty)
  }

  @Test("tokens that nobody counts, or that cannot be believed, are estimated")
  func estimates() async throws {
    for usage in [
      "null", "{}", #"{"prompt_tokens":-1,"completion_tokens":9223372036854775808}"#, #"{"prompt_tokens":1e3}"#,
    ] {
      let text =
        Provider.openAI.words("12345678") + Provider.openAI.event(#"{"choices":[],"usage":\#(usage)}"#)
        + Provider.openAI.mark
      let reply = try await Provider.openAI.model(PieceFetcher(text)).ask()
      #expect(reply.promptTokens == 9 && reply.completionTokens == 2, "\(usage)")
    }
  }

  @Test("a stream without its end is never taken as whole, cut or closed", arguments: Provider.allCases)
  func cut(provider: Provider) async {
    let text = provider.beginning + provider.words("half of")
    for isCut in [false, true] {
      #expect(await outcome(PieceFetcher(text, isCut: isCut), provider) == .unavailable)
      #expect(await outcome(PieceFetcher("", isCut: isCut), provider) == .unavailable)
    }
    // The end counts only with its empty line.
    let marked = String((text + provider.mark).dropLast())
    #expect(await outcome(PieceFetcher(marked), provider) == .unavailable)
  }

  @Test("an answer is whole with its end, whatever becomes of the connection then", arguments: Provider.allCases)
  func closedBadly(provider: Provider) async throws {
    let fetcher = PieceFetcher([Array(provider.stream(words).utf8), [0xFF, 0x0A, 0x0A]], isCut: true)
    #expect(try await provider.model(fetcher).ask().text == words.joined())
  }

  @Test("chat completions are whole with their reason to stop, as some servers send no mark")
  func noMark() async throws {
    let text = Provider.openAI.words("all") + Provider.openAI.end().dropLast(Provider.openAI.mark.count)
    #expect(try await Provider.openAI.model(PieceFetcher(text)).ask().text == "all")
  }

  @Test(
    "what is no JSON, no object, too deep or no stream at all is malformed", arguments: Provider.allCases)
  func malformed(provider: Provider) async {
    let deep = #"{"a":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}"
    for data in ["{", "[1]", "hello", deep, #"{"a":1,"a":2}"#, #"{"t":"\ud800"}"#] {
      #expect(await outcome(PieceFetcher(provider.event(data) + provider.end()), provider) == .malformed, "\(data)")
    }
    #expect(await outcome(PieceFetcher(#"{"content":[]}"#, type: "application/json"), provider) == .malformed)
    let invalid = Array("data: ".utf8) + [0xFF, 0x0A, 0x0A]
    #expect(await outcome(PieceFetcher([invalid]), provider) == .malformed)
  }

  @Test("a text of the limit is taken, a byte more is malformed", arguments: Provider.allCases)
  func textLimit(provider: Provider) async throws {
    var limits = ModelLimits()
    limits.textBytes = 1000
    let piece = String(repeating: "x", count: 500)
    let fits = try await provider.model(PieceFetcher(provider.stream([piece, piece])), limits: limits).ask()
    #expect(fits.text.utf8.count == 1000)
    let longer = Array(provider.stream([piece, piece, "x"]).utf8)
    for pieces in [[longer], longer.map { [$0] }] {
      #expect(await outcome(PieceFetcher(pieces), provider, limits: limits) == .malformed)
    }
  }

  @Test(
    "a body of the limit is taken, a byte more is malformed, also when it says nothing", arguments: Provider.allCases)
  func bodyLimit(provider: Provider) async throws {
    let text = String(repeating: ": nothing\n\n", count: 100) + provider.stream(["x"])
    var limits = ModelLimits()
    limits.bodyBytes = text.utf8.count
    #expect(await outcome(PieceFetcher(text), provider, limits: limits) == nil)
    limits.bodyBytes -= 1
    #expect(await outcome(PieceFetcher(text), provider, limits: limits) == .malformed)
  }

  @Test("U+0000, which databases do not take, is left out", arguments: Provider.allCases)
  func nullCharacter(provider: Provider) async throws {
    let heard = Heard()
    let reply = try await provider.model(PieceFetcher(provider.stream(["a\0b", "\0"]))).ask(heard)
    #expect(reply.text == "ab" && heard.text == "ab")
  }

  @Test("an error in the stream is what it would be as a status, also after text")
  func errorEvents() async {
    let errors: [(Provider, String, ModelFailure)] = [
      (.anthropic, #"{"type":"error","error":{"type":"overloaded_error"}}"#, .overloaded(retryAfter: nil)),
      (.anthropic, #"{"type":"error","error":{"type":"rate_limit_error"}}"#, .overloaded(retryAfter: nil)),
      (.anthropic, #"{"type":"error","error":{"type":"authentication_error"}}"#, .refused(status: 401)),
      (.anthropic, #"{"type":"error","error":{"type":"api_error"}}"#, .unavailable),
      (.anthropic, #"{"type":"error"}"#, .unavailable),
      (.openAI, #"{"error":{"message":"m","code":"rate_limit_exceeded"}}"#, .overloaded(retryAfter: nil)),
      (.openAI, #"{"error":{"code":500}}"#, .unavailable), (.openAI, #"{"error":"text"}"#, .unavailable),
    ]
    for (provider, data, failure) in errors {
      let event = provider.event(data)
      #expect(await outcome(PieceFetcher(event + provider.end()), provider) == failure, "\(data)")
      #expect(await outcome(PieceFetcher(provider.words("a") + event), provider) == failure, "\(data)")
    }
  }

  @Test("what the one who listens throws ends the exchange and is thrown", arguments: Provider.allCases)
  func listener(provider: Provider) async throws {
    struct Enough: Error {}
    let model = try provider.model(PieceFetcher(provider.stream(["a"])))
    let request = ModelRequest(system: "", messages: [.init(.user, "?")])
    await #expect(throws: Enough.self) { try await model.reply(to: request) { _ in throw Enough() } }
  }
}
