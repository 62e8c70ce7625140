import GraphQLPostgres
import Postgres

/// Every statement about `rate_limit_buckets`.
enum RateLimitStatements {
  /// Refills a bucket, takes what is wanted of it if enough is there, and answers what was taken and what is left.
  ///
  /// One statement: whoever comes at the same time waits for the row and finds what this one left. `now()` is when a
  /// statement began, so one that had to wait may come from before the row's moment; no time has passed for it.
  static func draw(_ draw: BucketDraw, from key: BucketKey, _ rate: BucketRate) -> Query {
    let capacity = Double(rate.capacity)
    let first = draw.granted(of: capacity)
    let left = capacity - Double(first)
    return Query(
      "kernel.drawTokens",
      """
      insert into rate_limit_buckets as b (key, tokens, granted, refilled_at, full_at)
      values (\(key.text), \(left), \(first)::int8, now(),
        now() + make_interval(secs => \(Double(first) / rate.refillPerSecond)))
      on conflict (key) do update set (tokens, granted, refilled_at, full_at) = (
        select greatest(0, a.tokens - g.granted), g.granted, greatest(b.refilled_at, now()),
          now() + make_interval(secs => (l.capacity - a.tokens + g.granted) / l.refill)
        from (select \(capacity)::float8 as capacity, \(rate.refillPerSecond)::float8 as refill,
            \(draw.returned)::int8 as returned, \(draw.atLeast)::int8 as at_least, \(draw.atMost)::int8 as at_most,
            \(draw.share)::float8 as share) l
        cross join lateral (select least(l.capacity, b.tokens + l.returned
            + l.refill * greatest(0, extract(epoch from now() - b.refilled_at)::float8)) as tokens) a
        cross join lateral (select case when floor(a.tokens + 1e-6) < l.at_least then 0
            else least(l.at_most, greatest(l.at_least, floor(floor(a.tokens + 1e-6) * l.share)::int8)) end
          as granted) g)
      returning b.granted, b.tokens
      """)
  }

  static let granted = RowColumn<Int64>("granted")
  static let tokens = RowColumn<Double>("tokens")

  /// Puts tokens back. A bucket that is gone was full.
  static func giveBack(_ surplus: [BucketSurplus]) -> Query {
    Query(
      "kernel.giveTokensBack",
      """
      update rate_limit_buckets b
      set tokens = least(s.capacity, b.tokens + s.tokens)
      from unnest(\(surplus.map(\.key.text))::text[], \(surplus.map { Double($0.rate.capacity) }),
        \(surplus.map { Int64($0.tokens) })) as s (key, capacity, tokens)
      where b.key = s.key
      """)
  }

  /// Removes buckets that are full: one that nobody knows is full, too.
  static let sweep = Query(
    "kernel.sweepBuckets",
    """
    delete from rate_limit_buckets b
    where b.key in (
      select x.key from rate_limit_buckets x where x.full_at < now() limit 1000 for update skip locked
    )
    """)
}
