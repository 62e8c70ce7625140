import AtlasAPI
import Postgres

/// Parts of the statements that change a lab: CTEs that make a list of the input the lab's whole list. Rows that stay
/// are changed where they are, so that no key is needed twice within the statement.
enum LabPartStatements {
  static func hints(_ hints: [API.LabHintInput]) -> Query {
    """
    , kept_hints as (
        insert into lab_hints (lab_id, position, penalty, text)
        select c.id, h.n - 1, h.penalty, h.text
        from changed c
        cross join unnest(\(hints.map { $0.penalty ?? 0 }), \(hints.map(\.text))) with ordinality as h(penalty, text, n)
        on conflict (lab_id, position) do update set penalty = excluded.penalty, text = excluded.text
      ), dropped_hints as (
        delete from lab_hints h using changed c where h.lab_id = c.id and h.position >= \(hints.count)
      )
    """
  }

  /// Learners' results keep the titles and weights that their checks had.
  static func checks(_ checks: LabCheckList) -> Query {
    """
    , kept_checks as (
        insert into lab_checks (lab_id, position, key, title, weight, rule)
        select c.id, k.n - 1, k.key, k.title, k.weight, k.rule::jsonb
        from changed c
        cross join unnest(\(checks.keys), \(checks.titles), \(checks.weights), \(checks.rules)) with ordinality
          as k(key, title, weight, rule, n)
        on conflict (lab_id, position) do update
        set key = excluded.key, title = excluded.title, weight = excluded.weight, rule = excluded.rule
      ), dropped_checks as (
        delete from lab_checks k using changed c where k.lab_id = c.id and k.position >= \(checks.keys.count)
      )
    """
  }

  static func skills(_ keys: [Int64]) -> Query {
    """
    , kept_skills as (
        insert into lab_skills (lab_id, skill_id, position)
        select c.id, w.key, w.n from changed c cross join wanted w where w.list = 'skillIds'
        on conflict (lab_id, skill_id) do update set position = excluded.position
      ), dropped_skills as (
        delete from lab_skills s using changed c where s.lab_id = c.id and s.skill_id <> all(\(keys))
      )
    """
  }

  /// A diagram that did not have the lab has it last; one that had it keeps its own order.
  static func diagrams(_ keys: [Int64]) -> Query {
    """
    , kept_diagrams as (
        insert into diagram_labs (diagram_id, lab_id, position)
        select w.key, c.id,
          (select coalesce(max(j.position) + 1, 0) from diagram_labs j where j.diagram_id = w.key)
        from changed c cross join wanted w
        where w.list = 'diagramIds'
        on conflict (diagram_id, lab_id) do nothing
      ), dropped_diagrams as (
        delete from diagram_labs j using changed c where j.lab_id = c.id and j.diagram_id <> all(\(keys))
      )
    """
  }

  static func prerequisites(_ positions: [Int32]) -> Query {
    """
    , kept_prerequisites as (
        insert into lab_prerequisites (lab_id, position, diagram_id, prerequisite_id, incident_id, atom_id)
        select c.id, w.n, case w.kind when 'diagram' then w.key end, case w.kind when 'lab' then w.key end,
          case w.kind when 'incident' then w.key end, case w.kind when 'atom' then w.key end
        from changed c cross join wanted w
        where w.list = 'prerequisiteIds'
        on conflict (lab_id, position) do update
        set diagram_id = excluded.diagram_id, prerequisite_id = excluded.prerequisite_id,
          incident_id = excluded.incident_id, atom_id = excluded.atom_id
      ), dropped_prerequisites as (
        delete from lab_prerequisites p using changed c where p.lab_id = c.id and p.position <> all(\(positions))
      )
    """
  }
}
