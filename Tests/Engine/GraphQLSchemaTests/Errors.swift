import GraphQLSchema
import GraphQLSyntax

/// Errors as `message (line:column, line:column)`.
func told(_ errors: [GraphQLError]) -> [String] {
  errors.map { error in
    let places = error.locations.map { "\($0.line):\($0.column)" }
    return places.isEmpty ? error.message : "\(error.message) (\(places.joined(separator: ", ")))"
  }
}

/// What one SDL rule, or all, say of a document.
func sdlErrors(_ sdl: String, extending base: String? = nil, rule: String? = nil) throws -> [String] {
  let schema = try base.map { try SchemaBuilder.build($0) }
  return told(SDLValidator.validate(try Parser.parse(sdl), extending: schema, rules: rule.map { [$0] }))
}

/// What is wrong with a schema.
func schemaErrors(_ sdl: String) throws -> [String] { told(SchemaValidator.validate(try SchemaBuilder.build(sdl))) }
