import FoundationEssentials
import SchemaTooling

/// A folder of files for one test, which is gone after it.
struct TemporaryFolder: ~Copyable {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.path() + "/atlas-schema-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The same text without the folder's path.
  func short(_ text: String) -> String { text.replacing(path + "/", with: "") }
}

/// A schema of one SDL text, which `-` stands for.
func load(_ sdl: String) throws -> LoadedSchema { try SchemaReader(builtIn: [("a.graphql", sdl)]).read(["-"]) }
