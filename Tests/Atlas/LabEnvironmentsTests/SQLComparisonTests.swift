import Testing

@testable import LabEnvironments

@Suite("Comparing rows")
struct SQLComparisonTests {
  private func finding(
    _ actual: [[SQLValue]], _ expected: [[SQLValue]], columns: [String] = [], names: [String] = [],
    isOrdered: Bool = false,
    tolerance: Double = 0
  ) -> String? {
    let actualColumns = columns.isEmpty ? (actual.first ?? expected.first ?? []).map { _ in "c" } : columns
    return SQLComparison(
      expected: SQLTable(columns: names, rows: expected), hasColumnNames: !names.isEmpty, isOrdered: isOrdered,
      tolerance: tolerance
    ).finding(in: SQLTable(columns: actualColumns, rows: actual))
  }

  @Test("rows count as often as they occur, in any order")
  func multiset() {
    let (a, b): ([SQLValue], [SQLValue]) = ([.text("a")], [.text("b")])
    #expect(finding([a, b, a], [a, a, b]) == nil)
    #expect(finding([a, b], [a, a, b]) == "1 row is missing.")
    #expect(finding([a, b, b], [a, a, b]) == "1 row is missing, and 1 not expected.")
    #expect(finding([a, a, a, b, b], [a, a, b]) == "2 rows do not belong there.")
    #expect(finding([], []) == nil)
  }

  @Test("order matters when it is asked for")
  func order() {
    let (a, b): ([SQLValue], [SQLValue]) = ([.text("a")], [.text("b")])
    #expect(finding([a, b], [a, b], isOrdered: true) == nil)
    #expect(finding([b, a], [a, b], isOrdered: true) == "The rows are right, but not their order.")
    #expect(finding([b], [a, b], isOrdered: true) == "1 row is missing.")
  }

  @Test("numbers are compared by value, within the tolerance and no further")
  func numbers() {
    func same(_ one: String, _ other: String, _ tolerance: Double = 0) -> Bool {
      finding([[.number(one)]], [[.number(other)]], tolerance: tolerance) == nil
    }
    #expect(same("1.10", "1.1") && same("3.00", "3") && same("1e3", "1000"))
    #expect(same("0.30000000000000004", "0.3") && !same("0.31", "0.3"))
    #expect(same("0.31", "0.3", 0.02) && !same("0.33", "0.3", 0.02) && same("3", "4", 1))
    #expect(!same("9007199254740993", "9007199254740992") && !same("NaN", "1") && same("NaN", "NaN"))
    #expect(!same("1e400", "1e300") && !same("", "0"))
    #expect(!same("1", "Infinity", 1) && !same("Infinity", "1", 1) && !same("-Infinity", "Infinity", 1))
    #expect(same("Infinity", "Infinity", 1) && !same("1", "1e400", 1))
  }

  @Test("null is null, and no text; texts are compared by their bytes")
  func nulls() {
    #expect(finding([[.null]], [[.null]]) == nil)
    #expect(finding([[.null]], [[.text("")]]) != nil)
    #expect(finding([[.text("caf\u{E9}")]], [[.text("cafe\u{301}")]]) != nil)
    #expect(finding([[.text("3")]], [[.number("3")]]) == nil)
    #expect(finding([[.text("3.0")]], [[.number("3")]]) != nil)
  }

  @Test("a row is not mistaken for another one that has the same bytes in other places")
  func borders() {
    #expect(finding([[.text("a"), .null]], [[.null, .text("a")]]) != nil)
    #expect(finding([[.text("ab"), .text("c")]], [[.text("a"), .text("bc")]]) != nil)
  }

  @Test("columns are counted, and named where the rule names them")
  func columns() {
    #expect(finding([[.null, .null]], [[.null]]) == "The result has 2 columns; 1 would be right.")
    #expect(finding([[.null]], [[.null]], columns: ["b"], names: ["a"]) == "These columns are missing: `a`.")
    #expect(
      finding([[.null, .null]], [[.null, .null]], columns: ["b", "a"], names: ["a", "b"])
        == "The columns are right, but not their order.")
    #expect(finding([], [], columns: ["a"], names: ["a", "b"]) == "The result has 1 column; 2 would be right.")
  }

  @Test("many rows take no time that grows with their square")
  func large() {
    let rows = (0..<10_000).map { [SQLValue.number("\($0).50")] }
    #expect(finding(rows, rows.reversed().map { [.number(($0[0].text ?? "") + "0")] }) == nil)
    #expect(finding(rows, rows.map { _ in [.null] }) == "10000 rows are missing, and 10000 not expected.")
  }
}
