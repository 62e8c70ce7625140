import DemoContent

/// What a demo learner did on one evening: diagrams first, then labs.
struct DemoStudyDay: Sendable {
  let account: DemoAccount
  /// At least 1, so that no evening lies ahead.
  let daysAgo: Int
  /// Slugs of the completed diagrams.
  let diagrams: [String]
  let attempts: [DemoAttempt]

  init(_ account: DemoAccount, daysAgo: Int, diagrams: [String] = [], attempts: [DemoAttempt] = []) {
    self.account = account
    self.daysAgo = daysAgo
    self.diagrams = diagrams
    self.attempts = attempts
  }

  /// When the n-th thing of the evening was done, in minutes of the UTC day.
  static func minute(ofStep step: Int) -> Int { 17 * 60 + 8 + step * 21 }
}

/// A try at a lab of the catalogue.
struct DemoAttempt: Sendable {
  let lab: String
  /// Keys of the checks that the solution failed, with what the grader found; empty when it passed.
  let findings: [(key: String, message: String)]

  var isPassed: Bool { findings.isEmpty }

  /// A try with the sample solution.
  static func passed(_ lab: String) -> DemoAttempt { DemoAttempt(lab: lab, findings: []) }

  /// A try with the wrong solution, and what the grader says of it.
  static func failed(_ lab: String, _ findings: KeyValuePairs<String, String>) -> DemoAttempt {
    DemoAttempt(lab: lab, findings: findings.map { (key: $0.key, message: $0.value) })
  }
}

extension DemoStudyDay {
  /// Some weeks of study; each lab is passed after at most one failure.
  static let all = learnerDays + learner2Days

  private static let learnerDays = [
    DemoStudyDay(
      .learner, daysAgo: 33, diagrams: ["leader-follower-replication", "quorum-reads-and-writes", "cache-aside"]),
    DemoStudyDay(.learner, daysAgo: 31, diagrams: ["circuit-breaker"], attempts: [.failed("quorum-overlap", quorum)]),
    DemoStudyDay(.learner, daysAgo: 30, diagrams: ["retry-decision"], attempts: [.passed("quorum-overlap")]),
    DemoStudyDay(.learner, daysAgo: 26, diagrams: ["ports-and-adapters", "modular-monolith"]),
    DemoStudyDay(
      .learner, daysAgo: 24, diagrams: ["token-bucket", "layered-caches"], attempts: [.passed("token-bucket-trace")]),
    DemoStudyDay(
      .learner, daysAgo: 20, diagrams: ["stampede-and-single-flight"],
      attempts: [.failed("cache-hit-rate", cacheHits)]),
    DemoStudyDay(.learner, daysAgo: 19, attempts: [.passed("cache-hit-rate"), .passed("retry-backoff-schedule")]),
    DemoStudyDay(.learner, daysAgo: 15, diagrams: ["trace-context-propagation", "label-cardinality"]),
    DemoStudyDay(.learner, daysAgo: 12, diagrams: ["consumer-group-partitions", "idempotent-consumer"]),
    DemoStudyDay(.learner, daysAgo: 11, attempts: [.failed("latency-percentiles", percentiles)]),
    DemoStudyDay(
      .learner, daysAgo: 8, diagrams: ["percentiles-from-histograms"], attempts: [.passed("latency-percentiles")]),
    DemoStudyDay(.learner, daysAgo: 5, diagrams: ["raft-node-states", "raft-split-vote"]),
    DemoStudyDay(.learner, daysAgo: 4, diagrams: ["raft-log-replication"]),
    DemoStudyDay(.learner, daysAgo: 3, attempts: [.failed("raft-commit-index", raftCommit)]),
    DemoStudyDay(.learner, daysAgo: 2, diagrams: ["logical-clocks"], attempts: [.passed("raft-commit-index")]),
    DemoStudyDay(
      .learner, daysAgo: 1, diagrams: ["lsm-tree", "deployment-pipeline"],
      attempts: [.failed("deadlock-cycle", deadlock)]),
  ]

  private static let learner2Days = [
    DemoStudyDay(.learner2, daysAgo: 40, diagrams: ["raft-node-states", "raft-log-replication", "raft-split-vote"]),
    DemoStudyDay(.learner2, daysAgo: 38, diagrams: ["single-decree-paxos"], attempts: [.passed("raft-commit-index")]),
    DemoStudyDay(.learner2, daysAgo: 29, diagrams: ["logical-clocks", "two-phase-commit"]),
    DemoStudyDay(.learner2, daysAgo: 22, attempts: [.failed("lamport-clock-order", lamport)]),
    DemoStudyDay(.learner2, daysAgo: 21, attempts: [.passed("lamport-clock-order")]),
    DemoStudyDay(.learner2, daysAgo: 16, diagrams: ["consistent-hash-ring", "transactional-outbox"]),
    DemoStudyDay(
      .learner2, daysAgo: 9, diagrams: ["saga-orchestration"], attempts: [.failed("saga-compensation", saga)]),
    DemoStudyDay(.learner2, daysAgo: 6, diagrams: ["incident-lifecycle", "burn-rate-alerts"]),
    DemoStudyDay(.learner2, daysAgo: 2, diagrams: ["write-skew"], attempts: [.passed("deadlock-cycle")]),
  ]

  private static let quorum: KeyValuePairs = [
    "read-quorum": "The value at `r` is not right.", "overlap": "The value at `overlap` is not right.",
    "alternative-read": "The value at `alternative.r` is not right.",
  ]
  private static let cacheHits: KeyValuePairs = [
    "database-after": "The number behind `databaseAfter:` is not right.",
    "mean-after": "The number behind `meanAfter:` is not right.",
    "minimum": "The number behind `minimumHitPercent:` is not right.",
  ]
  private static let percentiles: KeyValuePairs = [
    "median": "The number behind `p50:` is not right.", "p99": "The number behind `p99:` is not right.",
    "over-objective": "The number behind `overObjective:` is not right.",
  ]
  private static let raftCommit: KeyValuePairs = [
    "commit": "The number behind `commit:` is not right.",
    "electable": "The part that this check looks for is missing or wrong.",
  ]
  private static let deadlock: KeyValuePairs = [
    "cycle": "The part that this check looks for is missing or wrong.",
    "victim": "Something that must be there is missing.",
    "finish": "The part that this check looks for is missing or wrong.",
  ]
  private static let lamport: KeyValuePairs = [
    "total-order": "Not every line is right.",
    "receive-e": "The part that this check looks for is missing or wrong.",
    "receive-h": "The part that this check looks for is missing or wrong.",
  ]
  private static let saga: KeyValuePairs = [
    "order": "Lines are missing.", "unknown-outcome": "Something that must be there is missing.",
  ]
}
