import OutboundHTTP
import Synchronization
import Testing

@testable import ObjectStorage

@Suite("Objects in S3: what is asked, and what is made of the answers")
struct S3ObjectStoreTests {
  private let key = ObjectKey.random()

  private func scripted(_ answers: [Result<OutboundResponse, OutboundError>]) -> (S3ObjectStore, ScriptedFetcher) {
    let fetcher = ScriptedFetcher(answers)
    let settings = S3Settings(
      bucket: "files", region: "us-east-1", credentials: AWSCredentials(accessKey: "a", secretKey: "top secret"),
      endpoint: OutboundURL("https://s3.example"))
    return (S3ObjectStore(settings, fetcher: fetcher, clock: { 1_369_353_600 }), fetcher)
  }

  @Test("trouble of the service is waited out a few times, a refusal is not")
  func retries() async throws {
    let slow = OutboundResponse(status: 503, body: Array("<Error><Code>SlowDown</Code></Error>".utf8))
    let (patient, asked) = scripted([
      .success(slow), .failure(.timeout), .success(OutboundResponse(status: 200, body: [])),
    ])
    try await patient.put([1], as: key)
    #expect(asked.requests.count == 3)
    #expect(asked.requests.allSatisfy { $0.method == .put && $0.body == [1] })
    let denied = OutboundResponse(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8))
    let (refused, once) = scripted([.success(denied)])
    let error = await #expect(throws: ObjectStoreError.self) { try await refused.put([1], as: key) }
    #expect(error?.code == .refused)
    #expect(error?.description == "S3 answered 403 AccessDenied.")
    #expect(once.requests.count == 1)
    let (hopeless, often) = scripted(Array(repeating: .success(slow), count: 4))
    let last = await #expect(throws: ObjectStoreError.self) { try await hopeless.put([1], as: key) }
    #expect(last?.code == .unavailable)
    #expect(often.requests.count == 4)
  }

  @Test("what is not there is no object, and deleting it is no mistake")
  func missing() async throws {
    let nothing = Result<OutboundResponse, OutboundError>.success(OutboundResponse(status: 404, body: []))
    let (store, _) = scripted([nothing, nothing])
    #expect(try await store.facts(of: key) == nil)
    try await store.delete(key)
  }

  @Test("the size of an object and the checksum that the service computed are read from its fields")
  func facts() async throws {
    let sum = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    let (store, _) = scripted([
      .success(
        OutboundResponse(status: 200, body: [], fields: [("Content-Length", "3"), ("x-amz-checksum-sha256", sum)])),
      .success(
        OutboundResponse(status: 200, body: [], fields: [("content-length", "3"), ("x-amz-checksum-sha256", "ab-2")])),
    ])
    let facts = try #require(try await store.facts(of: key))
    #expect(facts.size == 3)
    #expect(
      facts.sha256.map { hexadecimal($0) } == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try await store.facts(of: key) == ObjectFacts(size: 3))
  }

  @Test("an upload's address takes one object of the announced size, type and checksum, and never another after it")
  func upload() throws {
    let (store, _) = scripted([])
    let sum = [UInt8](repeating: 7, count: 32)
    let signed = store.upload(key, AnnouncedObject(mediaType: "image/png", size: 12, sha256: sum), seconds: 900)
    #expect(signed.url.hasPrefix("https://s3.example/files/\(key.text)?X-Amz-Algorithm=AWS4-HMAC-SHA256&"))
    #expect(
      signed.url.contains(
        "X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256&"))
    #expect(!signed.url.contains("secret"))
    #expect(signed.fields.map(\.name) == ["Content-Type", "If-None-Match", "x-amz-checksum-sha256"])
    let plain = store.upload(key, AnnouncedObject(mediaType: "image/png", size: 12, sha256: nil), seconds: 900)
    #expect(plain.fields.map(\.name) == ["Content-Type", "If-None-Match"])
  }
}

/// Answers in turn what it was told.
private final class ScriptedFetcher: HTTPFetcher {
  private struct State {
    var answers: [Result<OutboundResponse, OutboundError>]
    var requests: [OutboundRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [Result<OutboundResponse, OutboundError>]) { state = Mutex(State(answers: answers)) }

  var requests: [OutboundRequest] { state.withLock { $0.requests } }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    let answer = state.withLock { state in
      state.requests.append(request)
      return state.answers.isEmpty ? .failure(OutboundError.unreachable) : state.answers.removeFirst()
    }
    return try answer.get()
  }
}
