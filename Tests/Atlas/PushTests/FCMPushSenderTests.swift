import AtlasKernel
import CryptoExtras
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP
import Synchronization
import Testing

@testable import Push

@Suite("Sending by Firebase Cloud Messaging")
struct FCMPushSenderTests {
  private let message = PushMessage(
    title: "Your lab is ready", body: "Open it", url: "https://atlas.example/labs/1", collapseKey: "lab:1")
  private static let now = 1_800_000_000

  private func sender(_ fetcher: ScriptedFetcher, clock: (@Sendable () -> Int)? = nil) throws -> FCMPushSender {
    FCMPushSender(try ServiceAccount.make(), fetcher: fetcher, clock: clock ?? { Self.now })
  }

  /// Gives tokens `access-1`, `access-2` and so on, and answers messages as a test wants.
  private func service(
    lifetime: Int = 3_600, _ answer: @escaping ScriptedFetcher.Answer
  ) -> ScriptedFetcher {
    let made = Mutex(0)
    return ScriptedFetcher { request throws(OutboundError) in
      guard request.url.text == ServiceAccount.tokenURL else { return try await answer(request) }
      let number = made.withLock { made in
        made += 1
        return made
      }
      return OutboundResponse(
        status: 200, body: Array(#"{"access_token":"access-\#(number)","expires_in":\#(lifetime)}"#.utf8))
    }
  }

  private func response(_ status: Int, _ body: String = "{}", retryAfter: String? = nil) -> OutboundResponse {
    OutboundResponse(
      status: status, body: Array(body.utf8), fields: retryAfter.map { [(name: "retry-after", value: $0)] } ?? [])
  }

  @Test("a signed assertion becomes an access token, and with it the message is brought")
  func exchange() async throws {
    let fetcher = service { _ throws(OutboundError) in OutboundResponse(status: 200, body: []) }
    #expect(await (try sender(fetcher)).send(message, to: "device:1") == .sent)
    try #require(fetcher.requests.map(\.url.text) == [ServiceAccount.tokenURL, ServiceAccount.sendURL])
    let (exchange, sending) = (fetcher.requests[0], fetcher.requests[1])
    #expect(exchange.method == .post && exchange["Content-Type"] == "application/x-www-form-urlencoded")
    let start = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
    #expect(exchange.text.hasPrefix(start))
    let token = try ReadToken(String(exchange.text.dropFirst(start.count)))
    let signature = _RSA.Signing.RSASignature(rawRepresentation: token.signature)
    let key = try ServiceAccount.key.get().publicKey
    #expect(key.isValidSignature(signature, for: token.signed, padding: .insecurePKCS1v1_5))
    #expect(token.header == ["alg": .string("RS256"), "typ": .string("JWT"), "kid": .string("key-1")])
    #expect(
      token.claims == [
        "iss": .string("push@atlas-1.iam.example"),
        "scope": .string("https://www.googleapis.com/auth/firebase.messaging"),
        "aud": .string(ServiceAccount.tokenURL), "iat": .integer(Self.now), "exp": .integer(Self.now + 3_600),
      ])
    #expect(sending["Authorization"] == "Bearer access-1" && sending.timeout == .seconds(10))
  }

  @Test("the message is as the service documents it, with one tag for each platform's way to replace")
  func body() throws {
    let tag = PushContent(message, bytesLimit: 3_000).tag
    let expected = #"""
      {"message":{"token":"device:1","notification":{"title":"Your lab is ready","body":"Open it"},
      "android":{"collapse_key":"\#(tag)","ttl":"86400s","notification":{"tag":"\#(tag)"}},
      "apns":{"headers":{"apns-collapse-id":"\#(tag)","apns-expiration":"86401"}},
      "webpush":{"headers":{"TTL":"86400","Topic":"\#(tag)"},"notification":{"tag":"\#(tag)"},
      "fcm_options":{"link":"https://atlas.example/labs/1"}},
      "data":{"url":"https://atlas.example/labs/1"}}}
      """#
    #expect(try FCMMessage(message, to: "device:1", now: 1).json == JSONParser.parse(expected))
    let plain = PushMessage(title: "a", body: "", url: nil, collapseKey: "")
    #expect(FCMMessage(plain, to: "d", now: 1).json.objectValue?["message"]?.objectValue?["data"] == nil)
    let path = PushMessage(title: "a", body: "", url: "/labs/1", collapseKey: "")
    let options = FCMMessage(path, to: "d", now: 1).json.objectValue?["message"]?.objectValue?["webpush"]?.objectValue
    #expect(options != nil && options?["fcm_options"] == nil)
  }

  @Test("an access token serves until a minute before its end; however many want one, it is asked for once")
  func caching() async throws {
    let time = Mutex(Self.now)
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let inner = service(lifetime: 600) { _ throws(OutboundError) in OutboundResponse(status: 200, body: []) }
    let fetcher = ScriptedFetcher { request throws(OutboundError) in
      // Nobody gets a token before all want one.
      if request.url.text == ServiceAccount.tokenURL { for await _ in starts.prefix(20) {} }
      return try await inner.fetch(request)
    }
    let sender = try sender(fetcher, clock: { time.withLock { $0 } })
    await withDiscardingTaskGroup { group in
      for number in 1...20 {
        group.addTask { [message] in
          start.yield()
          #expect(await sender.send(message, to: "device:\(number)") == .sent)
        }
      }
    }
    start.finish()
    func exchanges() -> Int { fetcher.requests.filter { $0.url.text == ServiceAccount.tokenURL }.count }
    #expect(exchanges() == 1)
    time.withLock { $0 += 539 }
    #expect(await sender.send(message, to: "device:1") == .sent)
    #expect(exchanges() == 1)
    time.withLock { $0 += 1 }
    #expect(await sender.send(message, to: "device:1") == .sent)
    #expect(exchanges() == 2)
  }

  @Test("a token that is not taken is replaced once, and no more than once")
  func renewal() async throws {
    let fetcher = service { request throws(OutboundError) in
      OutboundResponse(status: request["Authorization"] == "Bearer access-2" ? 200 : 401, body: [])
    }
    let sender = try sender(fetcher)
    #expect(await sender.send(message, to: "device:1") == .sent)
    #expect(await sender.send(message, to: "device:1") == .sent)
    #expect(fetcher.requests.count == 5, "two tokens, one refusal, two messages")
    let never = service { _ throws(OutboundError) in OutboundResponse(status: 401, body: []) }
    let outcome = await (try self.sender(never)).send(message, to: "device:1")
    #expect(outcome == .blocked("Firebase Cloud Messaging answered with status 401."))
    #expect(never.requests.count == 4)
  }

  @Test("answers tell what becomes of the message: only words about this very token make it gone")
  func outcomes() async throws {
    func error(_ code: String) -> String {
      #"{"error":{"details":[{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"\#(code)"}]}}"#
    }
    func violation(_ field: String) -> String {
      #"""
      {"error":{"details":[{"@type":"type.googleapis.com/google.rpc.BadRequest",
      "fieldViolations":[{"field":"\#(field)","description":"x"}]}]}}
      """#
    }
    func refused(_ words: String) -> PushOutcome { .refused("Firebase Cloud Messaging answered with status \(words).") }
    func blocked(_ words: String) -> PushOutcome { .blocked("Firebase Cloud Messaging answered with status \(words).") }
    let table: [(OutboundResponse, PushOutcome)] = [
      (response(404, error("UNREGISTERED")), .gone), (response(404), blocked("404")),
      (response(400, violation("message.token")), .gone), (response(400, violation("message.data")), refused("400")),
      (response(400, error("INVALID_ARGUMENT")), refused("400 (INVALID_ARGUMENT)")),
      (response(403, error("SENDER_ID_MISMATCH")), refused("403 (SENDER_ID_MISMATCH)")),
      (response(403, error("a device:1 b")), blocked("403")), (response(403, "<html>"), blocked("403")),
      (response(429, retryAfter: "90"), .later(.seconds(90))), (response(429), .later(nil)),
      (response(500), .later(nil)), (response(503, retryAfter: "7200"), .later(.seconds(3600))),
    ]
    for (answer, expected) in table {
      let fetcher = service { _ throws(OutboundError) in answer }
      let outcome = await (try sender(fetcher)).send(message, to: "device:1")
      #expect(outcome == expected, "\(answer.status) \(String(decoding: answer.body, as: UTF8.self))")
    }
    let away = service { _ throws(OutboundError) in throw .unreachable }
    #expect(await (try sender(away)).send(message, to: "device:1") == .later(nil))
  }

  @Test("without an access token nothing is sent, and it is not asked for again at once")
  func noToken() async throws {
    let table: [(OutboundResponse?, PushOutcome)] = [
      (nil, .later(nil)), (response(503, retryAfter: "5"), .later(.seconds(5))), (response(429), .later(nil)),
      (response(400), .blocked("The service account got status 400 instead of an access token.")),
      (response(200), .blocked("What the service account got is no access token.")),
      (
        response(200, #"{"access_token":"a b","expires_in":3600}"#),
        .blocked("What the service account got is no access token.")
      ),
      (
        response(200, #"{"access_token":"a","expires_in":1e99}"#),
        .blocked("What the service account got is no access token.")
      ),
    ]
    for (answer, expected) in table {
      let time = Mutex(Self.now)
      let fetcher = ScriptedFetcher { _ throws(OutboundError) in
        guard let answer else { throw .timeout }
        return answer
      }
      let sender = try sender(fetcher, clock: { time.withLock { $0 } })
      #expect(await sender.send(message, to: "device:1") == expected)
      #expect(await sender.send(message, to: "device:1") == expected)
      #expect(fetcher.requests.count == 1)
      time.withLock { $0 += 10 }
      #expect(await sender.send(message, to: "device:1") == expected)
      #expect(fetcher.requests.count == 2)
    }
  }

  @Test("whoever is cancelled waits for no access token, and leaves it to the others")
  func cancelledWait() async throws {
    let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
    let (answers, answer) = AsyncStream.makeStream(of: Void.self)
    let inner = service { _ throws(OutboundError) in OutboundResponse(status: 200, body: []) }
    let fetcher = ScriptedFetcher { request throws(OutboundError) in
      if request.url.text == ServiceAccount.tokenURL {
        isAsked.yield()
        for await _ in answers { break }
      }
      return try await inner.fetch(request)
    }
    let sender = try sender(fetcher)
    let cancelled = Task { [message] in await sender.send(message, to: "device:1") }
    for await _ in asked { break }
    let patient = Task { [message] in await sender.send(message, to: "device:2") }
    cancelled.cancel()
    #expect(await cancelled.value == .later(nil))
    answer.yield()
    #expect(await patient.value == .sent)
    #expect(fetcher.requests.count == 2)
  }

  @Test("what cannot be a token is gone without a question", arguments: ["", "a b", "a\n", "é"])
  func tokens(text: String) async throws {
    let fetcher = ScriptedFetcher(status: 200)
    #expect(await (try sender(fetcher)).send(message, to: text) == .gone)
    #expect(fetcher.requests.isEmpty)
  }
}
