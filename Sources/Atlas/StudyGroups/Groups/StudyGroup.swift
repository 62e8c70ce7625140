import AtlasAPI
import AtlasKernel
import GraphQLPostgres

/// A row of `study_groups`.
struct StudyGroupRow: RowRecord {
  let row: Row

  static let id = RowColumn<Int64>("id")
  static let createdAt = RowColumn<DateTime>("created_at")
  static let updatedAt = RowColumn<DateTime>("updated_at")
  static let version = RowColumn<Int>("version")
  static let name = RowColumn<String>("name")
  static let description = RowColumn<String?>("description")
  static let topic = RowColumn<String?>("topic")
  static let visibility = RowColumn<API.GroupVisibility>("visibility")
  static let createdBy = RowColumn<Int64>("created_by")
  static let memberCount = RowColumn<Int>("member_count")
  static let maxMembers = RowColumn<Int>("max_members")
  static let focusDiagramID = RowColumn<Int64?>("focus_diagram_id")
  static let focusLabID = RowColumn<Int64?>("focus_lab_id")
  static let focusIncidentID = RowColumn<Int64?>("focus_incident_id")
  static let focusAtomID = RowColumn<Int64?>("focus_atom_id")

  var focus: StudyGroupFocus? {
    StudyGroupFocus(
      diagram: row[Self.focusDiagramID], lab: row[Self.focusLabID], incident: row[Self.focusIncidentID],
      atom: row[Self.focusAtomID])
  }
}

extension StudyGroupRow: GroupOwned {
  /// What is said in a group belongs to the group.
  var ownerGroupID: Int64 { row[Self.id] }
}
