import AtlasKernel
import Crypto
import FoundationEssentials
import GraphQLJSON
import OutboundHTTP
import Synchronization
import Testing

@testable import Push

@Suite("Sending to browsers")
struct WebPushSenderTests {
  private let key = P256.Signing.PrivateKey()
  private let message = PushMessage(
    title: "Ada mentioned you", body: "See the whiteboard", url: "/groups/1", collapseKey: "group:1")
  private static let now = 1_800_000_000

  private func identity() throws -> VAPIDIdentity {
    try VAPIDIdentity(privateKey: Base64URL.encode(Array(key.rawRepresentation)), subject: "mailto:ops@atlas.example")
  }

  private func sender(_ fetcher: ScriptedFetcher) throws -> WebPushSender {
    WebPushSender(try identity(), fetcher: fetcher, clock: { Self.now })
  }

  @Test("the push service gets one encrypted record in our name, which the browser reads")
  func exchange() async throws {
    let (browser, fetcher) = (Browser(), ScriptedFetcher(status: 201))
    #expect(await (try sender(fetcher)).send(message, to: browser.subscription) == .sent)
    let request = try #require(fetcher.requests.first)
    #expect(request.method == .post && request.url.text == browser.endpoint && fetcher.requests.count == 1)
    #expect(request["Content-Encoding"] == "aes128gcm" && request["TTL"] == "86400" && request["Urgency"] == "normal")
    let topic = try #require(request["Topic"])
    #expect(topic.utf8.count == 32 && Base64URL.decode(topic) != nil)
    #expect(request.timeout == .seconds(10) && !request.needsBody, "the status says it all")
    let content = try #require(try JSONParser.parse(browser.decrypt(request.body)).objectValue)
    #expect(content["title"] == .string("Ada mentioned you") && content["body"] == .string("See the whiteboard"))
    #expect(content["url"] == .string("/groups/1") && content["tag"] == .string(topic))
  }

  @Test("the token is signed by the key that the header names, for the origin of the service and half a day")
  func token() async throws {
    let fetcher = ScriptedFetcher(status: 201)
    #expect(await (try sender(fetcher)).send(message, to: Browser().subscription) == .sent)
    let field = try #require(fetcher.requests.first?["Authorization"])
    let point = Base64URL.encode(Array(key.publicKey.x963Representation))
    #expect(field.hasPrefix("vapid t=") && field.hasSuffix(", k=\(point)"))
    #expect(try identity().applicationServerKey == point)
    let token = try ReadToken(String(field.dropFirst(8).prefix { $0 != "," }))
    let signature = try P256.Signing.ECDSASignature(rawRepresentation: token.signature)
    #expect(key.publicKey.isValidSignature(signature, for: token.signed))
    #expect(token.header == ["typ": .string("JWT"), "alg": .string("ES256")])
    #expect(token.claims["aud"] == .string("https://push.example.net"))
    #expect(token.claims["exp"] == .integer(Self.now + 43_200))
    #expect(token.claims["sub"] == .string("mailto:ops@atlas.example"))
  }

  @Test("a token serves for its origin until shortly before its end, and however many origins there are")
  func cache() throws {
    let authorizations = VAPIDAuthorizations(try identity())
    let first = try authorizations.authorization(for: "https://a.example", now: 0)
    #expect(try authorizations.authorization(for: "https://a.example", now: 42_599) == first)
    #expect(try authorizations.authorization(for: "https://b.example", now: 0) != first)
    let second = try authorizations.authorization(for: "https://a.example", now: 42_600)
    #expect(second != first)
    for number in 0..<150 { _ = try authorizations.authorization(for: "https://\(number).example", now: 42_600) }
    #expect(try authorizations.authorization(for: "https://a.example", now: 42_600) != second, "the oldest make room")
  }

  @Test("statuses tell what becomes of the message")
  func outcomes() async throws {
    let refused = { (status: Int) in PushOutcome.refused("The push service answered with status \(status).") }
    let blocked = { (status: Int) in PushOutcome.blocked("The push service answered with status \(status).") }
    let table: [(Int, String?, PushOutcome)] = [
      (200, nil, .sent), (201, nil, .sent), (202, nil, .sent), (404, nil, .gone), (410, nil, .gone),
      (413, nil, .refused("The push service finds the message too large.")), (400, nil, refused(400)),
      (401, nil, blocked(401)), (403, nil, blocked(403)), (302, nil, refused(302)), (429, nil, .later(nil)),
      (429, "120", .later(.seconds(120))), (503, "0", .later(.zero)), (500, nil, .later(nil)),
      (503, "86400", .later(.seconds(3600))), (503, "99999999999999999999999", .later(.seconds(3600))),
      (503, "Fri, 15 Jan 2027 08:02:00 GMT", .later(.seconds(120))),
      (503, "Fri, 15 Jan 2027 07:00:00 GMT", .later(.zero)),
      (503, "Fri, 15 Jan 2037 08:00:00 GMT", .later(.seconds(3600))), (503, "soon", .later(nil)),
      (503, "-1", .later(nil)), (503, "", .later(nil)), (503, "Fri, 99 Jan 2027 08:02:00 GMT", .later(nil)),
    ]
    for (status, pause, expected) in table {
      let fields = pause.map { [(name: "Retry-After", value: $0)] } ?? []
      let fetcher = ScriptedFetcher(status: status, body: "no", fields: fields)
      let outcome = await (try sender(fetcher)).send(message, to: Browser().subscription)
      #expect(outcome == expected, "\(status) \(pause ?? "")")
    }
  }

  @Test("failures of the network are for later, an address that is not public is refused, no subscription is gone")
  func failures() async throws {
    for error in [OutboundError.timeout, .unreachable, .tooLarge] {
      let fetcher = ScriptedFetcher { _ throws(OutboundError) in throw error }
      #expect(await (try sender(fetcher)).send(message, to: Browser().subscription) == .later(nil))
    }
    let fetcher = ScriptedFetcher { _ throws(OutboundError) in throw .notAllowed }
    let outcome = await (try sender(fetcher)).send(message, to: Browser().subscription)
    #expect(outcome == .refused("The push service is not at a public address."))
    #expect(await (try sender(fetcher)).send(message, to: "{}") == .gone)
    #expect(fetcher.requests.count == 1)
  }

  @Test("a name that leads into our own network is not asked")
  func privateAddress() async throws {
    let resolved = Mutex<[String]>([])
    let fetcher = CheckedFetcher(
      timeout: .seconds(30), bodyLimit: 1024,
      resolve: { host throws(OutboundError) in
        resolved.withLock { $0.append(host) }
        return "10.0.0.1"
      }, isAllowed: PublicNetworks.contains)
    let sender = WebPushSender(try identity(), fetcher: fetcher)
    let outcome = await sender.send(message, to: Browser().subscription)
    #expect(outcome == .refused("The push service is not at a public address."))
    #expect(resolved.withLock { $0 } == ["push.example.net"])
  }
}
