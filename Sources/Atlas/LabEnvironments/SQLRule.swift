public import GraphQLJSON

/// A rule of a check that looks at a database.
///
///     {"kind": "sql_result", "query": "select id, name from t", "expected": {"columns": ["id", "name"],
///      "rows": [[1, "a"], [2, null]]}, "ordered": false, "tolerance": 0.001}
///     {"kind": "sql_result", "of": "solution", "reference": "select id, name from t order by id", "ordered": true}
///     {"kind": "sql_exists", "query": "select 1 from pg_indexes where tablename = 't'"}
public struct SQLRule: Sendable, Equatable {
  /// What is looked at.
  enum Subject: Sendable, Equatable {
    /// The result of the solution's last statement that has one.
    case solution
    /// The result of a query that runs after the solution.
    case query(String)
  }

  /// What it must be like.
  enum Expectation: Sendable, Equatable {
    case rows(SQLTable, hasColumnNames: Bool)
    /// The result of the last statement of SQL that runs, instead of a solution, in a database that begins with the
    /// setup.
    case reference(String)
    /// At least one row, and no false in the first place of the first one.
    case exists
  }

  var subject: Subject
  var expectation: Expectation
  var isOrdered = false
  var tolerance = 0.0
  /// The SQL that the lab begins with. One rule of a lab may carry it for all.
  public private(set) var setup: String?

  /// The kinds of rules that are read here.
  public static let kinds: Set<String> = ["sql_result", "sql_exists"]
}

extension SQLRule {
  /// What is wrong with a rule, for its author.
  public struct Mistake: Error, Sendable, Equatable {
    /// A sentence.
    public let message: String
  }

  /// Reads a rule as authors write it.
  public init(_ rule: JSONObject) throws(Mistake) {
    let reader = SQLRuleReader(rule: rule)
    switch rule["kind"]?.stringValue {
    case "sql_result":
      self.init(subject: try reader.subject(), expectation: try reader.expectation())
      isOrdered = try reader.boolean("ordered") ?? false
      tolerance = try reader.tolerance()
    case "sql_exists": self.init(subject: .query(try reader.sql("query")), expectation: .exists)
    default: throw Mistake(message: "The kind of the rule is neither sql_result nor sql_exists.")
    }
    setup = rule["setup"] == nil ? nil : try reader.sql("setup")
  }
}

/// Reads the members of a rule.
private struct SQLRuleReader {
  let rule: JSONObject

  /// Bytes of one piece of SQL in a rule.
  private static let sqlLimit = 100_000
  private static let rowLimit = 1_000

  func sql(_ name: String) throws(SQLRule.Mistake) -> String {
    guard let text = rule[name]?.stringValue, !text.isEmpty, text.utf8.count <= Self.sqlLimit, !text.utf8.contains(0)
    else { throw mistake("`\(name)` must be SQL of at most \(Self.sqlLimit) bytes.") }
    return text
  }

  func boolean(_ name: String) throws(SQLRule.Mistake) -> Bool? {
    switch rule[name] {
    case nil: nil
    case .boolean(let value): value
    default: throw mistake("`\(name)` must be true or false.")
    }
  }

  func tolerance() throws(SQLRule.Mistake) -> Double {
    guard let member = rule["tolerance"] else { return 0 }
    guard case .number(let text) = member, let value = Double(text), value.isFinite, value >= 0 else {
      throw mistake("`tolerance` must be a number that is not negative.")
    }
    return value
  }

  func subject() throws(SQLRule.Mistake) -> SQLRule.Subject {
    guard let of = rule["of"] else { return .query(try sql("query")) }
    guard of == .string("solution"), rule["query"] == nil else {
      throw mistake("A rule has either a `query`, or `of` with the value \"solution\".")
    }
    return .solution
  }

  func expectation() throws(SQLRule.Mistake) -> SQLRule.Expectation {
    switch (rule["expected"], rule["reference"]) {
    case (.object(let expected)?, nil):
      .rows(try table(expected), hasColumnNames: expected["columns"] != nil)
    case (nil, .some): .reference(try sql("reference"))
    default: throw mistake("A rule has either `expected` with `rows`, or a `reference`.")
    }
  }

  private func table(_ expected: JSONObject) throws(SQLRule.Mistake) -> SQLTable {
    guard let elements = expected["rows"]?.arrayValue, elements.count <= Self.rowLimit else {
      throw mistake("`expected` must have `rows`, at most \(Self.rowLimit).")
    }
    var rows: [[SQLValue]] = []
    for element in elements {
      guard let cells = element.arrayValue, cells.count == rows.first?.count ?? cells.count else {
        throw mistake("Each of the expected rows must be a list, all of one length.")
      }
      rows.append(cells.map { cell($0) })
    }
    let names = expected["columns"]?.arrayValue ?? []
    let columns = names.compactMap(\.stringValue)
    guard expected["columns"] == nil || expected["columns"]?.arrayValue != nil, columns.count == names.count,
      columns.isEmpty || rows.allSatisfy({ $0.count == columns.count })
    else { throw mistake("`columns` must be the names of all columns of the expected rows.") }
    return SQLTable(columns: columns, rows: rows)
  }

  /// A value as PostgreSQL would write it.
  private func cell(_ value: JSONValue) -> SQLValue {
    switch value {
    case .null: .null
    case .boolean(let value): .text(value ? "t" : "f")
    case .number(let text): .number(text)
    case .string(let text): .text(text)
    case .array, .object: .text(String(decoding: value.serialized(), as: UTF8.self))
    }
  }

  private func mistake(_ message: String) -> SQLRule.Mistake { SQLRule.Mistake(message: message) }
}
