import Postgres

/// Names for addresses, such as `choose-quorums-that-overlap`.
enum SlugStatements {
  /// A query with one row, `slug`: the title's words in plain Latin letters, and a number where another row of the
  /// table has that name. Two statements at the same moment may find the same one.
  ///
  /// - Parameters:
  ///   - table: a table with a unique column `slug` in bytes' order.
  ///   - otherwise: the name of titles without a single Latin letter or digit.
  static func free(for title: String, in table: StaticString, otherwise: String) -> Query {
    """
    select b.slug || case when t.n = 1 then '' else '-' || t.n end as slug
        from (
          select coalesce(
              nullif(rtrim(left(trim('-' from regexp_replace(
                lower(regexp_replace(normalize(\(title)::text, nfkd), '[\\u0300-\\u036f]', '', 'g')),
                '[^a-z0-9]+', '-', 'g'
              )), 200), '-'), ''), \(otherwise)) as slug
        ) b
        cross join lateral (
          select count(*) + 1 as most from \(unsafeRawSQL: table) x where x.slug = b.slug or x.slug like b.slug || '-%'
        ) m
        cross join lateral generate_series(1, m.most) as t(n)
        where not exists (
          select from \(unsafeRawSQL: table) x where x.slug = b.slug || case when t.n = 1 then '' else '-' || t.n end
        )
        order by t.n
        limit 1
    """
  }
}
