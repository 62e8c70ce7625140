import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres
import Retrieval

extension SearchPage {
  /// Answers `Query.search`.
  static func search(
    _ passages: PassageLibrary
  ) -> FieldResolver<Root, API.Query.SearchArguments, API.SearchConnection> {
    .fetch { _, arguments, context in
      var search = SearchQuery(arguments, context)
      let start = ContinuousClock.now
      // Cursors depend on whether it can be said what is near.
      try await search.askForMeaning(passages)
      let page = try PageArguments(
        first: arguments.first, after: arguments.after, defaultSize: 10, maximum: 50, cursor: SearchHitRow.cursor,
        narrowing: [search.narrowing], context)
      let rows = try await context.read(SearchStatements.page(search, page))
      let took = ContinuousClock.now - start
      let pages = Page<SearchHitRow>.pages(rows, parents: [0], parentColumn: RowColumn("parent_id"), arguments: page)
      return .objects(pages.map { [search] in SearchPage(search: search, page: $0, took: took) })
    }
  }

  /// The resolvers of `SearchConnection`.
  static let fields = API.SearchConnection.Fields<SearchPage>(
    edges: .batch { pages, _, _ in .lists(pages.map(\.hits)) },
    nodes: FieldResolver { pages, _, _ in
      let hits = pages.map(\.hits)
      let offsets = ColumnOf<[API.SearchResult]>.offsets(hits.map(\.count))
      return .loading(
        LoadRequest(hits.flatMap { $0 }.map(\.reference)) { Column(.list(ListColumn(offsets: offsets, inner: $0))) })
    },
    pageInfo: .batch { pages, _, _ in .objects(pages.map(\.page.info)) },
    totalCount: counts { facets in .values(facets.map { $0.reduce(0) { $0 + $1.count } }) },
    facets: counts { facets in .lists(facets) },
    tookMs: .value { Double($0.took / .microseconds(1)) / 1000 })

  private static func counts<Output>(
    _ column: @escaping @Sendable ([[Facet]]) -> ColumnOf<Output>
  ) -> FieldResolver<SearchPage, NoArguments, Output> {
    FieldResolver { pages, _, context in
      let pending = pages.map { $0.counts.facets($0.search, context) }
      return .pending {
        var facets: [[Facet]] = []
        for wait in pending { facets.append(try await wait()) }
        return column(facets).column
      }
    }
  }
}

extension SearchHit {
  /// The resolvers of `SearchEdge`.
  static let fields = API.SearchEdge.Fields<SearchHit>(
    cursor: .value { $0.cursor },
    node: FieldResolver { hits, _, _ in .loading(LoadRequest(hits.map(\.reference))) },
    score: .value { $0.score },
    highlights: FieldResolver { hits, _, context in
      guard hits.count > 0 else { return .ready(ColumnOf<[String]>.values([]).column) }
      let search = hits[0].search
      let byWords =
        search.mode == .semantic
        ? nil : context.submit(SearchStatements.passages(search, kinds: hits.map(\.kind), ids: hits.map(\.id)))
      let near =
        search.near.isEmpty ? nil : context.submit(SearchStatements.nearestPassages(search, of: hits.map { $0 }))
      return .pending {
        let passages = SearchPassages(byWords: try await byWords?.rows(), near: try await near?.rows())
        return ColumnOf<[String]>.values(hits.map { passages.highlights(of: $0) }).column
      }
    })
}
