import GraphQLJSON
import GraphQLSchema

/// What has changed from one schema to another, in words.
public struct ChangeReport: Sendable {
  /// Which changes are to stop a build.
  public enum Threshold: String, CaseIterable, Sendable {
    /// Those that are breaking.
    case breaking
    /// Those that are dangerous, too.
    case dangerous
    /// None.
    case never
  }

  private let old: LoadedSchema
  private let new: LoadedSchema
  private let changes: [SchemaChange]

  /// Compares two schemas that have no problems.
  public init(from old: LoadedSchema, to new: LoadedSchema) {
    self.old = old
    self.new = new
    changes = SchemaChanges.all(from: old.schema, to: new.schema)
  }

  /// Whether there are changes that are to stop a build.
  public func fails(_ threshold: Threshold) -> Bool {
    switch threshold {
    case .breaking: !changes(.breaking).isEmpty
    case .dangerous: !changes(.breaking).isEmpty || !changes(.dangerous).isEmpty
    case .never: false
    }
  }

  /// The report, without a line end behind it.
  public func text(_ format: ReportFormat) -> String {
    switch format {
    case .text: lines.joined(separator: "\n")
    case .json: json.line
    case .github: changes.map(annotation).map(\.line).joined(separator: "\n")
    }
  }

  private func changes(_ severity: SchemaChange.Severity) -> [SchemaChange] {
    changes.filter { $0.severity == severity }
  }

  // MARK: Text

  private var lines: [String] {
    let groups = SchemaChange.Severity.allCases.flatMap { severity in
      let group = changes(severity)
      return group.isEmpty ? [] : ["\(group.count) \(severity.rawValue):"] + group.map(line)
    }
    return (groups.isEmpty ? ["Nothing has changed."] : groups) + (remark.map { [$0] } ?? [])
  }

  private func line(_ change: SchemaChange) -> String {
    "  \(Self.name(change))  \(change.kind.rawValue)  \(change.description.printable)"
  }

  /// What was left out.
  private var remark: String? {
    let (one, other) = (old.schema.hasAppliedDirectives, new.schema.hasAppliedDirectives)
    guard one != other else { return nil }
    return "Applied directives were not compared: \(one ? new.name : old.name) tells of none."
  }

  private static func name(_ change: SchemaChange) -> String { change.coordinate?.description ?? "schema" }

  // MARK: JSON

  private var json: JSONValue {
    var report = JSONObject()
    for severity in SchemaChange.Severity.allCases {
      report[severity.rawValue] = .integer(changes(severity).count)
    }
    report["changes"] = .array(changes.map(json))
    if let remark { report["remark"] = .string(remark) }
    return .object(report)
  }

  private func json(_ change: SchemaChange) -> JSONValue {
    .object([
      "severity": .string(change.severity.rawValue), "kind": .string(change.kind.rawValue),
      "coordinate": change.coordinate.map { .string($0.description) } ?? .null,
      "message": .string(change.description), "place": place(of: change)?.json ?? .null,
    ])
  }

  // MARK: GitHub

  private func annotation(_ change: SchemaChange) -> GitHubAnnotation {
    let level: AnnotationLevel =
      switch change.severity {
      case .breaking: .error
      case .dangerous: .warning
      case .safe: .notice
      }
    return GitHubAnnotation(
      level: level, place: place(of: change), title: "\(change.severity.rawValue): \(Self.name(change))",
      message: change.description)
  }

  /// Where the element stands in the new schema; of one that was removed, where it stood: in what contained it.
  private func place(of change: SchemaChange) -> SourcePlace? { change.coordinate.flatMap(new.place) }
}
