import AtlasCodegen
import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

/// Reads schemas from files and folders of SDL, from answers to introspection, and from this executable.
public struct SchemaReader: Sendable {
  /// The SDL files that `-` stands for.
  private let builtIn: [(name: String, text: String)]
  /// How custom scalars read their defaults.
  private let scalars: [String: ScalarCoding]

  /// - Parameters:
  ///   - builtIn: the SDL files of the server itself.
  ///   - scalars: how custom scalars read the values of defaults; scalars without an entry take any value.
  public init(builtIn: [(name: String, text: String)], scalars: [String: ScalarCoding] = [:]) {
    self.builtIn = builtIn
    self.scalars = scalars
  }

  /// Reads one schema from one or several sources, which belong together: `-` (the server itself), a file of SDL, a
  /// folder of files, or a JSON file with the answer to an introspection query, which stands alone.
  ///
  /// - Parameter rules: what is asked of the schema besides what GraphQL asks, once that holds.
  /// - Throws: where something cannot be read at all.
  public func read(
    _ sources: [String], rules: (Schema) -> [GraphQLError] = { _ in [] }
  ) throws -> LoadedSchema {
    var files: [(name: String, text: String)] = []
    for source in sources { files += try texts(of: source) }
    let name = sources.joined(separator: " ")
    if files.count == 1, Self.isJSON(files[0].text) {
      return readIntrospection(files[0].text, name: name, rules)
    }
    return readSDL(files, name: name, rules)
  }

  private func texts(of source: String) throws -> [(name: String, text: String)] {
    if source == "-" { return builtIn.map { ("Schema/" + $0.name, $0.text) } }
    guard SourceFolder.isFolder(source) else { return [(source, try SourceFolder.text(of: source))] }
    let path = source.hasSuffix("/") ? source : source + "/"
    return try [".graphql", ".graphqls", ".gql"].flatMap { try SourceFolder(source).files(endingWith: $0) }
      .map { (path + $0.name, $0.text) }
  }

  // MARK: SDL

  private func readSDL(
    _ files: [(name: String, text: String)], name: String, _ rules: (Schema) -> [GraphQLError]
  ) -> LoadedSchema {
    var documents: [Document] = []
    var faults: [(file: Int, error: GraphQLError)] = []
    for (index, file) in files.enumerated() {
      do throws(GraphQLError) {
        documents.append(try Parser.parse(file.text))
      } catch {
        faults.append((index, error))
      }
    }
    if files.isEmpty { return failed(name, SourceFiles([]), [GraphQLError("There are no SDL files in \(name).")]) }
    let sources = SourceFiles(files)
    guard faults.isEmpty else {
      // Places are told of the document that all files make; each fault knows its own file alone.
      return failed(name, sources, faults.map { sources.moved($0.error, fromFile: $0.file) })
    }
    let document = Document.concatenating(documents)
    let errors = SDLValidator.validate(document)
    if !errors.isEmpty { return failed(name, sources, errors) }
    return finish(name, SchemaBuilder.build([document], scalars: scalars), sources, rules)
  }

  // MARK: Introspection

  private static func isJSON(_ text: String) -> Bool {
    text.utf8.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// The answer to an introspection query, whole or its `data` alone.
  private func readIntrospection(
    _ text: String, name: String, _ rules: (Schema) -> [GraphQLError]
  ) -> LoadedSchema {
    let files = SourceFiles([])
    guard let answer = try? JSONParser.parse(text).objectValue else {
      return failed(name, files, [GraphQLError("\(name) begins like JSON, but it is none.")])
    }
    do throws(GraphQLError) {
      return finish(name, try ClientSchema.build(answer["data"]?.objectValue ?? answer), files, rules)
    } catch {
      return failed(name, files, [GraphQLError("\(name): \(error.message)")])
    }
  }

  // MARK: Either

  private func finish(
    _ name: String, _ schema: Schema, _ files: SourceFiles, _ rules: (Schema) -> [GraphQLError]
  ) -> LoadedSchema {
    var errors = SchemaValidator.validate(schema)
    if errors.isEmpty { errors = rules(schema) }
    return LoadedSchema(name: name, schema: schema, files: files, errors: errors)
  }

  private func failed(_ name: String, _ files: SourceFiles, _ errors: [GraphQLError]) -> LoadedSchema {
    LoadedSchema(name: name, schema: Schema(SchemaParts()), files: files, errors: errors)
  }
}
