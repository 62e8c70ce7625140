import ArgumentParser
import GraphQLSchema
import SchemaTooling

/// `atlas schema print`: SDL, or JSON for code generators.
struct SchemaPrintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Print a schema as one SDL document, or as the answer to introspection.",
    discussion: "Exit codes: 0 printed; 2 the schema cannot be read or is not valid.")

  @Argument(help: "The schema; \"-\" is the API of this executable.") var source = "-"
  @Flag(help: "Put everything that has a name in the order of names.") var sort = false
  @Flag(inversion: .prefixedNo, help: "Print descriptions.") var descriptions = true
  @Flag(help: "Print applied directives that are not of the specification.") var directives = false
  @Flag(help: "Print JSON, the answer to the full introspection query.") var introspection = false

  func validate() throws {
    if introspection && directives { throw ValidationError("Introspection does not tell applied directives.") }
  }

  func run() async throws {
    var schema = try SchemaCommand.readValid(source).schema
    if sort { schema = schema.lexicographicallySorted() }
    if introspection {
      print(try await LoadedSchema.introspection(of: schema, descriptions: descriptions))
    } else {
      print(SchemaPrinter.print(schema, .init(descriptions: descriptions, appliedDirectives: directives)))
    }
  }
}
