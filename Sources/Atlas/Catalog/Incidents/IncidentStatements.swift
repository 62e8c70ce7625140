import AtlasKernel
import Postgres

/// Every statement that answers incidents.
enum IncidentStatements {
  static let columns: Query = """
    i.id, i.created_at, i.updated_at, i.version, i.company, i.title, i.description, i.occurred_on, i.severity,
      i.root_cause, i.lessons, i.source_url, i.tags
    """

  static func byID(_ ids: [Int64]) -> Query {
    Query("catalog.incidentsByID", "select \(fragment: columns) from incidents i where i.id = any(\(ids))")
  }

  /// Incidents of diagrams in the author's order; the keyset is the position and the incident's id.
  static func ofDiagrams(_ diagrams: [Int64], _ page: PageArguments) -> Query {
    Query(
      "catalog.incidentsOfDiagrams",
      """
      select p.parent_id, c.position, \(fragment: columns)
      from unnest(\(diagrams)) with ordinality as p(parent_id, n)
      cross join lateral (
        select j.position, j.incident_id
        from diagram_incidents j
        where j.diagram_id = p.parent_id
          and (j.position, j.incident_id) > (coalesce(\(page.after?.first), -1), coalesce(\(page.after?.last), 0))
        order by j.position, j.incident_id
        limit \(page.limit)
      ) c
      join incidents i on i.id = c.incident_id
      order by p.n, c.position, c.incident_id
      """)
  }

  static func countOfDiagrams(_ diagrams: [Int64]) -> Query {
    Query(
      "catalog.incidentCountOfDiagrams",
      """
      select j.diagram_id as parent_id, count(*)::int as total
      from diagram_incidents j
      where j.diagram_id = any(\(diagrams))
      group by j.diagram_id
      """)
  }
}
