import ArgumentParser
import AtlasServer
import SchemaTooling

/// `atlas schema check`: everything that is wrong, with file, line and column.
struct SchemaCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a schema, and tell everything that is wrong with it.",
    discussion: """
      Several files and folders make one schema. Without any, the folder Schema is checked, by Atlas' own rules, too.
      Exit codes: 0 valid; 1 not valid; 2 a file cannot be read.
      """)

  @Argument(help: "The files, or folders of files.") var sources: [String] = []
  @Flag(help: "Ask also what Atlas asks of its own schema: guards, scopes, weights, constraints.")
  var atlasRules = false
  @Option(help: "text, json or github.") var format: ReportFormat = .text

  func run() throws {
    let isOwn = sources.isEmpty || atlasRules
    let loaded = try SchemaCommand.reading {
      try SchemaCommand.reader.read(sources.isEmpty ? ["Schema"] : sources) {
        isOwn ? AtlasSchema.problems(of: $0) : []
      }
    }
    let report = CheckReport(loaded)
    print(report.text(format))
    if !report.isValid { throw ExitCode.failure }
  }
}
