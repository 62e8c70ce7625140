/// The vectors of the texts that were asked for last, so that pages of one search and visitors with one question do not
/// ask the embedder anew.
struct QuestionVectors: Sendable {
  /// How many are kept. What was asked for longest ago goes.
  static let limit = 256

  private var entries: [String: (vector: [Float], lastUse: UInt64)] = [:]
  private var uses: UInt64 = 0

  /// The vector of a text, if it is still here.
  mutating func vector(of text: String) -> [Float]? {
    guard let entry = entries[text] else { return nil }
    keep(entry.vector, of: text)
    return entry.vector
  }

  /// Keeps the vector of a text.
  mutating func keep(_ vector: [Float], of text: String) {
    uses += 1
    entries[text] = (vector, uses)
    guard entries.count > Self.limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
      return
    }
    entries[oldest.key] = nil
  }
}
