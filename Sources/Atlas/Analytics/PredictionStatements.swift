import AtlasKernel
import Postgres

/// The statement behind predictions. It reads tables of Progress, Catalog and ContentLibrary.
enum PredictionStatements {
  /// What may be expected of each learner; what has too little to go by has no row.
  ///
  /// The daily rate of completions is a mean in which a completion weighs half as much for each 14 days since: the sum of
  /// weights 2^(-days/14) over the integral of the weight, 14/ln 2 · (1 - 2^(-D/14)), for the D days since the first
  /// step, at most 56. It takes 3 completions and 7 days. Completions as a Poisson process have a relative error of
  /// 1/√n, hence the confidence.
  ///
  /// The chance to pass is the mean of Beta(1 + passed, 1 + failed) over the last 20 attempts, 3 at least; the confidence
  /// tells how much narrower that distribution is than the one before any attempt.
  static func predictions(users: [Int64]) -> Query {
    Query(
      "analytics.predictions",
      """
      with totals as materialized (
        \(fragment: TallyStatements.published)
      )
      select u.id as user_id, v.name, v.value, v.confidence, v.method,
        (now() + interval '1 day')::timestamptz(3) as valid_until
      from users u
      cross join totals t
      \(fragment: TallyStatements.completed)
      \(fragment: evidence)
      cross join lateral (values
        (1, 'items_completed_next_7_days', 7 * p.rate, 1 - 1 / sqrt(c.items + 1),
          'Seven times the daily rate of the last 56 days, in which a completion counts half as much for each 14 days '
            'since (Poisson process).'),
        (2, 'lab_pass_chance', b.a / (b.a + b.b),
          1 - sqrt(12 * b.a * b.b / ((b.a + b.b) ^ 2 * (b.a + b.b + 1))),
          'Mean of the posterior of the last 20 attempts at labs, every chance being equally likely before '
            '(Beta-Binomial).'),
        (3, 'days_to_complete_all',
          nullif(t.diagrams + t.labs + t.atoms - d.completed - l.completed - a.completed, 0) / nullif(p.rate, 0),
          1 - 1 / sqrt(c.items + 1),
          'Published items that are not completed, divided by the daily rate of items_completed_next_7_days.')
      ) as v(n, name, value, confidence, method)
      where u.id = any(\(users)) and v.value between 0 and 3650
      order by u.id, v.n
      """)
  }

  /// Joined to users `u`: completions `c`, their daily rate `p`, and passed and failed attempts with one of each before
  /// any as `b`.
  private static let evidence: Query = """
    cross join lateral (
      select count(*)::int as items,
        coalesce(sum(power(0.5::double precision, extract(epoch from now() - e.at)::double precision / 86400 / 14)), 0)
          as weight
      from progress_events e
      where e.user_id = u.id and e.kind not in ('LAB_STARTED', 'QUIZ_PASSED')
        and e.at > now() - interval '56 days' and e.at <= now()
    ) c
    cross join lateral (
      select least(extract(epoch from now() - min(e.at))::double precision / 86400, 56) as days
      from progress_events e
      where e.user_id = u.id
    ) o
    cross join lateral (
      select case when c.items >= 3 and o.days >= 7
        then c.weight / (14 / ln(2::double precision) * (1 - power(0.5::double precision, o.days / 14))) end as rate
    ) p
    left join lateral (
      select 1 + count(*) filter (where y.passed)::double precision as a,
        1 + count(*) filter (where not y.passed)::double precision as b
      from (
        select r.passed
        from lab_results r
        where r.user_id = u.id and r.state in ('PASSED', 'FAILED')
        order by r.submitted_at desc, r.id desc
        limit 20
      ) y
      having count(*) >= 3
    ) b on true
    """
}
