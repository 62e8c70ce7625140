import AtlasAPI
import AtlasKernel
import Postgres

/// The statements of search. What has nothing to look for, such as stop words alone, or would have to look at
/// everything, such as `-cache` alone, finds nothing.
enum SearchStatements {
  /// A page of results, best first. Each type's branch uses its own index and answers no more than the page needs.
  ///
  /// A place is the negative score, so that all keys of the keyset run upwards. The score is cover density with regard
  /// to length, scaled to 0...1: comparable across types. It is computed for so many rows of a type at most as fit into
  /// the time of a search: words that more of them have say little about any of them.
  static func page(_ search: SearchQuery, _ page: PageArguments) -> Query {
    guard search.mode == .text else { return rankedPage(search, page) }
    return Query(
      "search.page",
      """
      with \(fragment: question(search)), found as (
          \(fragment: byWords(search, between: order.between(page), limit: page.limit))
      )
      select 0::bigint as parent_id, f.place, f.kind, f.id
      from found f
      order by \(fragment: order.query)
      limit \(page.limit)
      """)
  }

  /// The best of each type by words: `place`, `kind` and `id`.
  ///
  /// - Parameter between: further conditions on them as `f`.
  static func byWords(_ search: SearchQuery, between: Query, limit: Int) -> Query {
    var found: Query = ""
    for branch in SearchBranch.branches(search.types) {
      if !found.text.isEmpty { found += " union all " }
      found += """
        (
            select f.place, f.kind, f.id
            from (
              select -ts_rank_cd(x.search, q.words, 33)::float8 as place, \(unsafeRawSQL: branch.number) as kind, x.id
              from question q
              cross join lateral (\(fragment: candidates(branch))) c
              join \(unsafeRawSQL: branch.table) x on x.id = c.id
            ) f
            where true\(fragment: between)
            order by \(fragment: order.query)
            limit \(limit)
          )
        """
    }
    return found.text.isEmpty ? nothing : found
  }

  /// The rows of a type that are looked at: those with the words in their titles, whose score is the highest, and any.
  private static func candidates(_ branch: SearchBranch) -> Query {
    let any: Query = """
      select x.id from \(unsafeRawSQL: branch.table) x
                where x.search @@ q.words and \(unsafeRawSQL: branch.isVisible) limit \(candidateLimit)
      """
    guard let titleWords = branch.titleWords else { return any }
    return """
      (
                  select x.id from \(unsafeRawSQL: branch.table) x
                  where \(unsafeRawSQL: titleWords) @@ q.words and \(unsafeRawSQL: branch.isVisible)
                  limit \(candidateLimit)
                ) union (
                  \(fragment: any)
                )
      """
  }

  private static let candidateLimit = 2000

  /// How many results of each type there are: `kind` and `total`.
  static func counts(_ search: SearchQuery) -> Query {
    guard search.mode == .text else { return rankedCounts(search) }
    var counts: Query = ""
    for branch in SearchBranch.branches(search.types) {
      if !counts.text.isEmpty { counts += " union all " }
      counts += """
        select \(unsafeRawSQL: branch.number) as kind, count(*)::int as total
        from question q join \(unsafeRawSQL: branch.table) x on x.search @@ q.words
        where \(unsafeRawSQL: branch.isVisible)
        """
    }
    return Query(
      "search.counts",
      """
      with \(fragment: question(search)), counted as (
        \(fragment: counts)
      )
      select c.kind, c.total from counted c where c.total > 0 order by c.kind
      """)
  }

  /// Passages of results with the words in them, three at most: `kind`, `id` and `passages`, in which marks stand for
  /// the ends of words and passages. Any of the words will do. Only the beginning of a text is looked at.
  ///
  /// - Parameter keys: the kinds and ids of the results.
  static func passages(_ search: SearchQuery, kinds: [Int64], ids: [Int64]) -> Query {
    var texts: Query = ""
    for branch in SearchBranch.branches(search.types) {
      if !texts.text.isEmpty { texts += " union all " }
      texts += """
        select k.kind, x.id, \(unsafeRawSQL: branch.text) as text
        from result k join \(unsafeRawSQL: branch.table) x on k.kind = \(unsafeRawSQL: branch.number) and x.id = k.id
        cross join question q
        where \(unsafeRawSQL: branch.isVisible)
        """
    }
    return Query(
      "search.passages",
      """
      with \(fragment: question(search)), result as (
        select k.kind, k.id from unnest(\(kinds), \(ids)) as k(kind, id)
      ), texts as (
        \(fragment: texts)
      )
      select t.kind, t.id, ts_headline(
          'english', translate(left(t.text, 8000), E'\\ue000\\ue001\\ue002', ''),
          case when q.words::text like '%!%' then q.words else replace(q.words::text, ' & ', ' | ')::tsquery end,
          E'StartSel=\\ue000, StopSel=\\ue001, FragmentDelimiter=\\ue002, MaxFragments=3, MinWords=6, MaxWords=20'
        ) as passages
      from texts t cross join question q
      """)
  }

  /// Where no type is asked for.
  private static let nothing: Query = "select 0::float8 as place, 0 as kind, 0::bigint as id where false"

  static let order = KeysetOrder("f.place", "f.kind", "f.id")

  /// The CTE `question`: the words, and for whom they are looked for. No row where there is nothing to look for.
  static func question(_ search: SearchQuery) -> Query {
    """
    question as materialized (
        select w.words, \(search.audience.authorID)::bigint as author_id,
          \(search.audience.seesDrafts)::boolean as sees_drafts, \(search.audience.memberID)::bigint as member_id
        from (select \(fragment: words(search)) as words) w
        where querytree(w.words) not in ('', 'T')
      )
    """
  }

  private static func words(_ search: SearchQuery) -> Query {
    let words: Query = "websearch_to_tsquery('english', \(search.text))"
    guard let unfinished = search.unfinished else { return words }
    return """
      \(fragment: words) || (
            websearch_to_tsquery('english', \(unfinished.head)) && to_tsquery('english', \(unfinished.prefix))
          )
      """
  }
}
