/// In how many other documents each term occurs: what is common everywhere is no key concept here.
public struct CorpusStatistics: Sendable {
  /// How many documents were counted.
  public let documentCount: Int
  /// Stems, as in ``Atomization/terms``, and in how many of the documents each occurs.
  public let documentFrequencies: [String: Int]

  public init(documentCount: Int, documentFrequencies: [String: Int]) {
    self.documentCount = documentCount
    self.documentFrequencies = documentFrequencies
  }

  /// No other documents are known.
  public static let empty = CorpusStatistics(documentCount: 0, documentFrequencies: [:])

  /// How telling a stem is, 1 for one that no other document has, towards 0 for one that all have.
  func rarity(of stem: String) -> Double {
    guard documentCount > 0, let frequency = documentFrequencies[stem] else { return 1 }
    let share = Double(max(0, min(frequency, documentCount))) / Double(documentCount)
    // A handful of documents says little: the weight of the corpus grows with its size.
    let trust = Double(documentCount) / Double(documentCount &+ 10)
    return 1 - trust * share
  }
}
