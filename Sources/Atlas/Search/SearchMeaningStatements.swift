import AtlasAPI
import AtlasKernel
import Postgres
import Retrieval

/// The statements of the modes that go by meaning. What is near comes from memory, which may not know the latest rights:
/// the statements join it with its rows under the same conditions as words, so that nothing else is ranked, counted or
/// quoted.
extension SearchStatements {
  /// A page of results by meaning or by both, best first. They are few enough to be ranked anew for each page.
  static func rankedPage(_ search: SearchQuery, _ page: PageArguments) -> Query {
    Query(
      search.mode == .semantic ? "search.semanticPage" : "search.hybridPage",
      """
      with \(fragment: ranked(search))
      select 0::bigint as parent_id, f.place, f.kind, f.id
      from found f
      where true\(fragment: order.between(page))
      order by \(fragment: order.query)
      limit \(page.limit)
      """)
  }

  /// How many of all that is ranked are of which type: `kind` and `total`.
  static func rankedCounts(_ search: SearchQuery) -> Query {
    Query(
      search.mode == .semantic ? "search.semanticCounts" : "search.hybridCounts",
      """
      with \(fragment: ranked(search))
      select f.kind, count(*)::int as total from found f group by f.kind order by f.kind
      """)
  }

  /// The nearest passages of results, as `passages`: `kind` and `id` say of which. None of what was edited since it was
  /// cut into passages. Passages belong to Retrieval.
  static func nearestPassages(_ search: SearchQuery, of hits: [SearchHit]) -> Query {
    var texts: Query = ""
    for branch in SearchBranch.branches(search.types) {
      guard let key = branch.passageKey else { continue }
      if !texts.text.isEmpty { texts += " union all " }
      texts += """
        select n.kind, x.id, p.body
        from near n
        join \(unsafeRawSQL: branch.table) x on n.kind = \(unsafeRawSQL: branch.number) and x.id = n.id
        join passage_items i on i.\(unsafeRawSQL: key) = x.id and i.version = x.version
        join passages p on p.item_id = i.id and p.id = n.passage_id
        cross join asker q
        where \(unsafeRawSQL: branch.isVisible)
        """
    }
    let shown = Set(hits.compactMap(\.item))
    return Query(
      "search.nearestPassages",
      """
      with \(fragment: asker(search)), \(fragment: near(search.near.filter { shown.contains($0.item) }))
      select t.kind, t.id, translate(left(t.body, 1000), E'\\ue000\\ue001\\ue002', '') as passages
      from (
        \(fragment: texts)
      ) t
      """)
  }

  /// Parts of a statement with everything that is ranked as `found`. By both: each list gives an item 1 / (60 + its
  /// rank) (Cormack, Clarke and Büttcher 2009, reciprocal rank fusion).
  private static func ranked(_ search: SearchQuery) -> Query {
    let byMeaning: Query = """
      \(fragment: asker(search)), \(fragment: near(search.near)), by_meaning as (
        select v.kind, v.id, v.similarity, row_number() over (order by v.similarity desc, v.kind, v.id) as rank
        from (
          \(fragment: visible(search))
        ) v
      )
      """
    if search.mode == .semantic {
      return "\(fragment: byMeaning), found as (select -m.similarity as place, m.kind, m.id from by_meaning m)"
    }
    return """
      \(fragment: question(search)), \(fragment: byMeaning), by_words as (
        select f.kind, f.id, row_number() over (order by \(fragment: order.query)) as rank
        from (
          \(fragment: byWords(search, between: "", limit: SearchQuery.nearLimit))
        ) f
        order by \(fragment: order.query)
        limit \(SearchQuery.nearLimit)
      ), found as (
        select -sum(1.0 / (60 + r.rank))::double precision as place, r.kind, r.id
        from (
          select w.kind, w.id, w.rank from by_words w union all select m.kind, m.id, m.rank from by_meaning m
        ) r
        group by r.kind, r.id
      )
      """
  }

  /// What is near and may be read: `kind`, `id` and `similarity`.
  private static func visible(_ search: SearchQuery) -> Query {
    var rows: Query = ""
    for branch in SearchBranch.branches(search.types) where branch.passageKey != nil {
      if !rows.text.isEmpty { rows += " union all " }
      rows += """
        select \(unsafeRawSQL: branch.number) as kind, x.id, n.similarity
        from near n
        join \(unsafeRawSQL: branch.table) x on n.kind = \(unsafeRawSQL: branch.number) and x.id = n.id
        cross join asker q
        where \(unsafeRawSQL: branch.isVisible)
        """
    }
    let nothing: Query = "select 0 as kind, 0::bigint as id, 0::double precision as similarity where false"
    return rows.text.isEmpty ? nothing : rows
  }

  /// The CTE `near`: what is near by meaning, each item once. Similarities have four digits, so that a model that is a
  /// little unsure moves no page.
  private static func near(_ matches: [PassageMatch]) -> Query {
    """
    near as (
        select n.kind, n.id, n.passage_id, n.similarity
        from unnest(
          \(matches.map { SearchBranch.number(of: $0.item.kind) }), \(matches.map(\.item.key)),
          \(matches.map(\.passageID)), \(matches.map { ($0.similarity * 10_000).rounded() / 10_000 })
        ) as n(kind, id, passage_id, similarity)
      )
    """
  }

  /// The CTE `asker`: for whom is searched.
  private static func asker(_ search: SearchQuery) -> Query {
    """
    asker as (
        select \(search.audience.authorID)::bigint as author_id, \(search.audience.seesDrafts)::boolean as sees_drafts,
          \(search.audience.memberID)::bigint as member_id
      )
    """
  }
}
