import AtlasAPI
import AtlasKernel
import GraphQLSyntax
import Retrieval

extension SearchQuery {
  /// What is less near says nothing about the text. Hashed vectors of whole sentences are 0.1 to 0.25 from the passages
  /// that bear on them, and by chance seldom that near.
  private static let leastSimilarity = 0.1
  /// How many near items are asked for.
  static let nearLimit = 400

  /// Asks what is near by meaning, where the mode wants to know.
  ///
  /// - Throws: `UNAVAILABLE` in SEMANTIC mode where nobody can say; HYBRID then goes by words alone.
  mutating func askForMeaning(_ passages: PassageLibrary) async throws(GraphQLError) {
    let kinds = Set(SearchBranch.branches(types).filter { $0.passageKey != nil }.map(\.kind))
    guard mode != .text, !kinds.isEmpty else { return }
    let reader = PassageReader(userID: audience.authorID, isAdmin: audience.seesDrafts)
    // Search shows no unpublished atoms, not even to their authors.
    let found = await passages.nearest(
      to: text, kinds: kinds, publicOnly: [.atom], reader: reader, limit: Self.nearLimit)
    near = (found ?? []).filter { $0.similarity >= Self.leastSimilarity }
    lacksMeaning = found == nil
    guard mode == .semantic, lacksMeaning else { return }
    throw GraphQLError("Search by meaning is not there at the moment. Search by words.", code: .unavailable)
  }
}
