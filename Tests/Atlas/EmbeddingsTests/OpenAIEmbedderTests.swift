import GraphQLJSON
import OutboundHTTP
import Synchronization
import Testing

@testable import Embeddings

@Suite("OpenAI's protocol of embeddings")
struct OpenAIEmbedderTests {
  private func embedder(_ fetcher: StubFetcher, dimensions: Int = 2) throws -> OpenAIEmbedder {
    let base = try #require(OutboundURL("https://models.example/v1"))
    return try #require(
      OpenAIEmbedder(base: base, apiKey: "sk-secret", model: "small", dimensions: dimensions, fetcher: fetcher))
  }

  @Test("texts are posted with model and key; vectors come in the order of the texts, with length one")
  func exchange() async throws {
    let fetcher = StubFetcher(
      #"{"data": [{"index": 1, "embedding": [0, -5]}, {"index": 0, "embedding": [3, 4]}], "model": "small"}"#)
    let vectors = try await embedder(fetcher).embed(["one", "two"])
    #expect(vectors == [[0.6, 0.8], [0, -1]])
    let request = try #require(fetcher.requests.first)
    #expect(request.url.text == "https://models.example/v1/embeddings" && request.method == .post)
    #expect(request.fields.contains { $0.name == "Authorization" && $0.value == "Bearer sk-secret" })
    let body = try #require(try JSONParser.parse(request.body).objectValue)
    #expect(body["input"] == .array([.string("one"), .string("two")]) && body["model"] == .string("small"))
  }

  @Test("many texts are sent in batches; those without a word are not sent")
  func batches() async throws {
    let fetcher = StubFetcher { request in
      let count = (try? JSONParser.parse(request.body))?.objectValue?["input"]?.arrayValue?.count ?? 0
      let items = (0..<count).map { #"{"index": \#($0), "embedding": [1, \#($0)]}"# }
      return OutboundResponse(status: 200, body: Array(#"{"data": [\#(items.joined(separator: ","))]}"#.utf8))
    }
    let texts = (0..<130).map { $0 == 3 ? " \n" : "text \($0)" }
    let vectors = try await embedder(fetcher).embed(texts)
    #expect(fetcher.requests.count == 3)
    #expect(vectors.count == 130 && vectors[3] == [0, 0] && vectors[4] != [0, 0])
    #expect(vectors[64] == [1, 0])
    #expect(try await embedder(fetcher).embed([]) == [])
  }

  @Test(
    "an answer that is not exactly one finite vector for each text is none",
    arguments: [
      #"{"data": [{"index": 0, "embedding": [1, 2]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 0, "embedding": [1, 2]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 2, "embedding": [1, 2]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": -1, "embedding": [1, 2]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1, 2, 3]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1, NaN]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1, "2"]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1, 1e300]}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": "AACAPw=="}]}"#,
      #"{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1, 2]}, {"index": 1, "embedding": []}]}"#,
      #"{"error": {"message": "sk-secret is no key"}}"#, "[]", "", "<html>",
    ])
  func malformed(body: String) async throws {
    await #expect(throws: EmbeddingFailure.malformed) { try await embedder(StubFetcher(body)).embed(["a", "b"]) }
  }

  @Test("failures are told apart, and quote neither text nor key")
  func failures() async throws {
    let expected: [(Int, EmbeddingFailure)] = [
      (400, .refused(status: 400)), (401, .refused(status: 401)), (404, .refused(status: 404)), (408, .timeout),
      (429, .overloaded), (500, .unavailable), (503, .unavailable), (504, .timeout), (302, .unavailable),
    ]
    for (status, failure) in expected {
      let fetcher = StubFetcher { _ in OutboundResponse(status: status, body: Array("sk-secret text".utf8)) }
      let error = await #expect(throws: EmbeddingFailure.self) { try await embedder(fetcher).embed(["text"]) }
      #expect(error == failure)
      #expect(!"\(String(describing: error))".contains("secret"))
    }
    for (error, failure) in [
      (OutboundError.timeout, EmbeddingFailure.timeout), (.unreachable, .unavailable), (.tooLarge, .malformed),
      (.notAllowed, .unavailable),
    ] {
      await #expect(throws: failure) { try await embedder(StubFetcher(failing: error)).embed(["text"]) }
    }
  }

  @Test("vectors of another model or length have another name")
  func names() throws {
    let fetcher = StubFetcher("")
    #expect(try embedder(fetcher).name != embedder(fetcher, dimensions: 3).name)
    let base = try #require(OutboundURL("https://models.example/v1"))
    #expect(OpenAIEmbedder(base: base, apiKey: nil, model: "small", dimensions: 0, fetcher: fetcher) == nil)
  }
}

/// Answers without a network.
final class StubFetcher: HTTPFetcher {
  private let seen = Mutex<[OutboundRequest]>([])
  private let answer: @Sendable (OutboundRequest) -> Result<OutboundResponse, OutboundError>

  var requests: [OutboundRequest] { seen.withLock { $0 } }

  init(_ answer: @escaping @Sendable (OutboundRequest) -> OutboundResponse) {
    self.answer = { .success(answer($0)) }
  }

  init(_ body: String) { answer = { _ in .success(OutboundResponse(status: 200, body: Array(body.utf8))) } }

  init(failing error: OutboundError) { answer = { _ in .failure(error) } }

  func fetch(_ request: OutboundRequest) async throws(OutboundError) -> OutboundResponse {
    seen.withLock { $0.append(request) }
    return try answer(request).get()
  }
}
