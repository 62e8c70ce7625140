import GraphQLJSON

/// How reports about schemas are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// One JSON object on one line, for programs.
  case json
  /// Workflow commands of GitHub Actions, which show each line beside the code that it is about.
  case github
}

/// How bad a remark is, in GitHub's words.
enum AnnotationLevel: String {
  case error, warning, notice
}

/// A workflow command (docs.github.com, "Workflow commands for GitHub Actions").
struct GitHubAnnotation {
  let level: AnnotationLevel
  let place: SourcePlace?
  let title: String
  let message: String

  var line: String {
    var properties = place.map { ["file=\(Self.escaped($0.file))", "line=\($0.line)", "col=\($0.column)"] } ?? []
    properties.append("title=\(Self.escaped(title))")
    return "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.escaped(message, isProperty: false))"
  }

  private static func escaped(_ text: String, isProperty: Bool = true) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// The text on one line, without characters that a terminal obeys.
  var printable: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}

extension JSONValue {
  /// The value as one line of JSON.
  var line: String {
    var writer = JSONWriter(capacity: 1024)
    writer.value(self)
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}

extension SourcePlace {
  /// The place as reports in JSON tell it.
  var json: JSONValue {
    .object(["file": .string(file), "line": .integer(line), "column": .integer(column)])
  }
}
