import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A step forward.
struct ProgressEventRow: RowRecord {
  static let id = RowColumn<Int64>("id")
  static let userID = RowColumn<Int64>("user_id")
  static let kind = RowColumn<API.ProgressEventKind>("kind")
  static let diagramID = RowColumn<Int64?>("diagram_id")
  static let labID = RowColumn<Int64?>("lab_id")
  static let atomID = RowColumn<Int64?>("atom_id")
  static let quizID = RowColumn<Int64?>("quiz_id")
  static let at = RowColumn<DateTime>("at")
  static let delta = RowColumn<Double?>("delta")

  let row: Row

  init(row: Row) { self.row = row }

  /// What the step was about: the type and the row key of a diagram, lab, atom or quiz.
  var subject: (typeName: String, key: Int64)? {
    if let diagram = row[Self.diagramID] { return (API.Diagram.typeName, diagram) }
    if let lab = row[Self.labID] { return (API.Lab.typeName, lab) }
    if let atom = row[Self.atomID] { return (API.Atom.typeName, atom) }
    return row[Self.quizID].map { (API.Quiz.typeName, $0) }
  }
}
