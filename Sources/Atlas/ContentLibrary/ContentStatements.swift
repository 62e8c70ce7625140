import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// The statements that read contents.
enum ContentStatements {
  static let columns = ColumnList(
    "c.id", "c.created_at", "c.updated_at", "c.version", "c.title", "c.description", "c.kind", "c.status", "c.owner_id",
    "c.file_id", "c.job_id", "c.author", "c.subject", "c.difficulty", "c.duration", "c.language", "c.total_atoms",
    "c.algorithm_version", "c.quality_score", "c.atomized_at", required: ["id"])

  /// Contents that the viewer sees.
  static func byID(_ ids: [Int64], _ selected: Selected, viewer: Viewer?) -> Query {
    Query(
      "content.contentsByID",
      """
      select \(columns, selected)
      from contents c
      where c.id = any(\(ids)) and \(fragment: ContentPolicy.sees(viewer))
      """)
  }

  private static let latestFirst = KeysetOrder("c.id", descending: true)

  /// A page of the contents that the viewer sees, latest first.
  static func page(_ filter: API.ContentFilter?, _ page: PageArguments, viewer: Viewer?) -> Query {
    Query(
      "content.contents",
      """
      select 0::bigint as parent_id, \(columns, .all)
      from (
        select c.id
        from contents c
        where \(fragment: ContentPolicy.sees(viewer))\(fragment: conditions(filter))\(fragment: latestFirst.between(page))
        order by \(fragment: latestFirst.reading(page))
        limit \(page.limit)
      ) p
      join contents c on c.id = p.id
      order by \(fragment: latestFirst.query)
      """)
  }

  static func total(_ filter: API.ContentFilter?, viewer: Viewer?) -> Query {
    Query(
      "content.contentCount",
      """
      select 0::bigint as parent_id, count(*)::int as total
      from contents c
      where \(fragment: ContentPolicy.sees(viewer))\(fragment: conditions(filter))
      """)
  }

  /// Only the members that are given become conditions, so that the planner sees what is asked.
  private static func conditions(_ filter: API.ContentFilter?) -> Query {
    var conditions: Query = ""
    guard let filter else { return conditions }
    if let kind = filter.kind { conditions += " and c.kind = \(kind.rawValue)" }
    if let status = filter.status { conditions += " and c.status = \(status.rawValue)" }
    if let owner = filter.ownerId { conditions += " and c.owner_id = \(owner.key(.user))" }
    if let subject = filter.subject { conditions += " and c.subject = \(subject)" }
    if let language = filter.language { conditions += " and c.language = \(language)" }
    if let words = filter.search?.searchWords {
      conditions += " and c.search @@ websearch_to_tsquery('english', \(words))"
    }
    return conditions
  }
}
