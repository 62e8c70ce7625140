// Search: one list over everything that can be found by its words.
//
// Neighbours: it reads the tables of Catalog, ContentLibrary and StudyGroups and writes none; what is found is loaded
// by the loaders of its types, which decide again who may see it. Invariant: nothing is found, counted or quoted that
// the viewer may not read.

public import AtlasAPI
public import GraphQLExecution

/// The domain of search.
public struct SearchDomain: Sendable {
  public init() {}

  /// Adds the fields of the domain's types.
  public func register(in map: inout ResolverMap) {
    map.add(SearchPage.fields)
    map.add(SearchHit.fields)
  }

  /// `Query.search`
  public var search: FieldResolver<Root, API.Query.SearchArguments, API.SearchConnection> { SearchPage.search }
}
