/// Compares the rows that are there with those that should be.
struct SQLComparison {
  let expected: SQLTable
  let hasColumnNames: Bool
  let isOrdered: Bool
  let tolerance: Double

  /// What is wrong, without giving the answer away; nil when nothing is.
  func finding(in actual: SQLTable) -> String? {
    columnFinding(in: actual) ?? rowFinding(in: actual)
  }

  private func columnFinding(in actual: SQLTable) -> String? {
    // Expected rows without any row and without names say nothing about columns.
    let expectedCount = hasColumnNames ? expected.columns.count : expected.rows.first?.count ?? actual.columns.count
    guard actual.columns.count == expectedCount else {
      return "The result has \(counted(actual.columns.count, "column")); \(expectedCount) would be right."
    }
    guard hasColumnNames, !actual.columns.elementsEqual(expected.columns, by: isSame) else { return nil }
    let missing = expected.columns.filter { name in !actual.columns.contains { isSame($0, name) } }
    guard !missing.isEmpty else { return "The columns are right, but not their order." }
    return "These columns are missing: \(missing.map { "`\($0)`" }.joined(separator: ", "))."
  }

  private func rowFinding(in actual: SQLTable) -> String? {
    let (rows, expectedRows) = (cells(of: actual), cells(of: expected))
    if isOrdered, rows.count == expectedRows.count, zip(rows, expectedRows).allSatisfy({ isSame($0, $1) }) {
      return nil
    }
    let (missing, surplus) = leftovers(of: rows, and: expectedRows)
    if missing == 0, surplus == 0 { return isOrdered ? "The rows are right, but not their order." : nil }
    switch (missing, surplus) {
    case (_, 0): return "\(counted(missing, "row")) \(missing == 1 ? "is" : "are") missing."
    case (0, _): return "\(counted(surplus, "row")) \(surplus == 1 ? "does" : "do") not belong there."
    default: return "\(counted(missing, "row")) \(missing == 1 ? "is" : "are") missing, and \(surplus) not expected."
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func isSame(_ name: String, _ other: String) -> Bool { name.utf8.elementsEqual(other.utf8) }
}

extension SQLComparison {
  /// How many expected rows are not there, and how many are there that were not expected. Each row counts as often as
  /// it occurs.
  private func leftovers(of actual: [[Cell]], and expected: [[Cell]]) -> (missing: Int, surplus: Int) {
    var open: [[UInt8]: [Int]] = [:]
    for (index, row) in expected.enumerated() { open[key(row), default: []].append(index) }
    var unmatched: [[Cell]] = []
    for row in actual where open[key(row)]?.popLast() == nil { unmatched.append(row) }
    var rest = open.values.flatMap { $0 }.sorted()
    // What is the same byte for byte is gone. Few rows are left to be the same but for a tolerance, or all is wrong.
    var surplus = 0
    for (index, row) in unmatched.enumerated() {
      let match =
        index < Self.nearLimit ? rest.prefix(Self.nearLimit).firstIndex { isSame(row, expected[$0]) } : nil
      if let match { rest.remove(at: match) } else { surplus += 1 }
    }
    return (rest.count, surplus)
  }

  /// The same bytes for rows that are the same without a tolerance.
  private func key(_ row: [Cell]) -> [UInt8] {
    row.flatMap { cell in cell.text.map { _ in [1] + cell.canonical.utf8 + [0] } ?? [0] }
  }

  private func cells(of table: SQLTable) -> [[Cell]] { table.rows.map { row in row.map { Cell($0) } } }

  private func isSame(_ row: [Cell], _ other: [Cell]) -> Bool {
    row.count == other.count && zip(row, other).allSatisfy { isSame($0, $1) }
  }

  private func isSame(_ cell: Cell, _ other: Cell) -> Bool {
    guard let text = cell.text, let otherText = other.text else { return cell.text == nil && other.text == nil }
    if text.utf8.elementsEqual(otherText.utf8) { return true }
    guard let number = cell.number, let otherNumber = other.number else { return false }
    // Integers of equal value have equal texts, and beyond 2^53 a Double would not tell them apart.
    if tolerance == 0, cell.isInteger, other.isInteger { return false }
    // Binary fractions are not blamed on anybody.
    return abs(number - otherNumber) <= tolerance + 1e-9 * max(1, abs(otherNumber))
  }

  /// Rows on each side that are compared one by one.
  private static let nearLimit = 1_000
}

/// A value, read as a number once.
private struct Cell {
  /// Nil for null.
  let text: String?
  /// Nil also for what is not finite: it is near to nothing, and everything would be near to it.
  let number: Double?
  let isInteger: Bool

  init(_ value: SQLValue) {
    text = value.text
    guard case .number(let digits) = value else {
      (number, isInteger) = (nil, false)
      return
    }
    number = Double(digits).flatMap { $0.isFinite ? $0 : nil }
    isInteger = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  /// One spelling for each number: 3 for 3.00, and 1.1 for 1.10. Any other value as it is.
  var canonical: String {
    guard !isInteger, let number else { return text ?? "" }
    // Up to 2^53 a Double is an integer when it looks like one.
    if abs(number) < 0x1p53, let integer = Int(exactly: number) { return String(integer) }
    return number.description
  }
}
