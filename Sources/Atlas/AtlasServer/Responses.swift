import AtlasKernel
import GraphQLCaching
import Synchronization

/// The answers that this instance keeps, and how it learns what became of them.
///
/// A mutation's own instance evicts before it answers. The others follow the table of events, where every change of what
/// is cached leaves a row in its own transaction. They look when they are woken and each second anyway; what they have
/// not yet looked at for five seconds is not answered, unless it was read within that time.
final class Responses: Sendable {
  /// How old an answer may be while nothing is heard of evictions elsewhere.
  static let unconfirmedLimit = Duration.seconds(5)

  let cache: ResponseCache
  private let rules: CacheRules
  /// Whether events may have been missed: none has been read yet, or reading failed. The cursor of the relay misses
  /// none, but the server that answers next may be another one, with another past.
  private let hasGap = Mutex(true)

  init(byteLimit: Int, rules: CacheRules) {
    cache = ResponseCache(ResponseCacheSettings(byteLimit: byteLimit, unconfirmedLimit: Self.unconfirmedLimit))
    self.rules = rules
  }

  /// Which mutations cause events of a kind: what these evict, the event evicts.
  private static let causes: [String: [String]] = [
    "PROGRESS_UPDATED": ["completeDiagram", "completeLab", "completeAtom", "submitQuiz"],
    // What a result changes besides comes with PROGRESS_UPDATED in the same transaction.
    "LAB_STATUS_CHANGED": [
      "startLab", "extendLab", "resetLab", "stopLab", "checkLab", "revealLabHint", "reportLabStatus",
    ],
    "DIAGRAM_CREATED": ["createDiagram"], "DIAGRAM_UPDATED": ["updateDiagram"], "DIAGRAM_DELETED": ["deleteDiagram"],
    "INCIDENT_CREATED": ["createIncident"], "INCIDENT_UPDATED": ["updateIncident"],
    "CONTENT_UPDATED": ["createContent", "linkAtoms"], "CONTENT_DELETED": ["deleteContent"],
    "ATOM_UPDATED": ["createAtom", "linkAtoms"],
    // Each change of a group or its members, by the group's id; then the group is gone.
    "GROUP_UPDATED": ["joinStudyGroup"], "GROUP_DELETED": ["leaveStudyGroup"],
    "NOTIFICATION_RAISED": [], "NOTIFICATIONS_READ": ["markNotificationsRead"], "ANNOUNCEMENT_MADE": ["announce"],
    "GROUP_MESSAGE_POSTED": ["joinStudyGroup", "sendGroupMessage"],
    "WHITEBOARD_CHANGED": ["applyWhiteboardOps"],
    "GROUP_MESSAGE_CHANGED": ["editGroupMessage", "deleteGroupMessage", "reactToMessage"],
    "JOB_UPDATED": [],
    // Answers are not kept.
    "ANSWER_PROGRESS": [], "ANSWER_CITED": [], "ANSWER_ENDED": [],
    // Copies of what is told of by its own events.
    "PASSAGES_CHANGED": [],
    "LAB_UPDATED": ["createLab", "updateLab"],
    "LAB_DELETED": ["deleteLab"],
    // Every session is a scope of its own, and who has none is not asked what is kept for it.
    "SESSIONS_ENDED": [], "API_KEYS_ENDED": [],
    "USER_TOKENS_ENDED": ["grantRole", "revokeRole"],
  ]

  /// What an event says has changed. An event of a kind that nobody thought of may mean anything.
  func evictions(_ record: EventRecord) -> [Eviction] {
    guard let causes = Self.causes[record.kind] else { return [.everything] }
    return causes.flatMap { field in
      rules.evictions(ofMutation: field) { argument in record.integer(argument).map { String($0) } }
    }
  }
}

extension Responses: EventObserver {
  func observe(_ records: [EventRecord]) {
    cache.evict(records.flatMap(evictions))
  }

  func caughtUp(asOf moment: ContinuousClock.Instant) {
    let hadGap = hasGap.withLock { hasGap in
      defer { hasGap = false }
      return hasGap
    }
    if hadGap { cache.evict([.everything]) }
    cache.confirm(upTo: moment)
  }

  func interrupted() { hasGap.withLock { $0 = true } }
}
