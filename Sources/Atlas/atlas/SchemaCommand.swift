import ArgumentParser
import AtlasAPI
import AtlasCodegen
import AtlasServer
import GraphQLSchema
import GraphQLSyntax

/// `atlas schema print|check|diff`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Work with the schema.", subcommands: [Print.self, Check.self, Diff.self])

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the schema as one SDL document.")

    func run() throws {
      print(SchemaPrinter.print(try AtlasSchema.build(API.sdl)))
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check the SDL files of a folder.")

    @Argument(help: "The folder.") var folder = "Schema"

    func run() throws {
      do {
        let schema = try AtlasSchema.build(SourceFolder(folder).files(endingWith: ".graphql"))
        print("The schema is valid: \(schema.types.count) types.")
      } catch let error as GraphQLErrors {
        for error in error.errors { print(error.message) }
        throw ExitCode.failure
      }
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List breaking and dangerous changes between two SDL documents; exit 1 if any is breaking.")

    @Argument(help: "The old SDL document.") var old: String
    @Argument(help: "The new SDL document.") var new: String

    func run() throws {
      let before = try SchemaBuilder.build(SourceFolder.text(of: old))
      let after = try SchemaBuilder.build(SourceFolder.text(of: new))
      let breaking = SchemaChanges.breaking(from: before, to: after)
      for change in breaking { print("breaking   \(change.kind.rawValue)  \(change.description)") }
      for change in SchemaChanges.dangerous(from: before, to: after) {
        print("dangerous  \(change.kind.rawValue)  \(change.description)")
      }
      if !breaking.isEmpty { throw ExitCode.failure }
    }
  }
}
