import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The statements that read atoms, one by one and in lists.
enum AtomStatements {
  static let columns = ColumnList(
    "a.id", "a.created_at", "a.updated_at", "a.version", "a.content_id", "a.sequence", "a.title", "a.body", "a.kind",
    "a.media_file_id", "a.concepts", "a.difficulty", "a.estimated_time", "a.quality_score", required: ["id"])

  /// The order of atoms in the answers of fields: by content, then by place.
  static let studyOrder: Query = "a.content_id, a.sequence, a.id"

  /// Atoms that the viewer sees.
  static func byID(_ ids: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "content.atomsByID",
      """
      select \(columns, selected)
      from atoms a
      where a.id = any(\(ids)) and \(fragment: AtomPolicy.sees(viewer))
      """)
  }

  /// A page of the published atoms. Those that stand alone come behind those of contents.
  static func page(_ filter: API.AtomFilter?, _ order: KeysetOrder, _ page: PageArguments) -> Query {
    Query(
      "content.atoms",
      """
      select 0::bigint as parent_id, coalesce(a.content_id, 9223372036854775807) as content_place, \(columns, .all)
      from (
        select a.id
        from atoms a
        where a.published\(fragment: conditions(filter))\(fragment: order.between(page))
        order by \(fragment: order.reading(page))
        limit \(page.limit)
      ) p
      join atoms a on a.id = p.id
      order by \(fragment: order.query)
      """)
  }

  static func total(_ filter: API.AtomFilter?) -> Query {
    Query(
      "content.atomCount",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from atoms a
      where a.published\(fragment: conditions(filter))
      """)
  }

  private static func conditions(_ filter: API.AtomFilter?) -> Query {
    var conditions: Query = ""
    guard let filter else { return conditions }
    if let content = filter.contentId { conditions += " and a.content_id = \(content.key(.content))" }
    if let kind = filter.kind { conditions += " and a.kind = \(kind.rawValue)" }
    if let concepts = filter.concepts { conditions += " and a.concepts @> \(concepts)" }
    if let least = filter.difficulty?.min { conditions += " and a.difficulty >= \(least)" }
    if let most = filter.difficulty?.max { conditions += " and a.difficulty <= \(most)" }
    if let words = filter.search?.searchWords {
      conditions += " and a.search @@ websearch_to_tsquery('english', \(words))"
    }
    return conditions
  }
}

extension AtomStatements {
  /// Pages of the atoms of contents, in the order of the text. Whoever sees a content sees its atoms.
  static func ofContents(_ contents: [Int64], _ page: PageArguments) -> Query {
    Query(
      "content.atomsOfContents",
      """
      select p.parent_id, k.place, \(columns, .all)
      from unnest(\(contents)) with ordinality as p(parent_id, n)
      cross join lateral (
        select x.id, x.sequence as place
        from atoms x
        where x.content_id = p.parent_id and x.retired_at is null
          and (x.sequence, x.id) > (coalesce(\(page.after?.first), 0), coalesce(\(page.after?.last), 0))
        order by x.sequence, x.id
        limit \(page.limit)
      ) k
      join atoms a on a.id = k.id
      order by p.n, k.place, a.id
      """)
  }

  static func countOfContents(_ contents: [Int64]) -> Query {
    Query(
      "content.atomCountOfContents",
      """
      select a.content_id as parent_id, count(*)::int as total
      from atoms a
      where a.content_id = any(\(contents)) and a.retired_at is null
      group by a.content_id
      """)
  }

  /// Pages of the published atoms of diagrams, in their authors' order.
  static func ofDiagrams(_ diagrams: [Int64], _ page: PageArguments) -> Query {
    Query(
      "content.atomsOfDiagrams",
      """
      select p.parent_id, k.place, \(columns, .all)
      from unnest(\(diagrams)) with ordinality as p(parent_id, n)
      cross join lateral (
        select x.id, l.position as place
        from diagram_atoms l
        join atoms x on x.id = l.atom_id and x.published
        where l.diagram_id = p.parent_id
          and (l.position, l.atom_id) > (coalesce(\(page.after?.first), -1), coalesce(\(page.after?.last), 0))
        order by l.position, l.atom_id
        limit \(page.limit)
      ) k
      join atoms a on a.id = k.id
      order by p.n, k.place, a.id
      """)
  }

  static func countOfDiagrams(_ diagrams: [Int64]) -> Query {
    Query(
      "content.atomCountOfDiagrams",
      """
      select l.diagram_id as parent_id, count(*)::int as total
      from diagram_atoms l
      join atoms a on a.id = l.atom_id and a.published
      where l.diagram_id = any(\(diagrams))
      group by l.diagram_id
      """)
  }

  /// The atoms by which objectives are reached, as far as the viewer sees them.
  static func ofObjectives(_ objectives: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "content.atomsOfObjectives",
      """
      select j.objective_id as parent_id, \(columns, selected)
      from atom_objectives j
      join atoms a on a.id = j.atom_id
      where j.objective_id = any(\(objectives)) and a.retired_at is null and \(fragment: AtomPolicy.sees(viewer))
      order by j.objective_id, \(fragment: studyOrder)
      """)
  }
}
