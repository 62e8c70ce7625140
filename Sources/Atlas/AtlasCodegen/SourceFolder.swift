import FoundationEssentials
public import GraphQLGeneration

/// A folder of text files.
public struct SourceFolder {
  private let path: String

  public init(_ path: String) { self.path = path }

  /// A file that cannot be read or written.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// The text of one file, or of a pipe.
  public static func text(of path: String) throws -> String {
    guard let bytes = FileBytes.read(path) else {
      throw Failure(description: "The file \(path) cannot be read.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(description: "The file \(path) is not UTF-8.")
    }
    return text
  }

  /// Whether there is a folder at a path.
  public static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// Names and texts of the files with an ending, by name.
  public func files(endingWith ending: String) throws -> [(name: String, text: String)] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Failure(description: "The folder \(path) cannot be read.")
    }
    return try names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
      .map { ($0, try Self.text(of: path + "/" + $0)) }
  }

  /// Names and texts of all files, those of folders within it too: `view/tabs.js`; by name.
  public func tree() throws -> [(name: String, text: String)] {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      throw Failure(description: "The folder \(path) cannot be read.")
    }
    return try names.filter { name in
      !Self.isFolder(path + "/" + name) && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }.sorted().map { ($0, try Self.text(of: path + "/" + $0)) }
  }

  /// Writes files and removes all others.
  public func replace(with files: [GeneratedFile]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for file in files { try Data(file.text.utf8).write(to: URL(filePath: path + "/" + file.name)) }
    let names = Set(files.map(\.name))
    for extra in try self.files(endingWith: ".swift") where !names.contains(extra.name) {
      try FileManager.default.removeItem(atPath: path + "/" + extra.name)
    }
  }

  /// The names of files that are missing, different, or not among these.
  public func differences(from files: [GeneratedFile]) -> [String] {
    let present = (try? self.files(endingWith: ".swift")) ?? []
    let changed = files.filter { file in !present.contains { $0.name == file.name && $0.text == file.text } }
    let extra = present.filter { file in !files.contains { $0.name == file.name } }
    return changed.map(\.name) + extra.map(\.name)
  }
}
