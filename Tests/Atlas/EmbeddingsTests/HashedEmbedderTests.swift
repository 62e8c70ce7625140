import Testing

@testable import Embeddings

@Suite("Hashed n-grams")
struct HashedEmbedderTests {
  private let embedder = HashedEmbedder()

  private func cosine(_ one: String, _ other: String) -> Float {
    zip(embedder.vector(of: one), embedder.vector(of: other)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test("vectors have length one, and no length where there are no words")
  func length() async throws {
    let vectors = try await embedder.embed(["Caches hold copies.", "", " \n\t--- ...", "日本語の文章", "ÄRGER", "7"])
    let lengths = vectors.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    for (length, expected) in zip(lengths, [1, 0, 0, 1, 1, 1] as [Float]) {
      #expect(abs(length - expected) < 1e-5, "\(lengths)")
    }
    #expect(vectors.allSatisfy { $0.count == embedder.dimensions && $0.allSatisfy(\.isFinite) })
  }

  @Test("the same text has the same vector everywhere, as it had when this was written")
  func determinism() {
    let vector = embedder.vector(of: "A cache holds copies of hot rows.")
    #expect(vector == embedder.vector(of: "A cache holds copies of hot rows."))
    // As a program in another language computed them.
    let expected: [(Int, Float)] = [(310, 0.4555276), (357, 0.414116), (327, -0.3727044), (151, -0.3312928)]
    for (place, value) in expected { #expect(abs(vector[place] - value) < 1e-6, "\(place): \(vector[place])") }
  }

  @Test("case, forms of words and the marks between them do not matter much, the subject does")
  func similarity() {
    let question = "How does a cache invalidate stale entries?"
    let near = "Cache invalidation: entries that are stale are removed from the cache."
    let far = "Leader election picks one node by majority vote among its peers."
    #expect(cosine(question, near) > 0.3)
    #expect(cosine(question, near) > 3 * cosine(question, far))
    #expect(cosine("REPLICATION LAG", "replication lag!") > 0.999)
    #expect(cosine("Überlast im Netz", "ÜBERLAST IM NETZ") > 0.999)
    #expect(cosine("データベース", "データベースの複製") > 0.3)
    // Small words alone make nothing alike.
    #expect(cosine("what is the use of it for the queue", "where is the top of it for the lock") < 0.5)
  }

  @Test("a word that is written wrong is still near to itself")
  func pieces() {
    #expect(cosine("idempotency", "idempotancy") > 0.3)
    #expect(cosine("idempotency", "sharding") < 0.2)
  }

  @Test("the work for a text is bounded, whatever it consists of")
  func bounds() {
    let words = (0..<200_000).map { "w\($0)" }.joined(separator: " ")
    #expect(EmbeddedWord.words(of: words, limit: 100).count == 100)
    let beginning = words.unicodeScalars.prefix(65_536)
    #expect(embedder.vector(of: words) == embedder.vector(of: String(beginning)))
    let long = EmbeddedWord.words(of: String(repeating: "a", count: 1_000), limit: 100)
    #expect(long.count == 16 && long.allSatisfy { $0.scalars.count <= 64 })
    #expect(embedder.vector(of: "e" + String(repeating: "\u{301}", count: 100_000)).contains { $0 != 0 })
  }
}
