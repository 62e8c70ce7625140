import ArgumentParser
import SchemaTooling

/// `atlas schema diff`: what has changed, and whom it hurts.
struct SchemaDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "List what has changed between two schemas, and how much harm it can do.",
    discussion: """
      breaking: operations that were valid may fail. dangerous: they stay valid, but clients may meet what they did \
      not expect. safe: nothing that clients do comes to another end.
      Exit codes: 0 no change that --fail-on names; 1 such changes; 2 a schema cannot be read or is not valid.
      """)

  @Argument(help: "The old schema.") var old: String
  @Argument(help: "The new schema; \"-\" is the API of this executable.") var new = "-"
  @Option(help: "text, json or github.") var format: ReportFormat = .text
  @Option(help: "Which changes end with 1: breaking, dangerous (and breaking), or never.")
  var failOn: ChangeReport.Threshold = .breaking

  func run() throws {
    let report = ChangeReport(
      from: try SchemaCommand.readValid(old), to: try SchemaCommand.readValid(new))
    let text = report.text(format)
    if !text.isEmpty { print(text) }
    if report.fails(failOn) { throw ExitCode.failure }
  }
}
