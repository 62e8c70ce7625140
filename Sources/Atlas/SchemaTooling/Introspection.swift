import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
public import GraphQLSchema
public import GraphQLSyntax

extension LoadedSchema {
  /// The answer to the full introspection query, `{"data": {"__schema": ...}}`, which code generators read.
  ///
  /// - Throws: where the schema cannot be asked.
  public static func introspection(of schema: Schema, descriptions: Bool = true) async throws(GraphQLErrors) -> String {
    var map = ResolverMap()
    for type in schema.types where type.kind == .object && !schema.isBuiltIn(type) {
      for field in type.fields { map.add(type.name, field.name, Self.unresolved) }
    }
    let executable: ExecutableSchema
    do throws(IncompleteResolvers) {
      executable = try ExecutableSchema(schema, map)
    } catch {
      throw GraphQLErrors([GraphQLError(error.description)])
    }
    let engine = Engine(executable)
    let query = IntrospectionQuery.text(descriptions: descriptions)
    let operation = try engine.prepare(GraphQLRequest(query: Array(query.utf8))).get()
    let result = await engine.execute(operation, ExecutionContext())
    if !result.errors.isEmpty { throw GraphQLErrors(result.errors) }
    return String(decoding: result.body, as: UTF8.self)
  }

  /// What stands in the place of resolvers: introspection calls none.
  private static let unresolved = AnyFieldResolver { _, _, _ in
    .ready(Column(.failure(GraphQLError("The schema is read, not served."))))
  }
}
