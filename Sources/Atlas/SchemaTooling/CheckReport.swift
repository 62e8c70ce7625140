import GraphQLJSON
import GraphQLSchema

/// What is wrong with a schema, in words.
public struct CheckReport: Sendable {
  private let loaded: LoadedSchema

  /// A report about a schema that was read.
  public init(_ loaded: LoadedSchema) { self.loaded = loaded }

  /// Whether nothing is wrong.
  public var isValid: Bool { loaded.problems.isEmpty }

  /// The report, without a line end behind it.
  public func text(_ format: ReportFormat) -> String {
    switch format {
    case .text: lines.joined(separator: "\n")
    case .json: json.line
    case .github: annotations.map(\.line).joined(separator: "\n")
    }
  }

  private var typeCount: Int { isValid ? loaded.schema.types.count(where: { !loaded.schema.isBuiltIn($0) }) : 0 }

  private var lines: [String] {
    if isValid { return ["The schema is valid: \(typeCount) types."] }
    return loaded.problems.map { problem in
      let others = problem.places.dropFirst().map(\.description)
      return [problem.places.first.map { "\($0): " } ?? "", problem.message.printable]
        .joined() + (others.isEmpty ? "" : " (see \(others.joined(separator: ", ")))")
    }
  }

  private var json: JSONValue {
    let problems = loaded.problems.map { problem in
      JSONValue.object([
        "message": .string(problem.message), "places": .array(problem.places.map(\.json)),
      ])
    }
    return .object([
      "valid": .boolean(isValid), "types": .integer(typeCount), "problems": .array(problems),
    ])
  }

  private var annotations: [GitHubAnnotation] {
    loaded.problems.map {
      GitHubAnnotation(level: .error, place: $0.places.first, title: "Invalid schema", message: $0.message)
    }
  }
}
