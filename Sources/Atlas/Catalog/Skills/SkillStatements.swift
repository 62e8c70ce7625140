import AtlasKernel
import Postgres

/// Every statement that answers skills.
enum SkillStatements {
  static func byID(_ ids: [Int64]) -> Query {
    Query(
      "catalog.skillsByID",
      "select s.id, s.name, s.parent_id as wider_id from skills s where s.id = any(\(ids))")
  }

  /// What diagrams teach, in the author's order.
  static func ofDiagrams(_ diagrams: [Int64]) -> Query {
    Query(
      "catalog.skillsOfDiagrams",
      """
      select j.diagram_id as parent_id, s.id, s.name, s.parent_id as wider_id
      from diagram_skills j
      join skills s on s.id = j.skill_id
      where j.diagram_id = any(\(diagrams))
      order by j.diagram_id, j.position, s.id
      """)
  }

  /// What labs train, in the author's order.
  static func ofLabs(_ labs: [Int64]) -> Query {
    Query(
      "catalog.skillsOfLabs",
      """
      select j.lab_id as parent_id, s.id, s.name, s.parent_id as wider_id
      from lab_skills j
      join skills s on s.id = j.skill_id
      where j.lab_id = any(\(labs))
      order by j.lab_id, j.position, s.id
      """)
  }
}
