import GraphQLConstraints
import GraphQLJSON

/// A rule of a check: what a solution must be like.
enum LabGraderRule: Sendable {
  case contains(String, caseSensitive: Bool)
  case notContains(String, caseSensitive: Bool)
  case pattern(LinearPattern)
  case equals(String, normalizesWhitespace: Bool)
  case number(LabGraderNumber)
  case jsonPath(String, equals: JSONValue)
  case lines([String], isOrdered: Bool)

  /// Nil where the JSON is no rule.
  init?(_ json: String) {
    guard let rule = try? JSONParser.parse(json).objectValue, let kind = rule["kind"]?.stringValue,
      let parsed = Self.parse(kind, rule)
    else { return nil }
    self = parsed
  }

  private static func parse(_ kind: String, _ rule: JSONObject) -> LabGraderRule? {
    let text = rule["text"]?.stringValue
    let caseSensitive = rule["caseSensitive"] == .boolean(true)
    return switch kind {
    case "contains": text.map { .contains($0, caseSensitive: caseSensitive) }
    case "notContains": text.map { .notContains($0, caseSensitive: caseSensitive) }
    case "regex": rule["pattern"]?.stringValue.flatMap { LinearPattern($0) }.map { .pattern($0) }
    case "equals": text.map { .equals($0, normalizesWhitespace: rule["normalizeWhitespace"] == .boolean(true)) }
    case "number": LabGraderNumber(rule).map { .number($0) }
    case "jsonPath": jsonPath(rule)
    case "lines": lines(rule)
    default: nil
    }
  }

  private static func jsonPath(_ rule: JSONObject) -> LabGraderRule? {
    guard let path = rule["path"]?.stringValue, let value = rule["equals"] else { return nil }
    return .jsonPath(path, equals: value)
  }

  private static func lines(_ rule: JSONObject) -> LabGraderRule? {
    guard let elements = rule["expected"]?.arrayValue else { return nil }
    let expected = elements.compactMap(\.stringValue)
    guard expected.count == elements.count else { return nil }
    return .lines(expected.map { LabGraderSolution.collapsed($0) }, isOrdered: rule["ordered"] != .boolean(false))
  }
}

extension LabGraderRule {
  /// What is wrong with the solution, without giving the answer away; nil when it obeys the rule.
  func finding(in solution: LabGraderSolution) -> String? {
    switch self {
    case .contains(let text, let caseSensitive):
      solution.contains(text, caseSensitive: caseSensitive) ? nil : "Something that must be there is missing."
    case .notContains(let text, let caseSensitive):
      solution.contains(text, caseSensitive: caseSensitive) ? "There is something that must not be there." : nil
    case .pattern(let pattern):
      pattern.isFound(in: solution.scalars) ? nil : "The part that this check looks for is missing or wrong."
    case .equals(let text, let normalizesWhitespace):
      Self.isEqual(solution.text, text, normalizesWhitespace) ? nil : "The text is not the expected one."
    case .number(let number): number.finding(in: solution)
    case .jsonPath(let path, let value): Self.jsonFinding(in: solution, path, value)
    case .lines(let expected, let isOrdered): Self.lineFinding(in: solution.lines, expected, isOrdered)
    }
  }

  private static func isEqual(_ solution: String, _ text: String, _ normalizesWhitespace: Bool) -> Bool {
    normalizesWhitespace
      ? LabGraderSolution.collapsed(solution).isIdentical(to: LabGraderSolution.collapsed(text))
      : solution.isIdentical(to: LabGraderSolution(text).text)
  }

  private static func lineFinding(in lines: [String], _ expected: [String], _ isOrdered: Bool) -> String? {
    let isSame = lines.count == expected.count && zip(lines, expected).allSatisfy { $0.isIdentical(to: $1) }
    if isSame { return nil }
    let hasSameLines =
      lines.map { Array($0.utf8) }.sorted(by: precedes)
      == expected.map { Array($0.utf8) }.sorted(by: precedes)
    if hasSameLines { return isOrdered ? "The lines are right, but not their order." : nil }
    if lines.count < expected.count { return "Lines are missing." }
    return lines.count > expected.count ? "There are too many lines." : "Not every line is right."
  }

  private static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.lexicographicallyPrecedes(other) }

  private static func jsonFinding(in solution: LabGraderSolution, _ path: String, _ value: JSONValue) -> String? {
    let document: JSONValue
    do {
      document = try solution.json()
    } catch {
      return "The solution is not valid JSON: see line \(error.line), column \(error.column)."
    }
    guard let found = document.value(at: path) else { return "There is no value at `\(path)`." }
    return found.isSameScalar(as: value) ? nil : "The value at `\(path)` is not right."
  }
}

extension String {
  /// Whether both have the same bytes; `==` also holds for canonically equivalent texts.
  fileprivate func isIdentical(to other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension JSONValue {
  /// The value at a path of member names and list positions, separated by dots.
  fileprivate func value(at path: String) -> JSONValue? {
    var value = self
    for part in path.split(separator: ".") {
      switch value {
      case .object(let object):
        guard let member = object[String(part)] else { return nil }
        value = member
      case .array(let elements):
        guard let position = Int(part), elements.indices.contains(position) else { return nil }
        value = elements[position]
      default: return nil
      }
    }
    return value
  }

  /// Numbers are compared by value, so that 3, 3.0 and 3e0 are one.
  fileprivate func isSameScalar(as other: JSONValue) -> Bool {
    if case .number(let text) = self, case .number(let otherText) = other,
      let number = Double(text), let otherNumber = Double(otherText)
    {
      return LabGraderNumber.isClose(number, otherNumber, tolerance: 0)
    }
    return self == other
  }
}
