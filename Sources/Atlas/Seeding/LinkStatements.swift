import Postgres

/// Links from items to others by slug, in columns, each at its place in the item's list.
struct Links: Sendable {
  /// All items, also those without links.
  let items: [String]
  private(set) var sources: [String] = []
  private(set) var targets: [String] = []
  private(set) var positions: [Int] = []

  init(_ lists: [(item: String, targets: [String])]) {
    items = lists.map(\.item)
    for list in lists {
      for (position, target) in list.targets.enumerated() {
        sources.append(list.item)
        targets.append(target)
        positions.append(position)
      }
    }
  }

  /// The relation (source, target, position).
  fileprivate var relation: Query {
    "unnest(\(sources), \(targets), \(positions)) as s(source, target, position)"
  }
}

/// The statements about links: those that are not in the catalogue go, the others get their place in its order.
enum LinkStatements {
  static func deleteOtherSkillsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.deleteOtherSkillsOfDiagrams",
      """
      delete from diagram_skills t using diagrams a, skills b
      where a.id = t.diagram_id and b.id = t.skill_id and a.slug = any(\(links.items))
        and not exists (select from \(fragment: links.relation) where s.source = a.slug and s.target = b.slug)
      """)
  }

  static func skillsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.skillsOfDiagrams",
      """
      insert into diagram_skills as t (diagram_id, skill_id, position)
      select a.id, b.id, s.position
      from \(fragment: links.relation) join diagrams a on a.slug = s.source join skills b on b.slug = s.target
      on conflict (diagram_id, skill_id) do update set position = excluded.position
      where t.position <> excluded.position
      """)
  }

  static func deleteOtherLabsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.deleteOtherLabsOfDiagrams",
      """
      delete from diagram_labs t using diagrams a, labs b
      where a.id = t.diagram_id and b.id = t.lab_id and a.slug = any(\(links.items))
        and not exists (select from \(fragment: links.relation) where s.source = a.slug and s.target = b.slug)
      """)
  }

  static func labsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.labsOfDiagrams",
      """
      insert into diagram_labs as t (diagram_id, lab_id, position)
      select a.id, b.id, s.position
      from \(fragment: links.relation) join diagrams a on a.slug = s.source join labs b on b.slug = s.target
      on conflict (diagram_id, lab_id) do update set position = excluded.position
      where t.position <> excluded.position
      """)
  }

  static func deleteOtherIncidentsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.deleteOtherIncidentsOfDiagrams",
      """
      delete from diagram_incidents t using diagrams a, incidents b
      where a.id = t.diagram_id and b.id = t.incident_id and a.slug = any(\(links.items))
        and not exists (select from \(fragment: links.relation) where s.source = a.slug and s.target = b.slug)
      """)
  }

  static func incidentsOfDiagrams(_ links: Links) -> Query {
    Query(
      "seeding.incidentsOfDiagrams",
      """
      insert into diagram_incidents as t (diagram_id, incident_id, position)
      select a.id, b.id, s.position
      from \(fragment: links.relation) join diagrams a on a.slug = s.source join incidents b on b.slug = s.target
      on conflict (diagram_id, incident_id) do update set position = excluded.position
      where t.position <> excluded.position
      """)
  }

  static func deleteOtherSkillsOfLabs(_ links: Links) -> Query {
    Query(
      "seeding.deleteOtherSkillsOfLabs",
      """
      delete from lab_skills t using labs a, skills b
      where a.id = t.lab_id and b.id = t.skill_id and a.slug = any(\(links.items))
        and not exists (select from \(fragment: links.relation) where s.source = a.slug and s.target = b.slug)
      """)
  }

  static func skillsOfLabs(_ links: Links) -> Query {
    Query(
      "seeding.skillsOfLabs",
      """
      insert into lab_skills as t (lab_id, skill_id, position)
      select a.id, b.id, s.position
      from \(fragment: links.relation) join labs a on a.slug = s.source join skills b on b.slug = s.target
      on conflict (lab_id, skill_id) do update set position = excluded.position
      where t.position <> excluded.position
      """)
  }
}
