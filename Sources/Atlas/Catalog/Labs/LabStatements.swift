import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// Every statement that answers labs or their parts.
enum LabStatements {
  private static let columns = ColumnList(
    "l.id", "l.created_at", "l.updated_at", "l.version", "l.slug", "l.title", "l.summary", "l.difficulty",
    "l.category", "l.tags", "l.instructions", "l.estimated_time", "l.time_limit", "l.status", "l.author_id",
    required: ["id"])

  /// The labs that the viewer may see.
  static func byID(_ ids: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "catalog.labsByID",
      """
      select \(columns, selected)
      from labs l
      where l.id = any(\(ids))
        and \(fragment: CatalogPolicy.seesLab(viewer))
      """)
  }

  /// Published labs by title. Only the members that are given become conditions.
  static func list(
    _ filter: API.LabFilter?, _ selected: Selected, viewer: Viewer?, limit: Int
  ) -> Query {
    Query(
      "catalog.labs",
      """
      select \(columns, selected)
      from labs l
      where l.status = 'PUBLISHED'\(fragment: filter.map { conditions($0, viewer) } ?? "")
      order by l.title, l.id
      limit \(limit) offset \(filter?.offset ?? 0)
      """)
  }

  /// A page of the published labs. Only the members that are given become conditions.
  static func connection(
    _ filter: API.LabFilter?, _ order: KeysetOrder, viewer: Viewer?, _ page: PageArguments
  ) -> Query {
    Query(
      "catalog.labsConnection",
      """
      with page as (
        select l.id
        from labs l
        where l.status = 'PUBLISHED'\(fragment: filter.map { conditions($0, viewer) } ?? "")\
      \(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      )
      select 0::bigint as parent_id,
        \(fragment: DifficultyStatements.rank(of: "l.difficulty")) as difficulty_rank,
        \(columns, .all)
      from page p
      join labs l on l.id = p.id
      order by \(fragment: order.query)
      """)
  }

  /// How many labs the pages of a filter have.
  static func count(_ filter: API.LabFilter?, viewer: Viewer?) -> Query {
    Query(
      "catalog.labsConnectionTotal",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from labs l
      where l.status = 'PUBLISHED'\(fragment: filter.map { conditions($0, viewer) } ?? "")
      """)
  }

  private static func conditions(_ filter: API.LabFilter, _ viewer: Viewer?) -> Query {
    var conditions: Query = ""
    if let ids = filter.ids { conditions += " and l.id = any(\(ids.compactMap { $0.key(.lab) }))" }
    if let difficulty = filter.difficulty { conditions += " and l.difficulty = \(difficulty.rawValue)" }
    if let difficulties = filter.difficulties {
      conditions += " and l.difficulty = any(\(difficulties.map(\.rawValue)))"
    }
    if let category = filter.category { conditions += " and l.category = \(category)" }
    if let tags = filter.tags { conditions += " and l.tags @> \(tags)" }
    if let state = filter.state {
      conditions += " and \(fragment: LabStatusStatements.viewerState(viewer)) = \(state.rawValue)"
    }
    if let diagram = filter.diagramId {
      conditions += " and l.id in (select j.lab_id from diagram_labs j where j.diagram_id = \(diagram.key(.diagram)))"
    }
    if let words = filter.search?.searchWords {
      conditions += " and l.search @@ websearch_to_tsquery('english', \(words))"
    }
    return conditions
  }
}

extension LabStatements {
  /// Published labs of diagrams in the author's order; the keyset is the position and the lab's id.
  static func ofDiagrams(_ diagrams: [Int64], _ page: PageArguments) -> Query {
    Query(
      "catalog.labsOfDiagrams",
      """
      select p.parent_id, c.position, \(columns, .all)
      from unnest(\(diagrams)) with ordinality as p(parent_id, n)
      cross join lateral (
        select j.position, j.lab_id
        from diagram_labs j
        join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
        where j.diagram_id = p.parent_id
          and (j.position, j.lab_id) > (coalesce(\(page.after?.first), -1), coalesce(\(page.after?.last), 0))
        order by j.position, j.lab_id
        limit \(page.limit)
      ) c
      join labs l on l.id = c.lab_id
      order by p.n, c.position, c.lab_id
      """)
  }

  static func countOfDiagrams(_ diagrams: [Int64]) -> Query {
    Query(
      "catalog.labCountOfDiagrams",
      """
      select j.diagram_id as parent_id, count(*)::int as total
      from diagram_labs j
      join labs l on l.id = j.lab_id and l.status = 'PUBLISHED'
      where j.diagram_id = any(\(diagrams))
      group by j.diagram_id
      """)
  }

  /// The published labs of the published diagrams of incidents, each once; the keyset is the lab's id.
  static func ofIncidents(_ incidents: [Int64], _ page: PageArguments) -> Query {
    Query(
      "catalog.labsOfIncidents",
      """
      select p.parent_id, \(columns, .all)
      from unnest(\(incidents)) with ordinality as p(parent_id, n)
      cross join lateral (
        select distinct j.lab_id
        from diagram_incidents i
        join diagrams d on d.id = i.diagram_id and d.status = 'PUBLISHED'
        join diagram_labs j on j.diagram_id = i.diagram_id
        join labs x on x.id = j.lab_id and x.status = 'PUBLISHED'
        where i.incident_id = p.parent_id and j.lab_id > coalesce(\(page.after?.first), 0)
        order by j.lab_id
        limit \(page.limit)
      ) c
      join labs l on l.id = c.lab_id
      order by p.n, l.id
      """)
  }

  static func countOfIncidents(_ incidents: [Int64]) -> Query {
    Query(
      "catalog.labCountOfIncidents",
      """
      select i.incident_id as parent_id, count(distinct l.id)::int as total
      from diagram_incidents i
      join diagrams d on d.id = i.diagram_id and d.status = 'PUBLISHED'
      join diagram_labs j on j.diagram_id = i.diagram_id
      join labs l on l.id = j.lab_id and l.status = 'PUBLISHED'
      where i.incident_id = any(\(incidents))
      group by i.incident_id
      """)
  }
}

extension LabStatements {
  /// The hints of labs, where nobody asks for their texts.
  static func hints(_ labs: [Int64]) -> Query {
    Query(
      "catalog.hintsOfLabs",
      """
      select h.lab_id as parent_id, h.position as index, h.penalty
      from lab_hints h
      where h.lab_id = any(\(labs))
      order by h.lab_id, h.position
      """)
  }

  /// The hints of labs. The text is there for the lab's author, for admins, and for the learner who has revealed it:
  /// the rows of `lab_hint_reveals` are written by `revealLabHint`, and private.
  ///
  /// - Parameters:
  ///   - viewer: who may be the author.
  ///   - learner: whose revealed hints count.
  static func hintsWithTexts(_ labs: [Int64], viewer: Viewer?, learner: Viewer?) -> Query {
    Query(
      "catalog.hintTextsOfLabs",
      """
      select h.lab_id as parent_id, h.position as index, h.penalty,
        case
          when l.author_id = \(viewer?.userID) or \(viewer?.satisfies(.admin) ?? false) or r.position is not null
            then h.text
        end as text
      from lab_hints h
      join labs l on l.id = h.lab_id
      left join lab_hint_reveals r
        on r.lab_id = h.lab_id and r.position = h.position and r.user_id = \(learner?.userID)
      where h.lab_id = any(\(labs))
      order by h.lab_id, h.position
      """
    ).onBehalf(of: .user(learner?.userID))
  }

  /// What to know before labs, in the author's order, as far as the viewer may see it: the kind of each object as in
  /// its global id, and its key. Atoms are ContentLibrary's; those that are published are there for all.
  static func prerequisites(_ labs: [Int64], viewer: Viewer?) -> Query {
    Query(
      "catalog.prerequisitesOfLabs",
      """
      select p.lab_id as parent_id, k.kind, k.key
      from lab_prerequisites p
      left join diagrams d on d.id = p.diagram_id and \(fragment: CatalogPolicy.sees("d", viewer))
      left join labs l on l.id = p.prerequisite_id and \(fragment: CatalogPolicy.sees("l", viewer))
      left join atoms a on a.id = p.atom_id and a.published
      cross join lateral (
        values ('diagram', d.id), ('lab', l.id), ('incident', p.incident_id), ('atom', a.id)
      ) as k(kind, key)
      where p.lab_id = any(\(labs)) and k.key is not null
      order by p.lab_id, p.position
      """)
  }

  /// The checks of labs, without their rules: those are for the grader alone.
  static func checks(_ labs: [Int64]) -> Query {
    Query(
      "catalog.checksOfLabs",
      """
      select c.lab_id as parent_id, c.key, c.title, c.weight
      from lab_checks c
      where c.lab_id = any(\(labs))
      order by c.lab_id, c.position
      """)
  }
}
