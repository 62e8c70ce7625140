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
    if isOrdered, actual.rows.count == expected.rows.count,
      zip(actual.rows, expected.rows).allSatisfy({ isSame($0, $1) })
    {
      return nil
    }
    let (missing, surplus) = leftovers(of: actual.rows)
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
  private func leftovers(of actual: [[SQLValue]]) -> (missing: Int, surplus: Int) {
    var open: [[UInt8]: [Int]] = [:]
    for (index, row) in expected.rows.enumerated() { open[key(row), default: []].append(index) }
    var unmatched: [[SQLValue]] = []
    for row in actual where open[key(row)]?.popLast() == nil { unmatched.append(row) }
    var rest = open.values.flatMap { $0 }.sorted()
    // What is the same byte for byte is gone. Few rows are left to be the same but for a tolerance, or all is wrong.
    var surplus = 0
    for (index, row) in unmatched.enumerated() {
      let match =
        index < Self.nearLimit ? rest.prefix(Self.nearLimit).firstIndex { isSame(row, expected.rows[$0]) } : nil
      if let match { rest.remove(at: match) } else { surplus += 1 }
    }
    return (rest.count, surplus)
  }

  /// The same bytes for rows that are the same without a tolerance.
  private func key(_ row: [SQLValue]) -> [UInt8] {
    row.flatMap { value -> [UInt8] in
      switch value {
      case .null: [0]
      case .text(let text): [1] + text.utf8 + [0]
      case .number(let text): [1] + canonical(text).utf8 + [0]
      }
    }
  }

  /// One spelling for each number: 3 for 3.00, and 1.1 for 1.10.
  private func canonical(_ text: String) -> String {
    guard !isInteger(text), let number = Double(text), number.isFinite else { return text }
    // Up to 2^53 a Double is an integer when it looks like one.
    if abs(number) < 0x1p53, let integer = Int(exactly: number) { return String(integer) }
    return number.description
  }

  private func isSame(_ row: [SQLValue], _ other: [SQLValue]) -> Bool {
    row.count == other.count && zip(row, other).allSatisfy { isSame($0, $1) }
  }

  private func isSame(_ value: SQLValue, _ other: SQLValue) -> Bool {
    guard let text = value.text, let otherText = other.text else { return value == .null && other == .null }
    if text.utf8.elementsEqual(otherText.utf8) { return true }
    guard case .number = value, case .number = other, let number = Double(text), let otherNumber = Double(otherText)
    else { return false }
    // Integers of equal value have equal texts, and beyond 2^53 a Double would not tell them apart.
    if tolerance == 0, isInteger(text), isInteger(otherText) { return false }
    // Binary fractions are not blamed on anybody.
    return abs(number - otherNumber) <= tolerance + 1e-9 * max(1, abs(otherNumber))
  }

  private func isInteger(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
  }

  /// Rows on each side that are compared one by one.
  private static let nearLimit = 1_000
}
