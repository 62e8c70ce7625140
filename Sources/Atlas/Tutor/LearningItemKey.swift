import AtlasAPI
import AtlasKernel

/// The kinds of content; the raw values stand in citations and in the retrieval's rows.
enum LearningItemKind: String, Sendable {
  case diagram = "DIAGRAM"
  case lab = "LAB"
  case incident = "INCIDENT"

  /// The object type of the schema.
  var typeName: String {
    switch self {
    case .diagram: API.Diagram.typeName
    case .lab: API.Lab.typeName
    case .incident: API.Incident.typeName
    }
  }

  /// The kind in the words of an error message.
  var noun: String {
    switch self {
    case .diagram: "diagram"
    case .lab: "lab"
    case .incident: "incident"
    }
  }
}

/// A diagram, lab or incident by its row key.
struct LearningItemKey: Hashable, Sendable {
  let kind: LearningItemKind
  let id: Int64

  init(_ kind: LearningItemKind, _ id: Int64) {
    self.kind = kind
    self.id = id
  }

  /// The first of three keys that is there.
  init?(diagram: Int64?, lab: Int64?, incident: Int64?) {
    if let diagram {
      self.init(.diagram, diagram)
    } else if let lab {
      self.init(.lab, lab)
    } else if let incident {
      self.init(.incident, incident)
    } else {
      return nil
    }
  }

  /// The key, where the item is of this kind.
  func id(_ kind: LearningItemKind) -> Int64? { self.kind == kind ? id : nil }
}
