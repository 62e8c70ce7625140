import AtlasAPI
import AtlasKernel
import Postgres

/// The statements that count the categories, tags and difficulties of lists of diagrams: the 20 most frequent of each.
enum DiagramFacetStatements {
  /// Of published diagrams that are narrowed by a filter.
  static func ofList(_ filter: API.DiagramFilter?, viewer: Viewer?) -> Query {
    Query(
      "catalog.diagramFacets",
      counted(
        """
        select 0::bigint as parent_id, d.category, d.tags, d.difficulty
          from diagrams d
          where d.status = 'PUBLISHED'\(fragment: DiagramStatements.conditions(filter, viewer))
        """))
  }

  /// Of the published diagrams of labs.
  static func ofLabs(_ labs: [Int64]) -> Query {
    Query(
      "catalog.diagramFacetsOfLabs",
      counted(
        """
        select j.lab_id as parent_id, d.category, d.tags, d.difficulty
          from diagram_labs j
          join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
          where j.lab_id = any(\(labs))
        """))
  }

  /// Of the published diagrams of incidents.
  static func ofIncidents(_ incidents: [Int64]) -> Query {
    Query(
      "catalog.diagramFacetsOfIncidents",
      counted(
        """
        select j.incident_id as parent_id, d.category, d.tags, d.difficulty
          from diagram_incidents j
          join diagrams d on d.id = j.diagram_id and d.status = 'PUBLISHED'
          where j.incident_id = any(\(incidents))
        """))
  }

  /// The counts of the values of listed diagrams. A diagram counts once for a tag, even if it has it twice.
  private static func counted(_ listed: Query) -> Query {
    """
    with listed as (
      \(fragment: listed)
    ), counted as (
      select l.parent_id, v.name, v.value, count(*)::int as count,
        row_number() over (partition by l.parent_id, v.name order by count(*) desc, v.value) as place
      from listed l
      cross join lateral (
        select 'category' as name, l.category collate "C" as value
        union all
        select 'difficulty', l.difficulty collate "C"
        union all
        select distinct 'tag', t.tag collate "C" from unnest(l.tags) as t(tag)
      ) v
      group by l.parent_id, v.name, v.value
    )
    select c.parent_id, c.name, c.value, c.count
    from counted c
    where c.place <= 20
    order by c.parent_id, c.name, c.place
    """
  }
}
