import DemoContent

/// Completed diagrams in columns, as `unnest` wants them.
struct CompletionColumns: Sendable {
  private(set) var emails: [String] = []
  private(set) var diagrams: [String] = []
  private(set) var daysAgo: [Int] = []
  private(set) var minutes: [Int] = []

  init(_ days: [DemoStudyDay]) {
    for day in days {
      for (step, diagram) in day.diagrams.enumerated() {
        emails.append(day.account.email)
        diagrams.append(diagram)
        daysAgo.append(day.daysAgo)
        minutes.append(DemoStudyDay.minute(ofStep: step))
      }
    }
  }
}

/// Attempts at labs in columns; attempts of one learner at one lab are numbered by their order in time.
struct AttemptColumns: Sendable {
  private(set) var emails: [String] = []
  private(set) var labs: [String] = []
  private(set) var daysAgo: [Int] = []
  private(set) var minutes: [Int] = []
  private(set) var solutions: [String] = []
  /// What the grader found, by the attempt's place in the columns, from 1.
  private(set) var findingAttempts: [Int] = []
  private(set) var findingKeys: [String] = []
  private(set) var findingMessages: [String] = []

  init(_ days: [DemoStudyDay]) {
    let catalogue = Dictionary(DemoCatalogue.labs.map { ($0.slug, $0) }) { first, _ in first }
    for day in days {
      for (index, attempt) in day.attempts.enumerated() {
        guard let lab = catalogue[attempt.lab] else { continue }
        append(attempt, at: lab, on: day, step: day.diagrams.count + index)
      }
    }
  }

  private mutating func append(_ attempt: DemoAttempt, at lab: DemoLab, on day: DemoStudyDay, step: Int) {
    emails.append(day.account.email)
    labs.append(lab.slug)
    daysAgo.append(day.daysAgo)
    minutes.append(DemoStudyDay.minute(ofStep: step))
    solutions.append(attempt.isPassed ? lab.sampleSolution : lab.wrongSolution)
    for finding in attempt.findings {
      findingAttempts.append(labs.count)
      findingKeys.append(finding.key)
      findingMessages.append(finding.message)
    }
  }
}
