import AtlasAPI
import AtlasKernel
import GraphQLExecution
import GraphQLPostgres
import Postgres

/// A learning objective as statements answer it.
struct ObjectiveRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let text = RowColumn<String>("text")
  static let level = RowColumn<String?>("level")

  let row: Row

  init(row: Row) { self.row = row }

  static let fields = API.LearningObjective.Fields<ObjectiveRow>(
    id: .globalID(.learningObjective, id),
    text: .column(text),
    level: .column(level),
    atoms: .list { ids, _, selected, viewer in AtomStatements.ofObjectives(ids, selected, viewer: viewer) })

  /// The objectives of the contents that the viewer may see.
  static let loader = RowLoader<ObjectiveRow>(key: id) { keys, context in
    ObjectiveStatements.byID(keys, viewer: context.viewer(within: .catalogRead))
  }
}

/// The statements that read learning objectives.
enum ObjectiveStatements {
  static func byID(_ ids: [Int64], viewer: Viewer?) -> Query {
    Query(
      "content.objectivesByID",
      """
      select o.id, o.text, o.level
      from learning_objectives o
      join contents c on c.id = o.content_id and \(fragment: ContentPolicy.sees(viewer))
      where o.id = any(\(ids))
      """)
  }

  /// The objectives of contents. Whoever sees a content sees them.
  static func ofContents(_ contents: [Int64]) -> Query {
    Query(
      "content.objectivesOfContents",
      """
      select o.content_id as parent_id, o.id, o.text, o.level
      from learning_objectives o
      where o.content_id = any(\(contents))
      order by o.content_id, o.position, o.id
      """)
  }

  /// The objectives that atoms serve. Whoever sees an atom sees them.
  static func ofAtoms(_ atoms: [Int64]) -> Query {
    Query(
      "content.objectivesOfAtoms",
      """
      select j.atom_id as parent_id, o.id, o.text, o.level
      from atom_objectives j
      join learning_objectives o on o.id = j.objective_id
      where j.atom_id = any(\(atoms))
      order by j.atom_id, o.position, o.id
      """)
  }
}
