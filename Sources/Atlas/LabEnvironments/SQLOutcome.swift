/// What came of running SQL.
public struct SQLOutcome: Sendable, Equatable {
  /// The result of the last statement that has one.
  public var table: SQLTable?
  /// How many statements ended well.
  public var statementCount: Int
  /// Why it ended early.
  public var problem: SQLProblem?

  /// What came of it.
  public init(table: SQLTable?, statementCount: Int, problem: SQLProblem?) {
    self.table = table
    self.statementCount = statementCount
    self.problem = problem
  }
}

/// Rows of a result.
public struct SQLTable: Sendable, Equatable {
  /// The names of the columns.
  public var columns: [String]
  /// The rows.
  public var rows: [[SQLValue]]

  /// A table.
  public init(columns: [String], rows: [[SQLValue]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// A value as PostgreSQL writes it.
public enum SQLValue: Sendable, Equatable {
  case null
  case number(String)
  /// Anything else, such as `2026-01-31` or `t`.
  case text(String)

  /// Nil for null.
  public var text: String? {
    switch self {
    case .null: nil
    case .number(let text), .text(let text): text
    }
  }
}

/// What is wrong with SQL, told to the one who wrote it.
public struct SQLProblem: Sendable, Equatable, CustomStringConvertible {
  /// The five characters by which PostgreSQL names its errors; nil for a limit of ours.
  public var sqlState: String?
  /// PostgreSQL's words, at most a few hundred characters, or ours.
  public var message: String
  /// The line of the SQL, from 1; nil where that is not known.
  public var line: Int?

  /// A problem.
  public init(sqlState: String?, message: String, line: Int? = nil) {
    self.sqlState = sqlState
    self.message = message
    self.line = line
  }

  /// Such as `Line 2: relation "t" does not exist (42P01)`.
  public var description: String {
    (line.map { "Line \($0): " } ?? "") + message + (sqlState.map { " (\($0))" } ?? "")
  }
}
