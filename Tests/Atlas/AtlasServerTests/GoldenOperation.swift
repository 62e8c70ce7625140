import FoundationEssentials
import GraphQLJSON
import Postgres

/// An operation with what it must answer and which statements it must run, as files side by side in Golden/.
struct GoldenOperation {
  let name: String

  /// The folder of the project.
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  /// Files are written instead of compared when somebody asks for it, never by themselves.
  static let isRecording = ProcessInfo.processInfo.environment["ATLAS_RECORD_GOLDEN"] == "1"

  func path(_ ending: String) -> String {
    "\(Self.root)/Tests/Atlas/AtlasServerTests/Golden/\(name).\(ending)"
  }

  func text(_ ending: String) -> String? {
    FileManager.default.contents(atPath: path(ending)).map { String(decoding: $0, as: UTF8.self) }
  }

  func record(_ text: String, _ ending: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(ending)))
  }

  func variables() throws -> JSONObject {
    guard let text = text("variables.json") else { return [:] }
    return try JSONParser.parse(text).objectValue ?? [:]
  }
}

extension StatementLog {
  /// The statements as a golden file shows them.
  var golden: String {
    entries.map { $0.name == $0.text ? $0.text : "-- \($0.name)\n\($0.text)" }.map { $0 + ";\n" }
      .joined(separator: "\n")
  }
}

extension JSONValue {
  /// Indented, so that a difference is a line.
  var golden: String { rendered(indentation: "") + "\n" }

  private func rendered(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .object(let object) where !object.isEmpty:
      let members = object.members.map { member in
        let key = String(decoding: JSONValue.string(member.key).serialized(), as: UTF8.self)
        return "\(inner)\(key): \(member.value.masked(member.key).rendered(indentation: inner))"
      }
      return "{\n" + members.joined(separator: ",\n") + "\n\(indentation)}"
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { inner + $0.masked("").rendered(indentation: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indentation)]"
    default: return String(decoding: serialized(), as: UTF8.self)
    }
  }

  /// What differs from run to run: moments and how long something took.
  private func masked(_ key: String) -> JSONValue {
    guard case .string(let text) = self else { return self }
    if key == "responseTime" { return .string("<duration>") }
    let isMoment = text.utf8.count == 24 && text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
    return isMoment ? .string("<time>") : self
  }
}
