import GraphQLJSON
public import OutboundHTTP

/// Any server that speaks OpenAI's protocol of embeddings: `POST {base}/embeddings`.
///
/// https://platform.openai.com/docs/api-reference/embeddings
public struct OpenAIEmbedder: Embedder {
  public let name: String
  public let dimensions: Int
  public let batchLimit = 64

  private let url: OutboundURL
  private let apiKey: String?
  private let model: String
  private let fetcher: any HTTPFetcher
  private let timeout: Duration

  /// How many characters of a text are sent: models refuse texts that are longer than they can read.
  private static let textLimit = 8_000

  /// - Parameters:
  ///   - base: where the protocol begins, such as `https://api.openai.com/v1`.
  ///   - apiKey: sent as a bearer token; nil for servers that want none.
  ///   - dimensions: how long the model's vectors are. A server that answers others is not believed.
  ///   - fetcher: its limit for bodies must leave room for a batch: about 15 bytes for each number of its vectors.
  /// - Returns: nil where the base is too long to have a path behind it.
  public init?(
    base: OutboundURL, apiKey: String?, model: String, dimensions: Int, fetcher: any HTTPFetcher,
    timeout: Duration = .seconds(10)
  ) {
    guard let url = base.appending("/embeddings"), dimensions > 0 else { return nil }
    self.url = url
    self.apiKey = apiKey
    self.model = model
    self.dimensions = dimensions
    self.fetcher = fetcher
    self.timeout = timeout
    name = "openai:\(model):\(dimensions)"
  }

  public func embed(_ texts: [String]) async throws -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    for start in stride(from: 0, to: texts.count, by: batchLimit) {
      vectors += try await batch(Array(texts[start..<min(start + batchLimit, texts.count)]))
    }
    return vectors
  }

  /// Texts without any word are not sent: the protocol refuses them.
  private func batch(_ texts: [String]) async throws(EmbeddingFailure) -> [[Float]] {
    let sent = texts.indices.filter { texts[$0].unicodeScalars.contains { !$0.properties.isWhitespace } }
    var vectors = [[Float]](repeating: [Float](repeating: 0, count: dimensions), count: texts.count)
    if sent.isEmpty { return vectors }
    let response = try await answer(to: request(sent.map { texts[$0] }))
    for (place, vector) in zip(sent, try EmbeddingAnswer.vectors(response, count: sent.count, dimensions: dimensions)) {
      vectors[place] = vector
    }
    return vectors
  }

  private func request(_ texts: [String]) -> OutboundRequest {
    let inputs = texts.map { JSONValue.string(String($0.prefix(Self.textLimit))) }
    let body: JSONObject = ["model": .string(model), "input": .array(inputs), "encoding_format": .string("float")]
    var fields = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
    if let apiKey { fields.append((name: "Authorization", value: "Bearer \(apiKey)")) }
    var request = OutboundRequest(.post, url, fields: fields, body: JSONValue.object(body).serialized())
    request.timeout = timeout
    return request
  }

  private func answer(to request: OutboundRequest) async throws(EmbeddingFailure) -> [UInt8] {
    let response: OutboundResponse
    do {
      response = try await fetcher.fetch(request)
    } catch {
      switch error {
      case .timeout: throw .timeout
      case .tooLarge: throw .malformed
      case .unreachable, .notAllowed: throw .unavailable
      }
    }
    switch response.status {
    case 200...299: return response.body
    case 429: throw .overloaded
    case 408, 504: throw .timeout
    case 400...499: throw .refused(status: response.status)
    default: throw .unavailable
    }
  }
}

/// The answer of the protocol: `{"data": [{"index": 0, "embedding": [0.1, ...]}, ...]}`. Hostile input.
enum EmbeddingAnswer {
  /// The vectors in the order of the texts, each with length one.
  ///
  /// - Throws: ``EmbeddingFailure/malformed``, unless there is exactly one finite vector of the right length for each.
  static func vectors(_ body: [UInt8], count: Int, dimensions: Int) throws(EmbeddingFailure) -> [[Float]] {
    guard case .object(let answer)? = try? JSONParser.parse(body), case .array(let elements)? = answer["data"],
      elements.count == count
    else { throw .malformed }
    var vectors = [[Float]?](repeating: nil, count: count)
    for (position, element) in elements.enumerated() {
      guard case .object(let object) = element, let index = index(object["index"], position), index < count,
        vectors[index] == nil, let vector = vector(object["embedding"], dimensions)
      else { throw .malformed }
      vectors[index] = vector
    }
    return vectors.compactMap { $0 }
  }

  /// Some servers leave the index out and answer in order.
  private static func index(_ value: JSONValue?, _ position: Int) -> Int? {
    switch value {
    case nil: position
    case .number(let text)?: Int(text).flatMap { $0 >= 0 ? $0 : nil }
    default: nil
    }
  }

  private static func vector(_ value: JSONValue?, _ dimensions: Int) -> [Float]? {
    guard case .array(let numbers)? = value, numbers.count == dimensions else { return nil }
    var vector: [Float] = []
    vector.reserveCapacity(dimensions)
    for number in numbers {
      guard case .number(let text) = number, let value = Float(text), value.isFinite else { return nil }
      vector.append(value)
    }
    return vector.normalized()
  }
}
