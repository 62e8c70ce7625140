public import ArgumentParser
import AtlasAPI
public import SchemaTooling

/// `atlas schema print|check|diff`.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print, check and compare schemas.",
    discussion: """
      Schemas come from: "-", the API of this executable; a file of SDL; a folder of such files; a JSON file with the \
      answer to an introspection query.
      """,
    subcommands: [SchemaPrintCommand.self, SchemaCheckCommand.self, SchemaDiffCommand.self])

  static let reader = SchemaReader(builtIn: API.sdl, scalars: API.scalarCodings)

  /// Reads a schema that must be in order, or ends the command with 2.
  static func readValid(_ source: String) throws -> LoadedSchema {
    let loaded = try reading { try reader.read([source]) }
    guard loaded.problems.isEmpty else { throw unusable(CheckReport(loaded).text(.text)) }
    return loaded
  }

  /// Ends the command with 2 where something cannot be read.
  static func reading<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch {
      throw unusable("\(error)")
    }
  }

  /// Tells why an input is of no use; the exit code for that is 2.
  private static func unusable(_ words: String) -> ExitCode {
    writeToStandardError(Array((words + "\n").utf8))
    return ExitCode(2)
  }
}

extension ReportFormat: ExpressibleByArgument {}
extension ChangeReport.Threshold: ExpressibleByArgument {}
