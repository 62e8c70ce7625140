/// What became of a question, for who counts them.
public enum QuestionOutcome: String, Sendable, CaseIterable {
  case answered
  /// The answer is one that an equal question was given before.
  case cached
  /// There was nothing to rest an answer on, and it says so.
  case ungrounded
  case failed
  /// Canceled, or taken by another instance.
  case canceled
  /// Not taken, since all questions of the day were asked.
  case quota
  /// Not taken, since no answer could be written at the moment.
  case unavailable
}
