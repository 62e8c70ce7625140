// SchemaTooling: what `atlas schema` does: reads schemas from wherever they are, checks, prints and compares them.
// Neighbours: GraphQLSchema knows what is valid and what has changed; the commands in `atlas` read arguments and exit.
// Invariant: a schema is compared or printed only where nothing is wrong with it.

public import GraphQLSchema
import GraphQLSyntax

/// A schema that was read, or what is wrong with it.
public struct LoadedSchema: Sendable {
  /// What it was read from, as people asked for it.
  public let name: String
  /// The schema; not to be used while there are problems.
  public let schema: Schema
  /// Everything that is wrong, in the order of the checks.
  public let problems: [SchemaProblem]
  private let files: SourceFiles

  init(name: String, schema: Schema, files: SourceFiles, errors: [GraphQLError]) {
    self.name = name
    self.schema = schema
    self.files = files
    problems = errors.map { error in
      SchemaProblem(message: error.message, places: error.locations.compactMap(files.place))
    }
  }

  /// Where an element is defined, or else what contains it; nil where there is no SDL.
  public func place(of coordinate: SchemaCoordinate) -> SourcePlace? {
    // An element whose type is gone cannot even be looked for.
    if let element = try? schema.resolve(coordinate) {
      return element.syntax.flatMap { files.place($0.document.nameLocation($0.node)) }
    }
    return coordinate.container.flatMap(place)
  }
}

/// Something that is wrong with a schema.
public struct SchemaProblem: Sendable, Hashable {
  /// What is wrong, for people.
  public let message: String
  /// The places that have to do with it; none where it concerns the schema as a whole.
  public let places: [SourcePlace]
}
