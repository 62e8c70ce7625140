/// How much may be asked, and where answers may lead.
public struct TutorSettings: Sendable {
  /// How many questions a learner may ask in a day (UTC). Answers from the cache are free.
  public var dailyQuestions = 50
  /// How many all learners together may ask in a day.
  public var dailyQuestionsOfAll = 10_000
  /// The hosts that links of answers may lead to.
  public var linkHosts: [String] = []

  /// As it is usual.
  public init() {}
}
