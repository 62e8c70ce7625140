public import Postgres

/// What statements know about difficulties.
public enum DifficultyStatements {
  /// 1 for the easiest to 4 for the hardest: an expression.
  ///
  /// - Parameter difficulty: an expression for the name, as tables keep it.
  public static func rank(of difficulty: Query) -> Query {
    "array_position(array['BEGINNER', 'INTERMEDIATE', 'ADVANCED', 'EXPERT'], \(fragment: difficulty))"
  }
}
