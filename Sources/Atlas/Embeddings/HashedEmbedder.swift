/// Vectors without a model: words, pairs of words and pieces of words, hashed into signed buckets (K. Weinberger and
/// others, "Feature Hashing for Large Scale Multitask Learning", 2009). Texts are near that share words or their parts;
/// words of the same meaning are not known.
///
/// The same text has the same vector in every process and on every machine: only exact arithmetic and a fixed hash are
/// used. Whatever changes a vector changes the name.
public struct HashedEmbedder: Embedder {
  public let name = "hashed-ngrams-1"
  public let dimensions = 384
  public let batchLimit = 64
  public let isLocal = true

  /// How many words of a text are looked at.
  static let wordLimit = 8_192

  public init() {}

  public func embed(_ texts: [String]) async throws -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    for text in texts {
      vectors.append(vector(of: text))
      // Others wait for this thread too.
      await Task.yield()
    }
    return vectors
  }

  /// The vector of one text, of length one; all zeros for a text without words.
  func vector(of text: String) -> [Float] {
    var features = HashedFeatures()
    var previous: UInt64?
    for word in EmbeddedWord.words(of: text, limit: Self.wordLimit) {
      let hash = features.add(word)
      // A pair reaches over the small words between two others: "consistency of reads".
      if word.isStopWord { continue }
      if let previous { features.addPair(previous, hash) }
      previous = hash
    }
    return features.vector(dimensions: dimensions)
  }
}
