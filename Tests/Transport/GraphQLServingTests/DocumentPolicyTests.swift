import Crypto
import GraphQLJSON
import Testing

@testable import GraphQLServing

@Suite("Which document a request means")
struct DocumentPolicyTests {
  private static let text = "{ hello }"
  private static let other = "{ me }"

  private func policy(_ mode: DocumentPolicy.Mode, trusted: [String: String?] = [:]) throws -> DocumentPolicy {
    var policy = DocumentPolicy()
    policy.mode = mode
    for (text, identifier) in trusted { try policy.trusted.add(Array(text.utf8), identifier: identifier) }
    return policy
  }

  private func request(
    _ text: String? = nil, hash: String? = nil, version: JSONValue = .integer(1), documentId: String? = nil
  ) -> GraphQLRequest {
    var request = GraphQLRequest(query: text.map { Array($0.utf8) }, documentId: documentId)
    if let hash {
      request.extensions = ["persistedQuery": .object(["version": version, "sha256Hash": .string(hash)])]
    }
    return request
  }

  private func run(_ text: String, keepAs hash: String? = nil) -> DocumentDecision {
    .run(Array(text.utf8), keepAs: hash.flatMap { DocumentHash($0) })
  }

  @Test("a document that comes as text is run, unless only trusted ones are")
  func text() throws {
    #expect(try policy(.off).decide(request(Self.text)) == run(Self.text))
    #expect(try policy(.automatic).decide(request(Self.text)) == run(Self.text))
    #expect(try policy(.trusted).decide(request(Self.text)) == .refuse(.notAllowed))
  }

  @Test("[APQ] a hash alone is looked up")
  func hashAlone() throws {
    let expected = DocumentDecision.find(try #require(DocumentHash(sha256(Self.text))))
    #expect(try policy(.automatic).decide(request(hash: sha256(Self.text))) == expected)
    #expect(try policy(.automatic).decide(request(hash: sha256(Self.text).uppercased())) == expected)
    #expect(try policy(.automatic).decide(request(documentId: "sha256:" + sha256(Self.text))) == expected)
  }

  @Test("[APQ] a text with its hash is run and kept")
  func registration() throws {
    let decision = try policy(.automatic).decide(request(Self.text, hash: sha256(Self.text)))
    #expect(decision == run(Self.text, keepAs: sha256(Self.text)))
  }

  @Test("[APQ 400] a text with another hash is refused")
  func mismatch() throws {
    let decision = try policy(.automatic).decide(request(Self.text, hash: sha256(Self.other)))
    #expect(decision == .refuse(.malformed("provided sha does not match query")))
  }

  @Test("[APQ] the hash is that of the exact bytes: a blank more is another document")
  func exactBytes() throws {
    let decision = try policy(.automatic).decide(request(Self.text + " ", hash: sha256(Self.text)))
    #expect(decision == .refuse(.mismatch))
  }

  @Test(
    "[APQ 400] another version is refused",
    arguments: [.integer(2), .null, .string("1"), .number("1.5")] as [JSONValue])
  func version(_ version: JSONValue) throws {
    let decision = try policy(.automatic).decide(request(hash: sha256(Self.text), version: version))
    #expect(decision == .refuse(.malformed("Unsupported persisted query version")))
  }

  @Test("[APQ 400] what is no hash is refused", arguments: ["", "abc", "sha256:", String(repeating: "g", count: 64)])
  func noHash(_ hash: String) throws {
    guard case .refuse(.malformed) = try policy(.automatic).decide(request(hash: hash)) else {
      Issue.record("it was not refused")
      return
    }
  }

  @Test("[APQ 400] parameters of the wrong form are refused")
  func form() throws {
    for extensions in [
      ["persistedQuery": .string("abc")], ["persistedQuery": .array([])],
      ["persistedQuery": .object(["version": .integer(1)])],
      ["persistedQuery": .object(["version": .integer(1), "sha256Hash": .integer(1)])],
    ] as [JSONObject] {
      let decision = try policy(.automatic).decide(GraphQLRequest(query: nil, extensions: extensions))
      guard case .refuse(.malformed) = decision else {
        Issue.record("\(extensions) was not refused")
        continue
      }
    }
  }

  @Test("[APQ] a persistedQuery of null counts as none")
  func null() throws {
    let request = GraphQLRequest(query: Array(Self.text.utf8), extensions: ["persistedQuery": .null])
    #expect(try policy(.automatic).decide(request) == run(Self.text))
  }

  @Test("[APQ] off: a hash is not supported, a text that comes with one is run")
  func off() throws {
    #expect(try policy(.off).decide(request(hash: sha256(Self.text))) == .refuse(.notSupported))
    #expect(try policy(.off).decide(request(Self.text, hash: sha256(Self.text))) == run(Self.text))
  }

  @Test("[TRUSTED] a trusted document is found by its hash, in every mode", arguments: DocumentPolicy.Mode.all)
  func trustedHash(_ mode: DocumentPolicy.Mode) throws {
    let policy = try policy(mode, trusted: [Self.text: nil])
    #expect(policy.decide(request(hash: sha256(Self.text))) == run(Self.text))
    #expect(policy.decide(request(documentId: sha256(Self.text))) == run(Self.text))
    #expect(policy.decide(request(documentId: "sha256:" + sha256(Self.text))) == run(Self.text))
  }

  @Test("[TRUSTED] a trusted document is found by its identifier", arguments: DocumentPolicy.Mode.all)
  func trustedIdentifier(_ mode: DocumentPolicy.Mode) throws {
    let policy = try policy(mode, trusted: [Self.text: "hello-1"])
    #expect(policy.decide(request(documentId: "hello-1")) == run(Self.text))
    #expect(policy.decide(request(hash: "hello-1")) == run(Self.text))
    #expect(policy.decide(request(Self.text, documentId: "hello-1")) == run(Self.text))
    #expect(policy.decide(request(Self.other, documentId: "hello-1")) == .refuse(.mismatch))
  }

  @Test("[TRUSTED] where only trusted documents are run, every other is refused, however it comes")
  func onlyTrusted() throws {
    let policy = try policy(.trusted, trusted: [Self.text: nil])
    #expect(policy.decide(request(Self.text)) == run(Self.text))
    #expect(policy.decide(request(Self.text, hash: sha256(Self.text))) == run(Self.text))
    for refused in [
      request(Self.other), request(Self.other, hash: sha256(Self.other)), request(hash: sha256(Self.other)),
      request(documentId: "other"), request("{ __schema { types { name } } }"),
    ] {
      #expect(policy.decide(refused) == .refuse(.notAllowed))
    }
  }

  @Test("[TRUSTED] identifiers are compared by their bytes")
  func identifierBytes() throws {
    let policy = try policy(.trusted, trusted: [Self.text: "caf\u{E9}"])
    #expect(policy.decide(request(documentId: "caf\u{E9}")) == run(Self.text))
    #expect(policy.decide(request(documentId: "cafe\u{301}")) == .refuse(.notAllowed))
  }

  @Test("a request that names two documents, or none, is refused")
  func twoNames() throws {
    let policy = try policy(.automatic, trusted: [Self.text: "hello-1"])
    #expect(
      policy.decide(request(hash: sha256(Self.text), documentId: "hello-1"))
        == .refuse(.malformed("The request names two documents")))
    #expect(policy.decide(request()) == .refuse(.malformed("The request has no \"query\"")))
  }
}

extension DocumentPolicy.Mode {
  static let all: [DocumentPolicy.Mode] = [.off, .automatic, .trusted]
}

/// The SHA-256 of a text as clients write it.
func sha256(_ text: String) -> String {
  SHA256.hash(data: Array(text.utf8)).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
