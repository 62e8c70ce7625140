/// What a misspelled name may have meant: the "Did you mean" part of messages.
public enum Suggestions {
  /// How many suggestions a message shows.
  private static let shownLimit = 5

  /// `Did you mean "A", "B", or "C"?` with a leading space, or nothing where there are no suggestions.
  ///
  /// - Parameter subMessage: words between `Did you mean` and the suggestions; may be empty.
  public static func didYouMean(_ subMessage: String, _ suggestions: [String]) -> String {
    guard !suggestions.isEmpty else { return "" }
    let quoted = suggestions.prefix(shownLimit).map { "\"\($0)\"" }
    return " Did you mean " + (subMessage.isEmpty ? "" : subMessage + " ") + orList(quoted) + "?"
  }

  /// The same without words in between.
  public static func didYouMean(_ suggestions: [String]) -> String { didYouMean("", suggestions) }

  /// `A, B, or C`.
  public static func orList(_ items: [String]) -> String { list(items, conjunction: "or") }

  /// `A, B, and C`.
  public static func andList(_ items: [String]) -> String { list(items, conjunction: "and") }

  private static func list(_ items: [String], conjunction: String) -> String {
    guard items.count > 2, let last = items.last else { return items.joined(separator: " \(conjunction) ") }
    return items.dropLast().joined(separator: ", ") + ", \(conjunction) " + last
  }

  /// The options that are a few edits away from the input, the nearest first, equal distances in natural order.
  public static func suggestionList(_ input: String, _ options: [String]) -> [String] {
    var distance = LexicalDistance(to: input)
    let threshold = input.utf8.count * 2 / 5 + 1
    var seen: Set<String> = []
    return
      options
      .compactMap { option in
        seen.insert(option).inserted ? distance.measure(option, threshold: threshold).map { (option, $0) } : nil
      }
      .sorted { $0.1 == $1.1 ? NaturalOrder.isLess($0.0, $1.0) : $0.1 < $1.1 }
      .map(\.0)
  }
}

/// Edits between names: insertion, deletion, substitution, swap of neighbours. Any change of case counts as one edit.
struct LexicalDistance {
  private let input: String
  private let lowercased: [UInt8]
  private var rows: [[Int]]

  init(to input: String) {
    self.input = input
    lowercased = Array(input.lowercased().utf8)
    rows = Array(repeating: Array(repeating: 0, count: lowercased.count + 1), count: 3)
  }

  /// The distance of an option; nil where it is beyond the threshold.
  mutating func measure(_ option: String, threshold: Int) -> Int? {
    if option == input { return 0 }
    var longer = Array(option.lowercased().utf8)
    var shorter = lowercased
    if longer == shorter { return 1 }
    if longer.count < shorter.count { swap(&longer, &shorter) }
    guard longer.count - shorter.count <= threshold else { return nil }
    for column in 0...shorter.count { rows[0][column] = column }
    for row in stride(from: 1, through: longer.count, by: 1) {
      guard fill(row, longer, shorter) <= threshold else { return nil }
    }
    let distance = rows[longer.count % 3][shorter.count]
    return distance <= threshold ? distance : nil
  }

  /// Fills one row of the matrix, of which three are kept, and returns its smallest cell.
  private mutating func fill(_ row: Int, _ longer: [UInt8], _ shorter: [UInt8]) -> Int {
    let current = row % 3
    let above = (row + 2) % 3
    rows[current][0] = row
    var smallest = row
    for column in stride(from: 1, through: shorter.count, by: 1) {
      let cost = longer[row - 1] == shorter[column - 1] ? 0 : 1
      var cell = min(rows[above][column] + 1, rows[current][column - 1] + 1, rows[above][column - 1] + cost)
      if row > 1, column > 1, longer[row - 1] == shorter[column - 2], longer[row - 2] == shorter[column - 1] {
        cell = min(cell, rows[(row + 1) % 3][column - 2] + 1)
      }
      smallest = min(smallest, cell)
      rows[current][column] = cell
    }
    return smallest
  }
}

/// The order in which people expect names: digits by the number they spell, other characters by their code.
public enum NaturalOrder {
  /// Whether a name comes before another.
  public static func isLess(_ left: String, _ right: String) -> Bool {
    let one = Array(left.utf8)
    let other = Array(right.utf8)
    var (i, j) = (0, 0)
    while i < one.count && j < other.count {
      if isDigit(one[i]) && isDigit(other[j]) {
        let (first, second) = (number(one, &i), number(other, &j))
        if first.count != second.count { return first.count < second.count }
        if first != second { return first.lexicographicallyPrecedes(second) }
      } else {
        if one[i] != other[j] { return one[i] < other[j] }
        i += 1
        j += 1
      }
    }
    return one.count < other.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The digits from a position on, without leading zeros.
  private static func number(_ bytes: [UInt8], _ position: inout Int) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count && isDigit(bytes[position]) { position += 1 }
    return bytes[start..<position].drop { $0 == 0x30 }
  }
}
