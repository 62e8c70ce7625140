// The program of GettingStarted.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLNIO
import GraphQLSchema
import GraphQLServing

struct Hello: GraphQLApplication {
  let engine: Engine
}

/// What stands at the top level of the program.
func startHelloWorld(staysForADay: Bool = false) async throws -> HTTPServer {
  var resolvers = ResolverMap()
  resolvers.add("Query", "hello", FieldResolver<Root, NoArguments, String>.value { _ in "world" })
  let schema = try SchemaBuilder.build("type Query { hello: String! }")
  let engine = Engine(try ExecutableSchema(schema, resolvers))

  let server = try await HTTPServer.start(
    host: "127.0.0.1", port: 0, responder: GraphQLEndpoint(Hello(engine: engine)))
  print("http://127.0.0.1:\(server.port)/graphql")

  guard staysForADay else { return server }

  try await Task.sleep(for: .seconds(86_400))

  return server
}
