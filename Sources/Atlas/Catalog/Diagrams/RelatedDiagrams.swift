import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import GraphQLSyntax
import Postgres

extension DiagramRow {
  /// Most related diagrams that are answered for one.
  private static let mostRelated = 20

  /// The most alike among the published ones.
  static let related = FieldResolver<DiagramRow, API.Diagram.RelatedArguments, [API.Diagram]?>(
    reads: .part(id.name)
  ) { diagrams, arguments, context in
    let first = arguments.first ?? 5
    guard (0...mostRelated).contains(first) else {
      throw GraphQLError.badUserInput("first must be between 0 and \(mostRelated).")
    }
    let pending = context.submit(DiagramStatements.related(to: diagrams.distinctKeys(id), first: first))
    return .pending {
      let grouped = RowSet.grouped(
        try await pending.rows(), parents: diagrams.storage.values(id), parentColumn: RowColumn("parent_id"))
      return ColumnOf<[API.Diagram]>.lists(Batch<DiagramRow>(RowStorage(grouped.rows)), offsets: grouped.offsets).column
    }
  }
}

extension DiagramStatements {
  /// The published diagrams that are most like others: 3 points for each skill in common, 2 for each tag, 1 for the same
  /// category, and up to 4 for words of title, tags and category that they share, as `ts_rank` weighs them. Equal ones
  /// follow by age.
  static func related(to diagrams: [Int64], first: Int) -> Query {
    Query(
      "catalog.relatedDiagrams",
      """
      with parents as (
        select d.id, d.tags, d.category,
          replace(plainto_tsquery('english', d.title || ' ' || tags_text(d.tags) || ' ' || d.category)::text, ' & ', ' | ')
            ::tsquery as words
        from diagrams d
        where d.id = any(\(diagrams))
      )
      select p.id as parent_id, \(columns, .all)
      from parents p
      cross join lateral (
        select a.id, sum(a.points) as points
        from (
          select o.diagram_id as id, 3::numeric * count(*) as points
          from diagram_skills j
          join diagram_skills o on o.skill_id = j.skill_id
          where j.diagram_id = p.id
          group by o.diagram_id
          union all
          select x.id, 2::numeric * (select count(distinct t) from unnest(x.tags) as t where t = any(p.tags))
          from diagrams x
          where x.tags && p.tags and x.status = 'PUBLISHED'
          union all
          select x.id, 1 from diagrams x where x.category = p.category and x.status = 'PUBLISHED'
          union all
          select x.id, 4 * round(ts_rank(x.search, p.words)::numeric, 4)
          from diagrams x
          where x.search @@ p.words and x.status = 'PUBLISHED'
        ) a
        where a.id <> p.id and exists (select from diagrams x where x.id = a.id and x.status = 'PUBLISHED')
        group by a.id
        order by points desc, a.id
        limit \(first)
      ) r
      join diagrams d on d.id = r.id
      order by p.id, r.points desc, r.id
      """)
  }
}
