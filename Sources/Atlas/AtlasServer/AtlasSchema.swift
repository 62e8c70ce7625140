import AtlasAPI
import AtlasKernel
import GraphQLCaching
import GraphQLConstraints
import GraphQLCost
import GraphQLExecution
public import GraphQLSchema
public import GraphQLSyntax

/// Atlas' schema, from the SDL that the executable carries.
public enum AtlasSchema {
  /// Builds a schema from SDL files and checks it: the rules of SDL, the rules of schemas, that every root field
  /// says who may use it, and that API keys can have the scopes that fields ask for.
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
    errors = SchemaValidator.validate(schema) + problems(of: schema)
    if !errors.isEmpty { throw GraphQLErrors(errors) }
    return schema
  }

  /// What is wrong with a schema by the rules of Atlas, which go beyond those of GraphQL: guards, scopes, names in
  /// directives, weights, constraints.
  public static func problems(of schema: Schema) -> [GraphQLError] {
    var errors = AccessGuards.unguardedRootFields(schema).map {
      GraphQLError("The root field \($0) carries neither @auth nor @public.")
    }
    errors += ApiKeyScope.unknownScopes(schema).map {
      GraphQLError("@auth of \($0.coordinate) names the scope \"\($0.scope)\", which no API key can have.")
    }
    errors += CacheRules(schema).unknownNames().map {
      GraphQLError("@invalidates names \($0), which the schema does not have.")
    }
    errors += CostRules(schema).problems().map { GraphQLError($0) }
    errors += ConstraintRules(schema).problems().map { GraphQLError($0) }
    return errors
  }

  /// The caching rules of the schema; objects are told apart by their row keys, whichever form of id was sent.
  static func cacheRules(_ schema: Schema) -> CacheRules {
    let kinds = Dictionary(uniqueKeysWithValues: EntityKind.allCases.map { ($0.typeName, $0) })
    return CacheRules(schema) { typeName, id in
      kinds[typeName].flatMap { ID(id).key($0) }.map { String($0) }
    }
  }
}
