import AtlasAPI
import AtlasKernel
public import GraphQLSchema
public import GraphQLSyntax

/// Atlas' schema, from the SDL that the executable carries.
public enum AtlasSchema {
  /// Builds a schema from SDL files and checks it: the rules of SDL, the rules of schemas, and that every root field
  /// says who may use it.
  ///
  /// - Throws: every fault that was found.
  public static func build(_ files: [(name: String, text: String)]) throws(GraphQLErrors) -> Schema {
    var documents: [Document] = []
    for file in files {
      do throws(GraphQLError) {
        documents.append(try Parser.parse(file.text))
      } catch {
        throw GraphQLErrors([GraphQLError("\(file.name): \(error.message)", locations: error.locations)])
      }
    }
    var errors = SDLValidator.validate(Document.concatenating(documents))
    if !errors.isEmpty { throw GraphQLErrors(errors) }
    let schema = SchemaBuilder.build(documents, scalars: API.scalarCodings)
    errors = SchemaValidator.validate(schema)
    errors += AccessGuards.unguardedRootFields(schema).map {
      GraphQLError("The root field \($0) carries neither @auth nor @public.")
    }
    if !errors.isEmpty { throw GraphQLErrors(errors) }
    return schema
  }
}
