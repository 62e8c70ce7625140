// AtlasCodegen: what `atlas codegen` writes, and where; also for the test that compares it with what is committed.
// Neighbours: GraphQLGeneration makes Swift of a schema; the command `atlas codegen` and the tests call this.
// Invariant: the output depends on Schema/, Migrations/ and Playground/ alone.

public import GraphQLGeneration
import GraphQLSchema
import GraphQLSyntax

/// The generated files of Atlas.
public struct CodeGeneration {
  private let root: String

  /// - Parameter root: the folder of the project.
  public init(root: String) { self.root = root }

  /// The files of each folder of generated code; the folders hold nothing else.
  public func generate() throws -> [(folder: String, files: [GeneratedFile])] {
    [
      ("Sources/Atlas/AtlasAPI/Generated", try makeAPI()),
      ("Sources/Atlas/AtlasServer/Generated", try makeEmbedded()),
      ("Benchmarks/Server/Generated", try makeBenchmark()),
    ]
  }

  private func makeAPI() throws -> [GeneratedFile] {
    let sources = try SourceFolder(root + "/Schema").files(endingWith: ".graphql")
    var areas: [(name: String, document: Document)] = []
    for source in sources {
      let name = source.name.dropLast(".graphql".count)
      areas.append((name.prefix(1).uppercased() + name.dropFirst(), try Parser.parse(source.text)))
    }
    let generator = SwiftGenerator(
      schema: SchemaBuilder.build(areas.map(\.document)), options: GenerationOptions(scalars: Self.scalars))
    let sdl = EmbeddedFiles.generate(
      namespace: "API", constant: "sdl", documentation: "The files of Schema/.", files: sources)
    return generator.generate(areas: areas) + [GeneratedFile(name: "SchemaSource.swift", text: sdl)]
  }

  /// The Swift types of the schema's own scalars.
  private static let scalars = [
    "DateTime": "DateTime", "Date": "LocalDate", "Duration": "ISODuration", "URL": "String", "EmailAddress": "String",
    "Markdown": "String", "LanguageTag": "String", "JSON": "JSONValue", "Int64": "Int64",
    "UUID": "String", "Base64": "String",
  ]

  private func makeBenchmark() throws -> [GeneratedFile] {
    let source = try SourceFolder(root + "/Benchmarks/Data").files(endingWith: "schema.graphql")
    let document = try Parser.parse(source.map(\.text).joined())
    let generator = SwiftGenerator(schema: SchemaBuilder.build([document]), options: GenerationOptions())
    let sdl = EmbeddedFiles.generate(
      namespace: "API", constant: "sdl", documentation: "The schema of the side-by-side benchmark.", files: source)
    return generator.generate(areas: [("Schema", document)]) + [GeneratedFile(name: "SchemaSource.swift", text: sdl)]
  }

  private func makeEmbedded() throws -> [GeneratedFile] {
    let migrations = EmbeddedFiles.generate(
      namespace: "EmbeddedMigrations", constant: "files", documentation: "Name and text of each migration.",
      files: try SourceFolder(root + "/Migrations").files(endingWith: ".sql"))
    let playground = EmbeddedFiles.generate(
      namespace: "EmbeddedPlayground", constant: "files", documentation: "Name and text of each file.",
      files: try SourceFolder(root + "/Playground").tree())
    return [
      GeneratedFile(name: "Migrations.swift", text: migrations),
      GeneratedFile(name: "Playground.swift", text: playground),
    ]
  }
}
