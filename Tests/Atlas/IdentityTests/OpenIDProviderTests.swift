import GraphQLJSON
import OutboundHTTP
import Synchronization
import Testing

@testable import Identity

@Suite("What an OpenID provider tells of itself")
struct OpenIDProviderTests {
  private let request = AuthorizationRequest(
    redirectURI: "https://app.example/back?a=b", state: "state", codeChallenge: "challenge", nonce: "nonce")

  @Test("the browser goes where the discovery document says, which is read once")
  func discovery() async throws {
    let fetcher = CannedFetcher(Self.document())
    let provider = try Self.provider(fetcher)
    let expected =
      "https://id.example/authorize?response_type=code&client_id=us%20%26%20them"
      + "&redirect_uri=https%3A%2F%2Fapp.example%2Fback%3Fa%3Db&scope=openid%20email%20profile&state=state&nonce=nonce"
      + "&code_challenge=challenge&code_challenge_method=S256"
    for _ in 0..<3 { #expect(try await provider.authorizationURL(request) == expected) }
    #expect(fetcher.asked.map(\.text) == ["https://id.example/.well-known/openid-configuration"])
  }

  @Test(
    "a document of another issuer, or with an address that must not be asked, is no document",
    arguments: [
      ["issuer": "https://evil.example"], ["issuer": "https://id.example/"],
      ["authorization_endpoint": "http://id.example/authorize"], ["token_endpoint": "http://169.254.169.254/"],
      ["jwks_uri": "file:///etc/passwd"], ["jwks_uri": ""],
    ])
  func badDocuments(changes: [String: String]) async throws {
    let fetcher = CannedFetcher(Self.document(changes))
    let provider = try Self.provider(fetcher)
    for _ in 0..<2 {
      await #expect(throws: OAuthFailure.unavailable) { try await provider.authorizationURL(request) }
    }
    #expect(fetcher.asked.count == 2, "it is asked for again")
  }

  private static func provider(_ fetcher: CannedFetcher) throws -> OpenIDProvider {
    let issuer = try #require(OutboundURL("https://id.example"))
    return OpenIDProvider(.init(client: .init(id: "us & them", secret: "secret"), issuer: issuer), fetcher)
  }

  private static func document(_ changes: [String: String] = [:]) -> JSONValue {
    let members = [
      "issuer": "https://id.example", "authorization_endpoint": "https://id.example/authorize",
      "token_endpoint": "https://id.example/token", "jwks_uri": "https://id.example/keys",
    ].merging(changes) { $1 }
    return .object(JSONObject(members.map { (key: $0.key, value: .string($0.value)) }))
  }
}

/// Answers everything alike, and remembers what it was asked.
private final class CannedFetcher: HTTPFetcher {
  private let answer: JSONValue
  private let log = Mutex<[OutboundURL]>([])

  init(_ answer: JSONValue) { self.answer = answer }

  var asked: [OutboundURL] { log.withLock { $0 } }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    log.withLock { $0.append(request.url) }
    return OutboundResponse(status: 200, body: answer.serialized())
  }
}
