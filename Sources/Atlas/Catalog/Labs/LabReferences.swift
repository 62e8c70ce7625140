import AtlasAPI
import AtlasKernel
import GraphQLExecution

/// The other things that the input of a lab names: diagrams it belongs to, skills it trains, what to know before, those
/// of its files that stay.
///
/// The columns of one relation: the list, the place in it, and the kind and row key of what stands there.
struct LabReferences: Sendable {
  /// A list of the input.
  enum List: String, Sendable {
    case diagrams = "diagramIds"
    case skills = "skillIds"
    case prerequisites = "prerequisiteIds"
    case files = "fileIds"

    /// What may stand in it.
    fileprivate var kinds: [EntityKind] {
      switch self {
      case .diagrams: [.diagram]
      case .skills: [.skill]
      case .prerequisites: [.diagram, .lab, .incident, .atom]
      case .files: [.file]
      }
    }
  }

  private(set) var lists: [String] = []
  private(set) var positions: [Int32] = []
  private(set) var kinds: [String] = []
  private(set) var keys: [Int64] = []
  /// Ids that can name nothing that may stand where they stand.
  private(set) var faults: [UserError] = []

  /// Each thing once in a list, at its first place.
  init(_ input: some LabInput, fileIDs: [ID]) {
    append(input.diagramIds ?? [], to: .diagrams)
    append(input.skillIds ?? [], to: .skills)
    append(input.prerequisiteIds ?? [], to: .prerequisites)
    append(fileIDs, to: .files)
  }

  /// The keys of one list.
  func keys(of list: List) -> [Int64] { zip(lists, keys).filter { $0.0 == list.rawValue }.map(\.1) }

  /// The places of one list.
  func positions(of list: List) -> [Int32] { zip(lists, positions).filter { $0.0 == list.rawValue }.map(\.1) }

  private mutating func append(_ ids: [ID], to list: List) {
    var known: Set<GlobalID> = []
    for (position, id) in ids.enumerated() {
      guard let item = item(id, in: list) else {
        faults.append(Self.missing(GlobalID(id.value), in: list.rawValue, at: Int64(position)))
        continue
      }
      guard known.insert(item).inserted else { continue }
      lists.append(list.rawValue)
      positions.append(Int32(truncatingIfNeeded: position))
      kinds.append(item.kind.rawValue)
      keys.append(item.key)
    }
  }

  /// Where only one kind may stand, the bare row id will do.
  private func item(_ id: ID, in list: List) -> GlobalID? {
    if list.kinds.count == 1 { return id.key(list.kinds[0]).map { GlobalID(list.kinds[0], $0) } }
    return GlobalID(id.value).flatMap { list.kinds.contains($0.kind) ? $0 : nil }
  }

  /// What is named there is not there, or not for the viewer.
  private static func missing(_ id: GlobalID?, in list: String, at position: Int64) -> UserError {
    .notFound("object", id, "input", list, String(position))
  }
}

extension LabReferences {
  /// What the statement found wrong with a reference.
  func refusal(_ problem: String, in list: String, at position: Int64) -> UserError {
    let path = ["input", list, String(position)]
    switch problem {
    case "FORBIDDEN":
      return UserError(.input, .forbidden, "Only who may edit the diagram may add labs to it.", field: path)
    case "TOO_MANY":
      return .input(.tooLong, "A lab has at most \(LabFileStatements.limit) files.", "input", list)
    case "CIRCLE": return UserError(.input, .conflict, "It builds on this lab itself.", field: path)
    default: return Self.missing(item(at: position, in: list), in: list, at: position)
    }
  }

  private func item(at position: Int64, in list: String) -> GlobalID? {
    lists.indices.first { lists[$0] == list && Int64(positions[$0]) == position }.flatMap { index in
      EntityKind(rawValue: kinds[index]).map { GlobalID($0, keys[index]) }
    }
  }
}
