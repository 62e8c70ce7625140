import AtlasKernel
import GraphQLPostgres
import Postgres

/// An item whose passages are missing or out of date, as it was read.
struct PassageSource: RowBacked {
  let row: Row

  static let kind = RowColumn<String>("kind")
  static let id = RowColumn<Int64>("id")
  static let version = RowColumn<Int64>("version")
  static let changedAt = RowColumn<String>("changed_at")
  static let title = RowColumn<String>("title")
  static let keywords = RowColumn<String>("keywords")
  static let first = RowColumn<String?>("first_text")
  static let second = RowColumn<String?>("second_text")
  static let third = RowColumn<String?>("third_text")

  var item: GlobalID? { PassageKind(rawValue: row[Self.kind]).map { GlobalID($0.entity, row[Self.id]) } }

  /// The title and the keywords behind it.
  var context: String {
    let keywords = row[Self.keywords]
    return (keywords.isEmpty ? row[Self.title] : "\(row[Self.title]) (\(keywords))").shortened(toScalars: 800)
  }

  /// The passages of the item, in order.
  var passages: [PassageDraft] {
    let (first, second, third) = (row[Self.first] ?? "", row[Self.second] ?? "", row[Self.third] ?? "")
    switch PassageKind(rawValue: row[Self.kind]) {
    case .diagram: return PassageChunker.passages(of: first) + Self.labels(second)
    case .lab: return PassageChunker.passages(of: first + "\n\n" + second)
    case .incident:
      return PassageChunker.passages(of: first) + PassageChunker.passages(of: second, under: "Root cause")
        + PassageChunker.passages(of: third, under: "Lessons")
    case .atom: return PassageChunker.passages(of: first)
    case nil: return []
    }
  }

  /// What is written in a diagram, as one passage.
  private static func labels(_ source: String) -> [PassageDraft] {
    let labels = MermaidLabels.labels(of: source)
    if labels.isEmpty { return [] }
    let body = labels.joined(separator: "; ").shortened(toScalars: 3_000)
    return [PassageDraft(heading: Passage.labelsHeading, body: body)]
  }
}

/// The kinds of items that have passages, as statements name them.
enum PassageKind: String, CaseIterable {
  case diagram = "DIAGRAM"
  case lab = "LAB"
  case incident = "INCIDENT"
  case atom = "ATOM"

  var entity: EntityKind {
    switch self {
    case .diagram: .diagram
    case .lab: .lab
    case .incident: .incident
    case .atom: .atom
    }
  }

  init?(_ entity: EntityKind) {
    guard let kind = Self.allCases.first(where: { $0.entity == entity }) else { return nil }
    self = kind
  }
}
