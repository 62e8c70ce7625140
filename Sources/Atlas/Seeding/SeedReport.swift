/// How many rows a run of the seeder inserted, changed or removed.
public struct SeedReport: Hashable, Sendable, CustomStringConvertible {
  /// Demo accounts.
  public internal(set) var accounts = 0
  /// Skills and their areas.
  public internal(set) var skills = 0
  /// Incidents.
  public internal(set) var incidents = 0
  /// Labs.
  public internal(set) var labs = 0
  /// Hints of labs.
  public internal(set) var hints = 0
  /// Checks of labs.
  public internal(set) var checks = 0
  /// Diagrams.
  public internal(set) var diagrams = 0
  /// Links between diagrams, labs, incidents and skills.
  public internal(set) var links = 0
  /// Contents.
  public internal(set) var contents = 0
  /// Atoms of contents.
  public internal(set) var atoms = 0
  /// Study groups.
  public internal(set) var groups = 0
  /// Members of study groups.
  public internal(set) var members = 0
  /// Messages in study groups.
  public internal(set) var messages = 0
  /// Elements of whiteboards.
  public internal(set) var elements = 0
  /// Diagrams that learners completed.
  public internal(set) var completions = 0
  /// Graded attempts at labs.
  public internal(set) var results = 0
  /// Steps in the history of learners.
  public internal(set) var steps = 0
  /// Standings of learners.
  public internal(set) var standings = 0

  /// Whether everything was there already.
  public var isUnchanged: Bool { self == SeedReport() }

  /// One line: what was written, without the zeros.
  public var description: String {
    let parts = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
    return parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
  }

  private var counts: [(name: String, count: Int)] {
    [
      ("accounts", accounts), ("skills", skills), ("incidents", incidents), ("labs", labs), ("hints", hints),
      ("checks", checks), ("diagrams", diagrams), ("links", links), ("contents", contents), ("atoms", atoms),
      ("groups", groups), ("members", members),
      ("messages", messages), ("elements", elements), ("completions", completions), ("results", results),
      ("steps", steps), ("standings", standings),
    ]
  }
}
