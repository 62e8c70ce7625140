import DemoContent
import Postgres

/// The statements about skills, incidents and diagrams.
///
/// Each brings edited content up to date and leaves rows alone that are as the catalogue says, so that the number of
/// affected rows is the number of changes. New content is dated back, so that nobody studied it before it was there.
/// Tags travel as one text for each row: an array of arrays would have to be rectangular.
enum ContentStatements {
  /// Skills whose areas are there already.
  static func skills(_ skills: [DemoSkill]) -> Query {
    Query(
      "seeding.upsertSkills",
      """
      insert into skills as t (created_at, updated_at, slug, name, parent_id)
      select now() - interval '60 days', now() - interval '60 days', s.slug, s.name, p.id
      from unnest(
        \(skills.map(\.slug)), \(skills.map(\.name)), \(skills.map(\.parentSlug))
      ) with ordinality as s(slug, name, parent_slug, n)
      left join skills p on p.slug = s.parent_slug
      order by s.n
      on conflict (slug) do update set name = excluded.name, parent_id = excluded.parent_id, updated_at = now()
      where (t.name, t.parent_id) is distinct from (excluded.name, excluded.parent_id)
      """)
  }

  /// Incidents.
  static func incidents(_ incidents: [DemoIncident]) -> Query {
    Query(
      "seeding.upsertIncidents",
      """
      insert into incidents as t (created_at, updated_at, slug, company, title, description, occurred_on, severity,
        root_cause, lessons, tags)
      select now() - interval '60 days' + s.n * interval '1 hour', now() - interval '60 days' + s.n * interval '1 hour',
        s.slug, s.company, s.title, s.description, s.occurred_on::date, s.severity, s.root_cause, s.lessons,
        string_to_array(s.tags, ',')
      from unnest(
        \(incidents.map(\.slug)), \(incidents.map(\.company)), \(incidents.map(\.title)),
        \(incidents.map(\.description)), \(incidents.map(\.occurredOn)),
        \(incidents.map { $0.severity.rawValue.uppercased() }), \(incidents.map(\.rootCause)),
        \(incidents.map(\.lessons)), \(incidents.map { $0.tags.joined(separator: ",") })
      ) with ordinality
        as s(slug, company, title, description, occurred_on, severity, root_cause, lessons, tags, n)
      order by s.n
      on conflict (slug) do update set company = excluded.company, title = excluded.title,
        description = excluded.description, occurred_on = excluded.occurred_on, severity = excluded.severity,
        root_cause = excluded.root_cause, lessons = excluded.lessons, tags = excluded.tags,
        version = t.version + 1, updated_at = now()
      where (t.company, t.title, t.description, t.occurred_on, t.severity, t.root_cause, t.lessons, t.tags)
        is distinct from (excluded.company, excluded.title, excluded.description, excluded.occurred_on,
          excluded.severity, excluded.root_cause, excluded.lessons, excluded.tags)
      """)
  }

  /// Diagrams, published; one that was archived since stays archived.
  static func diagrams(_ diagrams: [DemoDiagram], author: String) -> Query {
    Query(
      "seeding.upsertDiagrams",
      """
      insert into diagrams as t (created_at, updated_at, slug, title, description, category, tags, difficulty,
        estimated_time, mermaid_source, status, author_id)
      select now() - interval '60 days' + s.n * interval '1 hour', now() - interval '60 days' + s.n * interval '1 hour',
        s.slug, s.title, s.description, s.category, string_to_array(s.tags, ','), s.difficulty,
        make_interval(mins => s.minutes::int), s.mermaid, 'PUBLISHED',
        (select u.id from users u where u.email = \(author))
      from unnest(
        \(diagrams.map(\.slug)), \(diagrams.map(\.title)), \(diagrams.map(\.description)),
        \(diagrams.map(\.category)), \(diagrams.map { $0.tags.joined(separator: ",") }),
        \(diagrams.map { $0.difficulty.rawValue.uppercased() }), \(diagrams.map(\.estimatedMinutes)),
        \(diagrams.map(\.mermaid))
      ) with ordinality as s(slug, title, description, category, tags, difficulty, minutes, mermaid, n)
      order by s.n
      on conflict (slug) do update set title = excluded.title, description = excluded.description,
        category = excluded.category, tags = excluded.tags, difficulty = excluded.difficulty,
        estimated_time = excluded.estimated_time, mermaid_source = excluded.mermaid_source,
        version = t.version + 1, updated_at = now()
      where (t.title, t.description, t.category, t.tags, t.difficulty, t.estimated_time, t.mermaid_source)
        is distinct from (excluded.title, excluded.description, excluded.category, excluded.tags,
          excluded.difficulty, excluded.estimated_time, excluded.mermaid_source)
      """)
  }
}
