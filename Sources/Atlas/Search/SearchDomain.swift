// Search: one list over everything that can be found by its words, by its meaning, or by both.
//
// Neighbours: Retrieval says what is near by meaning; it reads the tables of Catalog, ContentLibrary, StudyGroups and
// Retrieval and writes none; what is found is loaded by the loaders of its types, which decide again who may see it.
// Invariant: nothing is found, counted or quoted that the viewer may not read.

public import AtlasAPI
public import GraphQLExecution
public import Retrieval

/// The domain of search.
public struct SearchDomain: Sendable {
  private let passages: PassageLibrary

  /// - Parameter passages: says what is near by meaning.
  public init(passages: PassageLibrary) { self.passages = passages }

  /// Adds the fields of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(SearchPage.fields)
    map.add(SearchHit.fields)
  }

  /// `Query.search`
  public var search: FieldResolver<Root, API.Query.SearchArguments, API.SearchConnection> {
    SearchPage.search(passages)
  }
}
