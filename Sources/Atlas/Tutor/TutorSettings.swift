/// How much may be asked, and where answers may lead.
public struct TutorSettings: Sendable {
  /// How many questions a learner may ask in a day (UTC). Answers from the cache are free.
  public var dailyQuestions: Int
  /// How many all learners together may ask in a day.
  public var dailyQuestionsOfAll: Int
  /// The hosts that links of answers may lead to, in lower case.
  public var linkHosts: Set<String>

  /// As it is usual, or otherwise.
  public init(dailyQuestions: Int = 50, dailyQuestionsOfAll: Int = 10_000, linkHosts: Set<String> = []) {
    self.dailyQuestions = dailyQuestions
    self.dailyQuestionsOfAll = dailyQuestionsOfAll
    self.linkHosts = linkHosts
  }
}
