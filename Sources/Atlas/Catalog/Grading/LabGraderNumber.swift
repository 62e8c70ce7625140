import GraphQLJSON

/// The rule `number`: a number near enough to a value, perhaps behind a label at the start of a line.
struct LabGraderNumber: Sendable {
  let value: Double
  let tolerance: Double
  let label: String?

  /// Nil where the rule lacks a number.
  init?(_ rule: JSONObject) {
    guard let value = Self.double(rule["value"]) else { return nil }
    self.value = value
    tolerance = Self.double(rule["tolerance"]) ?? 0
    label = rule["label"]?.stringValue
  }

  func finding(in solution: LabGraderSolution) -> String? {
    guard let label else {
      guard let number = Self.first(in: solution.bytes[...]) else { return "There is no number." }
      return isRight(number) ? nil : "The number is not right."
    }
    guard let rest = Self.rest(of: solution.bytes, behind: Array(label.utf8)) else {
      return "There is no line that begins with `\(label):`."
    }
    guard let number = Self.first(in: rest) else { return "There is no number behind `\(label):`." }
    return isRight(number) ? nil : "The number behind `\(label):` is not right."
  }

  private func isRight(_ number: Double) -> Bool { Self.isClose(number, value, tolerance: tolerance) }

  /// Whether two numbers differ by no more than the tolerance and what binary fractions cost.
  static func isClose(_ number: Double, _ other: Double, tolerance: Double) -> Bool {
    abs(number - other) <= tolerance + 1e-9 * max(1, abs(other))
  }

  private static func double(_ value: JSONValue?) -> Double? {
    guard case .number(let text)? = value, let number = Double(text), number.isFinite else { return nil }
    return number
  }
}

extension LabGraderNumber {
  /// The rest of the first line that begins with the label and a colon or an equals sign. Case does not matter.
  static func rest(of bytes: [UInt8], behind label: [UInt8]) -> ArraySlice<UInt8>? {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = line.drop(while: isBlank)
      guard line.prefix(label.count).elementsEqual(label, by: { lowercased($0) == lowercased($1) }) else { continue }
      let rest = line.dropFirst(label.count).drop(while: isBlank)
      if rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "=") { return rest.dropFirst() }
    }
    return nil
  }

  /// The first decimal number that is not part of a word: `-3`, `0.5`, `.5`, `1e6`.
  static func first(in bytes: ArraySlice<UInt8>) -> Double? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if let end = endOfNumber(in: bytes, at: index) {
        let start = index
        let isNegative =
          start > bytes.startIndex && bytes[start - 1] == UInt8(ascii: "-")
          && (start - 1 == bytes.startIndex || !isWord(bytes[start - 2]))
        let number = Double(String(decoding: bytes[start..<end], as: UTF8.self))
        return number.flatMap { $0.isFinite ? (isNegative ? -$0 : $0) : nil }
      }
      // A word is passed as a whole, so that the 2 of "v1.2" is none.
      if isWord(bytes[index]) {
        while index < bytes.endIndex, isWord(bytes[index]) || bytes[index] == UInt8(ascii: ".") { index += 1 }
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Where the number that begins here ends; nil where none begins.
  private static func endOfNumber(in bytes: ArraySlice<UInt8>, at start: Int) -> Int? {
    var index = endOfDigits(in: bytes, at: start)
    var hasDigits = index > start
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ".") {
      let end = endOfDigits(in: bytes, at: index + 1)
      if end > index + 1 {
        index = end
        hasDigits = true
      }
    }
    guard hasDigits else { return nil }
    guard index < bytes.endIndex, lowercased(bytes[index]) == UInt8(ascii: "e") else { return index }
    var exponent = index + 1
    if exponent < bytes.endIndex, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
      exponent += 1
    }
    let end = endOfDigits(in: bytes, at: exponent)
    return end > exponent ? end : index
  }

  private static func endOfDigits(in bytes: ArraySlice<UInt8>, at start: Int) -> Int {
    var index = start
    while index < bytes.endIndex, isDigit(bytes[index]) { index += 1 }
    return index
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(lowercased(byte))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
}
