import ArgumentParser
import AtlasCodegen

/// `atlas codegen`: writes the generated Swift, or with `--check` says whether it is up to date.
struct CodegenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codegen", abstract: "Generate Swift from Schema/, and embed Schema/, Migrations/ and Playground/.")

  @Flag(help: "Write nothing; exit 1 where a file differs.")
  var check = false

  @Option(help: "The folder of the project.")
  var root = "."

  func run() throws {
    var stale: [String] = []
    for (folder, files) in try CodeGeneration(root: root).generate() {
      let target = SourceFolder(root + "/" + folder)
      if check {
        stale += target.differences(from: files).map { folder + "/" + $0 }
      } else {
        try target.replace(with: files)
      }
    }
    guard stale.isEmpty else {
      print("These generated files are not what `atlas codegen` writes: \(stale.joined(separator: ", ")).")
      throw ExitCode.failure
    }
    print(check ? "The generated files are up to date." : "The generated files are written.")
  }
}
