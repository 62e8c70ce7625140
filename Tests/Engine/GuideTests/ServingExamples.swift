// The snippets of Serving.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLNIO
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import GraphQLValidation

struct Customer: Sendable {
  let name: String?
}

struct Shop: GraphQLApplication {
  let engine: Engine
  let names: [String: String]

  func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> Customer {
    guard let token = head.fields["authorization"] else { return Customer(name: nil) }
    guard let name = names[token] else {
      throw HTTPFault(status: 401, message: "The token is not valid.", code: "UNAUTHENTICATED")
    }
    return Customer(name: name)
  }

  func makeContext(_ sender: Customer, for type: OperationType) -> ExecutionContext {
    ExecutionContext(application: sender, deadline: .now + .seconds(5), presentError: present)
  }
}

func makeShop() throws -> Shop {
  var resolvers = ResolverMap()

  let customer = FieldResolver<Root, NoArguments, String?>.batch { roots, _, context in
    let customer = context.application as? Customer
    return .values(roots.map { _ in customer?.name })
  }
  resolvers.add("Query", "me", customer)

  resolvers.makeGuard = { type, field in
    guard field.directive("signedIn") != nil else { return nil }
    return FieldGuard(reads: .none) { _, _, context in
      let customer = context.application as? Customer
      return customer?.name == nil ? .deny(GraphQLError("Sign in first.", code: "UNAUTHENTICATED")) : .allow
    }
  }

  let schema = try SchemaBuilder.build(
    """
    directive @signedIn on FIELD_DEFINITION
    type Query { me: String orders: [String!] @signedIn }
    """)
  let orders = FieldResolver<Root, NoArguments, [String]?>.value { _ in [] }
  resolvers.add("Query", "orders", orders)
  return Shop(engine: Engine(try ExecutableSchema(schema, resolvers)), names: ["Bearer 1": "Ada"])
}

/// An engine with limits.
func makeBoundedEngine(_ executable: ExecutableSchema) -> Engine {
  var configuration = EngineConfiguration()
  configuration.parserLimits.maxTokens = 5000
  configuration.validation.limits = .strict
  configuration.validation.suggestions = false
  let engine = Engine(executable, configuration: configuration)

  return engine
}

/// A server for HTTP and WebSocket.
func startShop(_ shop: Shop) async throws -> HTTPServer {
  let endpoint = GraphQLEndpoint(shop)
  var settings = HTTPServer.Settings()
  settings.bodyBytes = 64 << 10
  let server = try await HTTPServer.start(
    host: "127.0.0.1", port: 0, responder: endpoint,
    upgrade: GraphQLSocketUpgrade(path: "/graphql", service: endpoint), settings: settings)

  return server
}
