import AtlasAPI
import Jobs
import Postgres
import PrometheusMetrics
import Tutor

/// What an instance counts about itself: made before its database, so that nothing is missed.
///
/// The registry is its own; instances in one process do not mix. What others count, and gauges, are added where there
/// is an application (`AtlasApplication+Metrics.swift`) and a server (`AtlasInstance+Metrics.swift`). The registry holds
/// what it reads, so whoever counts is given its instruments and never the registry.
struct AtlasMetrics: Sendable {
  let registry = MetricsRegistry()
  let requests: RequestMetrics
  let statements: StatementMetrics
  let jobs: JobMetrics
  let tutor: TutorMetrics

  init() {
    requests = RequestMetrics(registry)
    statements = StatementMetrics(registry)
    jobs = JobMetrics(registry)
    tutor = TutorMetrics(registry)
    registry.addGauges("atlas_build_info", "The version that runs; always 1.", by: ["version"]) {
      [([AtlasBuild.version], 1)]
    }
    ProcessFigures.add(to: registry)
  }
}

/// Which Atlas this is.
enum AtlasBuild {
  static let version = "0.9.0"
}

/// What is counted of statements.
struct StatementMetrics: Sendable {
  private let ends: [StatementEnd.Kind: Counter]
  private let times: Histogram
  private let failures: Labeled<Counter>

  init(_ registry: MetricsRegistry) {
    let ends = registry.makeCounters(
      "atlas_database_statements_total", "Statements that ended, by what they were to the database.", by: ["kind"])
    self.ends = Dictionary(uniqueKeysWithValues: StatementEnd.Kind.allCases.map { ($0, ends[$0.rawValue]) })
    times = registry.makeHistogram(
      "atlas_database_statement_duration_seconds",
      "How long statements took from their submission, with the time in the queue.",
      bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5])
    failures = registry.makeCounters(
      "atlas_database_failures_total", "Statements that failed: why, or the class of the server's SQLSTATE.",
      by: ["reason"])
  }

  /// Counts a statement.
  func note(_ end: StatementEnd) {
    ends[end.kind]?.increment()
    times.observe(end.duration)
    if let failure = end.failure { failures[failure].increment() }
  }
}

/// What is counted of jobs.
struct JobMetrics: Sendable {
  private let ends: Labeled<Counter>

  init(_ registry: MetricsRegistry) {
    ends = registry.makeCounters(
      "atlas_jobs_finished_total", "Attempts at jobs that this instance brought to an end.", by: ["kind", "outcome"])
  }

  /// Counts an attempt.
  func note(_ kind: API.JobKind, _ ending: JobEnding) { ends[kind.rawValue, ending.rawValue].increment() }
}

/// What is counted of questions to the tutor.
struct TutorMetrics: Sendable {
  private let questions: Labeled<Counter>
  private let times: Histogram

  init(_ registry: MetricsRegistry) {
    questions = registry.makeCounters(
      "atlas_tutor_questions_total", "Questions to the tutor, by what became of them.", by: ["outcome"])
    for outcome in QuestionOutcome.allCases { _ = questions[outcome.rawValue] }
    times = registry.makeHistogram(
      "atlas_tutor_answer_duration_seconds", "How long answers took that the tutor wrote anew.",
      bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120])
  }

  /// Counts a question.
  ///
  /// - Parameter duration: how long its answer took; nil where none was written.
  func note(_ outcome: QuestionOutcome, _ duration: Duration?) {
    questions[outcome.rawValue].increment()
    if let duration { times.observe(duration) }
  }
}
