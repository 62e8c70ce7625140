import AtlasAPI
import AtlasKernel
import Postgres
import Synchronization

/// Who sees which diagram, remembered for some seconds: pointing at a diagram costs no statement each time.
final class DiagramSight: Sendable {
  private struct Question: Hashable {
    let diagram: Int64
    let user: Int64?
    let isAdmin: Bool
  }

  /// How many answers are remembered.
  static let limit = 10_000

  private let lifetime: Duration
  private let answers = Mutex<[Question: (isSeen: Bool, end: ContinuousClock.Instant)]>([:])

  init(lifetime: Duration) { self.lifetime = lifetime }

  /// Whether a diagram is there for a viewer.
  func sees(_ diagram: Int64, _ viewer: Viewer?, _ database: Database) async throws(PostgresError) -> Bool {
    let question = Question(
      diagram: diagram, user: viewer?.userID, isAdmin: viewer?.satisfies(.admin) ?? false)
    if let known = answers.withLock({ $0[question] }), ContinuousClock.now < known.end { return known.isSeen }
    let isSeen = try await database.read(PresenceStatements.sees(diagram, viewer)).count > 0
    let now = ContinuousClock.now
    answers.withLock { answers in
      if answers.count >= Self.limit { answers = answers.filter { now < $0.value.end } }
      if answers.count >= Self.limit { answers = [:] }
      answers[question] = (isSeen, now + lifetime)
    }
    return isSeen
  }
}
