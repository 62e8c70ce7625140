import FoundationEssentials
import GraphQLJSON
import OutboundHTTP
import Testing

@testable import LanguageModels

@Suite("Models behind a socket")
struct ModelSocketTests {
  private func asking(
    _ fetcher: AsyncHTTPFetcher = AsyncHTTPFetcher(), _ body: (AsyncHTTPFetcher) async throws -> Void
  ) async throws {
    do {
      try await body(fetcher)
    } catch {
      await fetcher.shutdown()
      throw error
    }
    await fetcher.shutdown()
  }

  /// What comes of asking a provider that answers so.
  private func failure(
    _ answer: ProviderAnswer, _ provider: Provider, limits: ModelLimits = ModelLimits()
  ) async throws -> ModelFailure? {
    var failure: ModelFailure?
    try await ProviderServer.serve(answer) { server in
      try await asking { fetcher in
        do {
          _ = try await provider.model(at: server.base, fetcher, limits: limits).ask()
        } catch {
          failure = try #require(error as? ModelFailure)
        }
      }
    }
    return failure
  }

  @Test("an answer comes over in one piece and byte by byte", arguments: Provider.allCases)
  func whole(provider: Provider) async throws {
    let text = provider.stream(["Ein ", "Größe"])
    // A byte is no text where a character has several: chunks of characters, each in a write of its own.
    for chunks in [[text], text.map { String($0) }] {
      try await ProviderServer.serve(.streams(chunks)) { server in
        try await asking { fetcher in
          let reply = try await provider.model(at: server.base, fetcher).ask()
          #expect(reply == ModelReply(text: "Ein Größe", promptTokens: 12, completionTokens: 7))
        }
      }
    }
  }

  @Test("requests have the shape of their protocol, and the key in its field")
  func requests() async throws {
    for (provider, line, field) in [
      (Provider.anthropic, "POST /v1/messages HTTP/1.1", "x-api-key: \(Provider.key)"),
      (Provider.openAI, "POST /chat/completions HTTP/1.1", "Authorization: Bearer \(Provider.key)"),
    ] {
      try await ProviderServer.serve(.streams([provider.stream(["a"])])) { server in
        try await asking { fetcher in _ = try await provider.model(at: server.base, fetcher).ask() }
        let request = try await server.request()
        #expect(request.hasPrefix(line) && request.contains("\r\n\(field)\r\n"), "\(request)")
        #expect(request.contains("Content-Type: application/json\r\n"))
        #expect(request.contains("anthropic-version: 2023-06-01\r\n") == (provider == .anthropic))
      }
    }
  }

  @Test("statuses are told apart, and a pause that is asked for is known", arguments: Provider.allCases)
  func statuses(provider: Provider) async throws {
    let expected: [(Int, ModelFailure)] = [
      (500, .unavailable), (502, .unavailable), (503, .overloaded(retryAfter: nil)), (408, .timeout),
      (529, .overloaded(retryAfter: nil)), (400, .refused(status: 400)), (401, .refused(status: 401)),
      (302, .refused(status: 302)), (204, .malformed),
    ]
    for (status, failure) in expected {
      #expect(try await self.failure(.refuses(status), provider) == failure, "\(status)")
    }
    for (wanted, pause) in [("7", 7), ("99999999999999999999", 3_600), ("86400", 3_600)] {
      let failure = try await failure(.refuses(429, "Retry-After: \(wanted)\r\n"), provider)
      #expect(failure == .overloaded(retryAfter: .seconds(pause)))
    }
  }

  @Test("an error with a long body is the error", arguments: Provider.allCases)
  func longError(provider: Provider) async throws {
    let answer = ProviderAnswer.refuses(500, body: String(repeating: "x", count: 200_000))
    #expect(try await failure(answer, provider) == .unavailable)
  }

  @Test("a connection that breaks in the middle is no whole answer", arguments: Provider.allCases)
  func cut(provider: Provider) async throws {
    let half = ProviderAnswer.head + ProviderAnswer.chunk(provider.beginning + provider.words("half of"))
    #expect(try await failure(.closesAfter(half), provider) == .unavailable)
    #expect(try await failure(.closesAfter(""), provider) == .unavailable)
    #expect(try await failure(.closesAfter("no HTTP at all\r\n\r\n"), provider) == .unavailable)
  }

  @Test("of 50 MB nobody takes more than the limit: the connection is closed", arguments: Provider.allCases)
  func flood(provider: Provider) async throws {
    try await ProviderServer.serve(.floods(bytes: 50 << 20)) { server in
      try await asking { fetcher in
        let model = try provider.model(at: server.base, fetcher)
        await #expect(throws: ModelFailure.malformed) { try await model.ask() }
        // What is in the buffers of sockets was sent, too.
        #expect(try await server.closed() < 30 << 20)
      }
    }
  }

  @Test(
    "who never answers, and who stops in the middle, is given up, and the connection closed",
    arguments: Provider.allCases, [true, false])
  func stalls(provider: Provider, fromTheBeginning: Bool) async throws {
    let start = [ProviderAnswer.head, ProviderAnswer.chunk(provider.beginning + provider.words("a"))]
    try await ProviderServer.serve(.writes(fromTheBeginning ? [] : start)) { server in
      try await asking { fetcher in
        let (time, heard) = (TestClock(), AsyncStream.makeStream(of: String.self))
        let model = try provider.model(at: server.base, fetcher, clock: time.clock)
        let reply = Task {
          try await model.reply(to: ModelRequest(system: "", messages: [.init(.user, "?")])) { text in
            heard.continuation.yield(text)
          }
        }
        _ = try await server.request()
        if !fromTheBeginning { for await text in heard.stream where text == "a" { break } }
        await time.somebodyWaits()
        time.advance(.seconds(20))
        await #expect(throws: ModelFailure.timeout) { try await reply.value }
        _ = try await server.closed()
      }
    }
  }

  @Test("a provider that never answers is asked by as many at once as there may be connections")
  func manyAtOnce() async throws {
    try await ProviderServer.serve(.writes([])) { server in
      try await asking(AsyncHTTPFetcher(connectionsPerHost: 20)) { fetcher in
        let model = try Provider.openAI.model(at: server.base, fetcher)
        let replies = (1...20).map { _ in Task { try await model.ask() } }
        for _ in replies { _ = try await server.request() }
        for reply in replies { reply.cancel() }
        for reply in replies { await #expect(throws: CancellationError.self) { try await reply.value } }
      }
    }
  }

  @Test("cancelling closes the connection, so that the provider can stop", arguments: Provider.allCases)
  func cancellation(provider: Provider) async throws {
    let start = [ProviderAnswer.head, ProviderAnswer.chunk(provider.beginning + provider.words("a"))]
    try await ProviderServer.serve(.writes(start)) { server in
      try await asking { fetcher in
        let heard = AsyncStream.makeStream(of: String.self)
        let model = try provider.model(at: server.base, fetcher)
        let reply = Task {
          try await model.reply(to: ModelRequest(system: "", messages: [.init(.user, "?")])) { text in
            heard.continuation.yield(text)
          }
        }
        for await text in heard.stream where text == "a" { break }
        reply.cancel()
        await #expect(throws: CancellationError.self) { try await reply.value }
        _ = try await server.closed()
      }
    }
  }
}
