/// Vectors without a model: n-grams of letters, hashed. Placeholder of the foundation; written by its owner.
public struct HashedEmbedder: Embedder {
  public let name = "hashed-ngrams-1"
  public let dimensions = 384
  public let batchLimit = 256

  public init() {}

  public func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { _ in [Float](repeating: 0, count: dimensions) }
  }
}
