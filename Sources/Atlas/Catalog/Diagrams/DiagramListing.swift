import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// `Query.diagramsConnection`: published diagrams, page by page, with counts over all pages.
enum DiagramListing {
  static let resolver = FieldResolver<Root, API.Query.DiagramsConnectionArguments, API.DiagramConnection>(
    reads: .none
  ) { _, arguments, context in
    let filter = arguments.filter
    try filter?.requireUncut()
    let order = DiagramListOrder(arguments.orderBy, search: filter?.search)
    let page = try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before,
      cursor: order.cursor, narrowing: [filter?.given], context)
    let viewer = context.viewer(within: .progressRead)
    let pending = context.submit(DiagramStatements.page(filter, order, page, viewer: viewer))
    return .pending {
      let pages = Page<DiagramRow>.pages(
        try await pending.rows(), parents: [0], parentColumn: RowColumn("parent_id"), arguments: page,
        total: { _ in DiagramStatements.count(filter, viewer: viewer) },
        facets: { _ in DiagramFacetStatements.ofList(filter, viewer: viewer) })
      return ColumnOf<API.DiagramConnection>.objects(pages).column
    }
  }
}
