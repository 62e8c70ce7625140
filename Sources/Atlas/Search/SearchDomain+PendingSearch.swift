public import AtlasAPI
import AtlasKernel
public import GraphQLExecution

// Placeholders of search, to be replaced.
extension SearchDomain {
  /// `Query.search`
  public var search: FieldResolver<Root, API.Query.SearchArguments, API.SearchConnection> { .pending }

  func registerPendingSearch(in map: inout ResolverMap) {
    map.add(
      API.SearchConnection.Fields<Payload<Int>>(
        edges: .pending, nodes: .pending, pageInfo: .pending, totalCount: .pending, facets: .pending, tookMs: .pending))
    map.add(
      API.SearchEdge.Fields<Payload<Int>>(
        cursor: .pending, node: .pending, score: .pending, highlights: .pending))
  }
}
