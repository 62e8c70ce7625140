import AtlasAPI
import AtlasKernel
import GraphQLJSON

/// The checks of a lab as its author gives them: the columns of one relation, in order.
struct LabCheckList: Sendable {
  let keys: [String]
  let titles: [String]
  let weights: [Double]
  /// As JSON.
  let rules: [String]
  /// What is wrong with them, each with its path.
  let faults: [UserError]

  init(_ checks: [API.LabCheckInput]) {
    keys = checks.map(\.key)
    titles = checks.map(\.title)
    weights = checks.map { $0.weight ?? 1 }
    rules = checks.map { String(decoding: $0.rule.serialized(), as: UTF8.self) }
    var known: Set<[UInt8]> = []
    var faults: [UserError] = []
    for (index, check) in checks.enumerated() {
      let path = ["input", "checks", String(index)]
      if check.key.allSatisfy(\.isWhitespace) {
        faults.append(UserError(.input, .blank, "A check needs a key.", field: path + ["key"]))
      } else if !known.insert(Array(check.key.utf8)).inserted {
        faults.append(UserError(.input, .taken, "Another check of the lab has this key.", field: path + ["key"]))
      }
      if check.title.allSatisfy(\.isWhitespace) {
        faults.append(UserError(.input, .blank, "A check needs a title.", field: path + ["title"]))
      }
      if !check.rule.isStorable || LabGraderRule(rules[index]) == nil {
        faults.append(UserError(.input, .invalid, Self.noRule, field: path + ["rule"]))
      }
    }
    self.faults = faults
  }

  private static let noRule = "It is no rule: its kind is unknown, a member is missing, or a pattern cannot be read."
}

extension JSONValue {
  /// Whether PostgreSQL can keep it as jsonb, which holds no U+0000 and no numbers of any size.
  fileprivate var isStorable: Bool {
    switch self {
    case .null, .boolean: true
    case .number(let text): Self.isStorable(text)
    case .string(let text): !text.utf8.contains(0)
    case .array(let elements): elements.allSatisfy(\.isStorable)
    case .object(let object): object.members.allSatisfy { !$0.key.utf8.contains(0) && $0.value.isStorable }
    }
  }

  /// Numbers that a `Double` comes near to; one with a great negative exponent would come out as zero.
  private static func isStorable(_ number: String) -> Bool {
    guard let value = Double(number), value.isFinite else { return false }
    let digits = number.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    return value != 0 || !digits.contains { (0x31...0x39).contains($0) }
  }
}
