import DemoContent
import Postgres

/// The statements about labs with their hints and checks. What the catalogue no longer has is deleted first, as a check
/// that moved would meet the key of the one that stood there.
enum LabStatements {
  /// Labs, published; one that was archived since stays archived.
  static func upsert(_ labs: [DemoLab], author: String) -> Query {
    Query(
      "seeding.upsertLabs",
      """
      insert into labs as t (created_at, updated_at, slug, title, summary, difficulty, category, tags, instructions,
        estimated_time, environment_kind, environment_spec, status, author_id)
      select now() - interval '60 days' + s.n * interval '1 hour', now() - interval '60 days' + s.n * interval '1 hour',
        s.slug, s.title, s.summary, s.difficulty, s.category, string_to_array(s.tags, ','), s.instructions,
        make_interval(mins => s.minutes::int), case when s.setup is not null then 'SQL' end, s.setup, 'PUBLISHED', (select u.id from users u where u.email = \(author))
      from unnest(
        \(labs.map(\.slug)), \(labs.map(\.title)), \(labs.map(\.summary)),
        \(labs.map { $0.difficulty.rawValue.uppercased() }), \(labs.map(\.category)),
        \(labs.map { $0.tags.joined(separator: ",") }), \(labs.map(\.instructions)), \(labs.map(\.estimatedMinutes)),
        \(labs.map(\.sqlSetup))
      ) with ordinality as s(slug, title, summary, difficulty, category, tags, instructions, minutes, setup, n)
      order by s.n
      on conflict (slug) do update set title = excluded.title, summary = excluded.summary,
        difficulty = excluded.difficulty, category = excluded.category, tags = excluded.tags,
        instructions = excluded.instructions, estimated_time = excluded.estimated_time,
        environment_kind = excluded.environment_kind, environment_spec = excluded.environment_spec,
        version = t.version + 1, updated_at = now()
      where (t.title, t.summary, t.difficulty, t.category, t.tags, t.instructions, t.estimated_time, t.environment_spec)
        is distinct from (excluded.title, excluded.summary, excluded.difficulty, excluded.category, excluded.tags,
          excluded.instructions, excluded.estimated_time, excluded.environment_spec)
      """)
  }

  /// Deletes hints beyond those of the catalogue.
  static func deleteOtherHints(_ labs: [DemoLab]) -> Query {
    Query(
      "seeding.deleteOtherHints",
      """
      delete from lab_hints t
      using labs l, unnest(\(labs.map(\.slug)), \(labs.map(\.hints.count))) as s(slug, count)
      where t.lab_id = l.id and l.slug = s.slug and t.position >= s.count
      """)
  }

  /// Hints; their penalties become points.
  static func upsertHints(_ labs: [DemoLab]) -> Query {
    let hints = labs.flatMap { lab in lab.hints.enumerated().map { (lab: lab.slug, position: $0, hint: $1) } }
    return Query(
      "seeding.upsertHints",
      """
      insert into lab_hints as t (lab_id, position, penalty, text)
      select l.id, s.position, s.penalty, s.text
      from unnest(
        \(hints.map(\.lab)), \(hints.map(\.position)), \(hints.map { ($0.hint.penalty * 100).rounded() }),
        \(hints.map(\.hint.text))
      ) as s(slug, position, penalty, text)
      join labs l on l.slug = s.slug
      on conflict (lab_id, position) do update set penalty = excluded.penalty, text = excluded.text
      where (t.penalty, t.text) is distinct from (excluded.penalty, excluded.text)
      """)
  }

  /// Deletes checks that do not stand in the catalogue at their place.
  static func deleteOtherChecks(_ labs: [DemoLab]) -> Query {
    let checks = checks(of: labs)
    return Query(
      "seeding.deleteOtherChecks",
      """
      delete from lab_checks t
      using labs l
      where t.lab_id = l.id and l.slug = any(\(labs.map(\.slug))) and not exists (
        select from unnest(
          \(checks.map(\.lab)), \(checks.map(\.position)), \(checks.map(\.check.key))
        ) as s(slug, position, key)
        where s.slug = l.slug and s.position = t.position and s.key = t.key
      )
      """)
  }

  /// Checks with their rules.
  static func upsertChecks(_ labs: [DemoLab]) -> Query {
    let checks = checks(of: labs)
    return Query(
      "seeding.upsertChecks",
      """
      insert into lab_checks as t (lab_id, position, key, title, weight, rule)
      select l.id, s.position, s.key, s.title, s.weight, s.rule::jsonb
      from unnest(
        \(checks.map(\.lab)), \(checks.map(\.position)), \(checks.map(\.check.key)), \(checks.map(\.check.title)),
        \(checks.map(\.check.weight)), \(checks.map(\.check.ruleJSON))
      ) as s(slug, position, key, title, weight, rule)
      join labs l on l.slug = s.slug
      on conflict (lab_id, position) do update set title = excluded.title, weight = excluded.weight,
        rule = excluded.rule
      where (t.title, t.weight, t.rule) is distinct from (excluded.title, excluded.weight, excluded.rule)
      """)
  }

  private static func checks(of labs: [DemoLab]) -> [(lab: String, position: Int, check: DemoCheck)] {
    labs.flatMap { lab in lab.checks.enumerated().map { (lab: lab.slug, position: $0, check: $1) } }
  }
}
