import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The root fields that answer incidents.
enum IncidentQueries {
  /// The latest first, then those without a day; equal ones follow by age.
  private static let cursor = CursorKind("incidents", .integer(RowColumn("order_key")), .integer(IncidentRow.id))

  /// `Query.incident`.
  static let incident = FieldResolver<Root, API.Query.IncidentArguments, API.Incident?>.row(of: IncidentRow.self) {
    arguments, _ in
    IncidentStatements.byID([arguments.id.key(.incident)].compactMap { $0 })
  }

  /// `Query.incidents`.
  static let incidents = FieldResolver<Root, API.Query.IncidentsArguments, API.IncidentConnection>(reads: .none) {
    _, arguments, context in
    let filter = arguments.filter
    let page = try PageArguments(
      first: arguments.first, after: arguments.after, last: arguments.last, before: arguments.before, cursor: cursor,
      narrowing: [filter?.given], context)
    let pending = context.submit(IncidentStatements.page(filter, page))
    return .pending {
      let pages = Page<IncidentRow>.pages(
        try await pending.rows(), parents: [0], parentColumn: RowColumn("parent_id"), arguments: page,
        total: { _ in IncidentStatements.count(filter) })
      return ColumnOf<API.IncidentConnection>.objects(pages).column
    }
  }
}

extension IncidentStatements {
  /// One page of incidents.
  static func page(_ filter: API.IncidentFilter?, _ page: PageArguments) -> Query {
    let order = KeysetOrder("p.order_key", "p.id")
    return Query(
      "catalog.incidents",
      """
      select 0::bigint as parent_id, p.order_key, \(fragment: columns)
      from (
        select p.id, p.order_key
        from (
          select i.id, coalesce(date '1970-01-01' - i.occurred_on, 2147483647) as order_key
          from incidents i
          where true\(fragment: conditions(filter))
        ) p
        where true\(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      ) p
      join incidents i on i.id = p.id
      order by \(fragment: order.query)
      """)
  }

  /// How many incidents there are on all pages.
  static func count(_ filter: API.IncidentFilter?) -> Query {
    Query(
      "catalog.incidentCount",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from incidents i
      where true\(fragment: conditions(filter))
      """)
  }

  private static func conditions(_ filter: API.IncidentFilter?) -> Query {
    var conditions: Query = ""
    guard let filter else { return conditions }
    if let company = filter.company { conditions += " and i.company = \(company)" }
    if let tags = filter.tags { conditions += " and i.tags @> \(tags)" }
    if let severity = filter.severity { conditions += " and i.severity = \(severity.rawValue)" }
    if let words = filter.search?.searchWords {
      conditions += " and i.search @@ websearch_to_tsquery('english', \(words))"
    }
    return conditions
  }
}
