import GraphQLJSON

/// What `atlas doctor` has found, in the order in which it looked.
public struct DoctorReport: Sendable {
  public let findings: [Finding]

  /// How many there are of a level.
  public func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }

  /// What the process ends with: 2 where there is a problem; 1 where there is a warning and those count.
  public func exitStatus(strict: Bool) -> Int32 {
    if count(.problem) > 0 { return 2 }
    return strict && count(.warning) > 0 ? 1 : 0
  }

  /// For people: two lines at most for each finding, and a sum.
  public var text: String {
    let width = findings.map(\.name.count).max() ?? 0
    var lines: [String] = []
    for finding in findings {
      lines.append("\(Self.padded(finding.level.rawValue, 7))  \(Self.padded(finding.name, width))  \(finding.seen)")
      if let remedy = finding.remedy { lines.append(Self.padded("", 9 + width) + "  > " + remedy) }
    }
    lines.append("ok: \(count(.ok)), warnings: \(count(.warning)), problems: \(count(.problem))")
    return lines.joined(separator: "\n")
  }

  /// For machines: `{"problems": 0, "warnings": 1, "findings": [{"name", "level", "seen", "remedy"}]}`.
  public var json: String {
    let list = findings.map { finding in
      JSONValue.object([
        "name": .string(finding.name), "level": .string(finding.level.rawValue), "seen": .string(finding.seen),
        "remedy": finding.remedy.map { .string($0) } ?? .null,
      ])
    }
    let value = JSONValue.object([
      "problems": .integer(count(.problem)), "warnings": .integer(count(.warning)), "findings": .array(list),
    ])
    return String(decoding: value.serialized(), as: UTF8.self)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
