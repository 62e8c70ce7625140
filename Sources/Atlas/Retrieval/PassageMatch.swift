public import AtlasKernel

/// An item that is near to a text by meaning, with its best passage.
public struct PassageMatch: Sendable, Equatable {
  public let item: GlobalID
  /// The row key of the passage that is nearest.
  public let passageID: Int64
  /// The cosine of both, above 0 and at most 1.
  public let similarity: Double

  public init(item: GlobalID, passageID: Int64, similarity: Double) {
    self.item = item
    self.passageID = passageID
    self.similarity = similarity
  }
}
