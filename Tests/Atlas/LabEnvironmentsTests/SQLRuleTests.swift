import GraphQLJSON
import Testing

@testable import LabEnvironments

@Suite("Rules of SQL checks")
struct SQLRuleTests {
  private func rule(_ text: String) throws -> SQLRule { try SQLRule(try #require(JSONParser.parse(text).objectValue)) }

  @Test("expected rows are read as PostgreSQL would write them")
  func expected() throws {
    let rule = try rule(
      """
      {"kind": "sql_result", "query": "q", "ordered": true, "tolerance": 0.5, "setup": "s",
       "expected": {"columns": ["a", "b"], "rows": [[1.50, "x"], [null, true]]}}
      """)
    let table = SQLTable(columns: ["a", "b"], rows: [[.number("1.50"), .text("x")], [.null, .text("t")]])
    #expect(rule.expectation == .rows(table, hasColumnNames: true))
    #expect(rule.subject == .query("q") && rule.isOrdered && rule.tolerance == 0.5 && rule.setup == "s")
  }

  @Test(
    "what is no rule is refused with a reason",
    arguments: [
      "{}", #"{"kind": "sql"}"#, #"{"kind": "sql_exists"}"#, #"{"kind": "sql_exists", "query": ""}"#,
      #"{"kind": "sql_exists", "query": "a\u0000b"}"#, #"{"kind": "sql_result", "query": "q"}"#,
      #"{"kind": "sql_result", "reference": "r"}"#, #"{"kind": "sql_result", "of": "me", "reference": "r"}"#,
      #"{"kind": "sql_result", "of": "solution", "query": "q", "reference": "r"}"#,
      #"{"kind": "sql_result", "query": "q", "reference": "r", "expected": {"rows": []}}"#,
      #"{"kind": "sql_result", "query": "q", "expected": {"columns": ["a"]}}"#,
      #"{"kind": "sql_result", "query": "q", "expected": {"rows": [[1], [1, 2]]}}"#,
      #"{"kind": "sql_result", "query": "q", "expected": {"columns": ["a"], "rows": [[1, 2]]}}"#,
      #"{"kind": "sql_result", "query": "q", "expected": {"columns": [1], "rows": [[1]]}}"#,
      #"{"kind": "sql_result", "query": "q", "reference": "r", "ordered": 1}"#,
      #"{"kind": "sql_result", "query": "q", "reference": "r", "tolerance": -1}"#,
      #"{"kind": "sql_result", "query": "q", "reference": "r", "setup": 1}"#,
    ])
  func refused(text: String) {
    #expect(throws: SQLRule.Mistake.self) { try rule(text) }
  }

  @Test("no more rows are expected than a rule may hold")
  func rows() throws {
    for (count, fits) in [(1_000, true), (1_001, false)] {
      let rows = Array(repeating: "[1]", count: count).joined(separator: ",")
      let text = #"{"kind": "sql_result", "query": "q", "expected": {"rows": [\#(rows)]}}"#
      let isRead = (try? rule(text)) != nil
      #expect(isRead == fits)
    }
  }
}
