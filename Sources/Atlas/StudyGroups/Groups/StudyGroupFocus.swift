import AtlasAPI
import AtlasKernel
import GraphQLExecution

/// What a group works on at present: a diagram, a lab, an incident or an atom.
struct StudyGroupFocus: Sendable {
  let kind: EntityKind
  let key: Int64

  /// What an input names; nil where it names nothing.
  ///
  /// - Throws: `UserErrors` for the id of something else, and for a content.
  init?(_ input: API.TutorSubjectInput) throws(UserErrors) {
    if let id = input.diagramId {
      try self.init(id, .diagram, "diagramId")
    } else if let id = input.labId {
      try self.init(id, .lab, "labId")
    } else if let id = input.incidentId {
      try self.init(id, .incident, "incidentId")
    } else if let id = input.atomId {
      try self.init(id, .atom, "atomId")
    } else if input.contentId != nil {
      throw UserErrors(
        .input(
          .invalid, "A group works on a diagram, a lab, an incident or an atom, not on a content.", "input", "focus",
          "contentId"))
    } else {
      return nil
    }
  }

  /// The one of four keys that is there.
  init?(diagram: Int64?, lab: Int64?, incident: Int64?, atom: Int64?) {
    if let diagram {
      (kind, key) = (.diagram, diagram)
    } else if let lab {
      (kind, key) = (.lab, lab)
    } else if let incident {
      (kind, key) = (.incident, incident)
    } else if let atom {
      (kind, key) = (.atom, atom)
    } else {
      return nil
    }
  }

  private init(_ id: ID, _ kind: EntityKind, _ member: String) throws(UserErrors) {
    guard let key = id.key(kind) else { throw UserErrors(.notFound(kind.rawValue, nil, "input", "focus", member)) }
    (self.kind, self.key) = (kind, key)
  }

  /// The key, where the item is of this kind.
  func key(_ kind: EntityKind) -> Int64? { self.kind == kind ? key : nil }

  /// The user error that says that it is not there, or not published.
  var missing: UserError {
    .notFound(kind.rawValue, GlobalID(kind, key), "input", "focus", "\(kind.rawValue)Id")
  }
}
