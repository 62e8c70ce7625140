import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Every statement that answers diagrams or something about them.
enum DiagramStatements {
  static let columns = ColumnList(
    "d.id", "d.created_at", "d.updated_at", "d.version", "d.slug", "d.title", "d.description", "d.category", "d.tags",
    "d.difficulty", "d.estimated_time", "d.mermaid_source", "d.audio_url", "d.image_url", "d.status", "d.author_id",
    required: ["id"])

  /// Drafts and archived diagrams are there for their author and for admins only.
  static func byID(_ ids: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "catalog.diagramsByID",
      """
      select \(columns, selected)
      from diagrams d
      where d.id = any(\(ids))
        and \(fragment: CatalogPolicy.sees("d", viewer))
      """)
  }

  /// Published diagrams by title. Only the members that are given become conditions, so that the planner sees what is
  /// asked.
  static func list(
    _ filter: API.DiagramFilter?, _ selected: Selected, viewer: Viewer?, limit: Int
  ) -> Query {
    Query(
      "catalog.diagrams",
      """
      select \(columns, selected)
      from diagrams d
      where d.status = 'PUBLISHED'\(fragment: conditions(filter, viewer))
      order by d.title, d.id
      limit \(limit) offset \(filter?.offset ?? 0)
      """)
  }

  /// One page of published diagrams.
  static func page(
    _ filter: API.DiagramFilter?, _ order: DiagramListOrder, _ page: PageArguments, viewer: Viewer?
  ) -> Query {
    Query(
      "catalog.diagramsPage",
      """
      select 0::bigint as parent_id, p.order_key, \(columns, .all)
      from (
        select p.id, p.order_key
        from (
          select d.id, \(fragment: order.expression) as order_key
          from diagrams d
          where d.status = 'PUBLISHED'\(fragment: conditions(filter, viewer))
        ) p
        where true\(fragment: order.keyset.between(page))
        order by \(fragment: order.keyset.reading(page))
        limit \(page.limit)
      ) p
      join diagrams d on d.id = p.id
      order by \(fragment: order.keyset.query)
      """)
  }

  /// How many published diagrams there are on all pages.
  static func count(_ filter: API.DiagramFilter?, viewer: Viewer?) -> Query {
    Query(
      "catalog.diagramCount",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from diagrams d
      where d.status = 'PUBLISHED'\(fragment: conditions(filter, viewer))
      """)
  }

  /// Reads diagram_completions of the progress domain. For a visitor its user is null, which nobody has: nothing is
  /// completed.
  static func conditions(_ filter: API.DiagramFilter?, _ viewer: Viewer?) -> Query {
    var conditions: Query = ""
    guard let filter else { return conditions }
    if let ids = filter.ids { conditions += " and d.id = any(\(ids.compactMap { $0.key(.diagram) }))" }
    if let category = filter.category { conditions += " and d.category = \(category)" }
    if let categories = filter.categories { conditions += " and d.category = any(\(categories))" }
    if let tags = filter.tags { conditions += " and d.tags @> \(tags)" }
    if let difficulty = filter.difficulty { conditions += " and d.difficulty = \(difficulty.rawValue)" }
    if let completed = filter.completed {
      conditions += """
         and exists (
            select from diagram_completions c where c.diagram_id = d.id and c.user_id = \(viewer?.userID)
          ) = \(completed)
        """
    }
    if let incident = filter.incidentId {
      conditions += """
         and d.id in (select j.diagram_id from diagram_incidents j where j.incident_id = \(incident.key(.incident)))
        """
    }
    if let words = filter.search?.searchWords {
      conditions += " and d.search @@ websearch_to_tsquery('english', \(words))"
    }
    if let moment = filter.updatedAfter {
      let timestamp = PostgresTimestamp(microsecondsSince1970: moment.microsecondsSince1970)
      conditions += " and d.updated_at > \(timestamp)"
    }
    return conditions
  }
}

extension DiagramStatements {
  /// Published diagrams of labs; the keyset is the diagram's id. A position orders labs within a diagram, not diagrams
  /// within a lab.
  static func ofLabs(_ labs: [Int64], _ page: PageArguments) -> Query {
    Query(
      "catalog.diagramsOfLabs",
      """
      select p.parent_id, \(columns, .all)
      from unnest(\(labs)) with ordinality as p(parent_id, n)
      cross join lateral (
        select j.diagram_id
        from diagram_labs j
        join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
        where j.lab_id = p.parent_id and j.diagram_id > coalesce(\(page.after?.first), 0)
        order by j.diagram_id
        limit \(page.limit)
      ) c
      join diagrams d on d.id = c.diagram_id
      order by p.n, d.id
      """)
  }

  static func countOfLabs(_ labs: [Int64]) -> Query {
    Query(
      "catalog.diagramCountOfLabs",
      """
      select j.lab_id as parent_id, count(*)::int as total
      from diagram_labs j
      join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
      where j.lab_id = any(\(labs))
      group by j.lab_id
      """)
  }

  /// Published diagrams of incidents; the keyset is the diagram's id.
  static func ofIncidents(_ incidents: [Int64], _ page: PageArguments) -> Query {
    Query(
      "catalog.diagramsOfIncidents",
      """
      select p.parent_id, \(columns, .all)
      from unnest(\(incidents)) with ordinality as p(parent_id, n)
      cross join lateral (
        select j.diagram_id
        from diagram_incidents j
        join diagrams x on x.id = j.diagram_id and x.status = 'PUBLISHED'
        where j.incident_id = p.parent_id and j.diagram_id > coalesce(\(page.after?.first), 0)
        order by j.diagram_id
        limit \(page.limit)
      ) c
      join diagrams d on d.id = c.diagram_id
      order by p.n, d.id
      """)
  }

  static func countOfIncidents(_ incidents: [Int64]) -> Query {
    Query(
      "catalog.diagramCountOfIncidents",
      """
      select j.incident_id as parent_id, count(*)::int as total
      from diagram_incidents j
      join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
      where j.incident_id = any(\(incidents))
      group by j.incident_id
      """)
  }
}

extension DiagramStatements {
  /// When a user completed diagrams. Reads diagram_completions of the progress domain.
  static func completions(of user: Int64, _ diagrams: [Int64]) -> Query {
    Query(
      "catalog.viewerCompletions",
      """
      select c.diagram_id, c.completed_at
      from diagram_completions c
      where c.user_id = \(user) and c.diagram_id = any(\(diagrams))
      """)
  }

  /// How many learners completed diagrams. Reads diagram_completions of the progress domain.
  static func completionCounts(_ diagrams: [Int64]) -> Query {
    Query(
      "catalog.completionCounts",
      """
      select c.diagram_id as parent_id, count(*)::int as total
      from diagram_completions c
      where c.diagram_id = any(\(diagrams))
      group by c.diagram_id
      """)
  }
}
