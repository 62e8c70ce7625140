import AtlasKernel
import GraphQLPostgres

/// What may become a step of a path, with all that its place depends on.
struct PathCandidate: Sendable, Equatable {
  let item: GlobalID
  let title: String
  /// 1 to 4.
  let level: Int
  let seconds: Int
  /// Skills of the goal that it teaches, the learner's weakest first.
  var skills: [Int64] = []
  /// Whether it leads to the goal by itself; else something needs it.
  var isDue = false
  var isCompleted = false
  /// What is to be learned before and is not yet.
  var needs: [GlobalID] = []
  /// What goes before where it is on the path anyway.
  var follows: [GlobalID] = []
  /// The content that it is an atom of, and its place there.
  var content: Int64?
  var sequence = 0
}

extension PathCandidate {
  static let itemID = RowColumn<String>("item")
  static let title = RowColumn<String>("title")
  static let level = RowColumn<Int>("level")
  static let seconds = RowColumn<Int>("seconds")
  static let skills = RowColumn<[String]>("skills")
  static let isDue = RowColumn<Bool>("is_due")
  static let isCompleted = RowColumn<Bool>("is_completed")
  static let needs = RowColumn<[String]>("needs")
  static let follows = RowColumn<[String]>("follows")
  static let content = RowColumn<Int64?>("content_id")
  static let sequence = RowColumn<Int>("sequence")

  init?(_ row: Row) {
    guard let item = GlobalID(row[Self.itemID]) else { return nil }
    self.init(
      item: item, title: row[Self.title], level: row[Self.level], seconds: row[Self.seconds],
      skills: row[Self.skills].compactMap { Int64($0) }, isDue: row[Self.isDue],
      isCompleted: row[Self.isCompleted], needs: row[Self.needs].compactMap { GlobalID($0) },
      follows: row[Self.follows].compactMap { GlobalID($0) }, content: row[Self.content],
      sequence: row[Self.sequence])
  }

  /// Easy before hard; then as texts have it; then what is read before what is done.
  static func isEarlier(_ one: PathCandidate, _ other: PathCandidate) -> Bool {
    (one.level, one.content ?? 0, one.sequence, one.effort, one.item.key)
      < (other.level, other.content ?? 0, other.sequence, other.effort, other.item.key)
  }

  private var effort: Int {
    switch item.kind {
    case .incident: 0
    case .atom: 1
    case .diagram: 2
    default: 3
    }
  }
}
