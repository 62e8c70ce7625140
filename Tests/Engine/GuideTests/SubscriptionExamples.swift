// The snippets of Subscriptions.md.

import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax

struct CountdownArguments: ArgumentSet {
  let from: Int

  init(_ arguments: InputArguments) throws(GraphQLError) {
    from = try arguments.decode("from")
    if !(0...1000).contains(from) { throw GraphQLError("Count from 0 to 1000.", code: .badUserInput) }
  }
}

func makeCountdown() throws -> Engine {
  let schema = try SchemaBuilder.build(
    """
    type Query { version: String }
    type Subscription { countdown(from: Int!): Int! }
    """)
  var resolvers = ResolverMap()
  resolvers.add("Query", "version", FieldResolver<Root, NoArguments, String?>.value { _ in "1" })

  let countdown = FieldResolver<EventRoot, CountdownArguments, Int>.stream(of: Int.self) { arguments, context in
    let start = context.resumeFrom.flatMap { Int($0) }.map { min($0, arguments.from) - 1 } ?? arguments.from
    let (stream, source) = AsyncThrowingStream.makeStream(of: SourceEvent.self)
    for number in stride(from: start, through: 0, by: -1) {
      source.yield(SourceEvent(number, position: String(number)))
    }
    source.finish()
    return SourceStream(stream)
  } resolve: { number, _, _ in
    .ready(ColumnOf<Int>.values([number]).column)
  }
  resolvers.add("Subscription", "countdown", countdown)

  return Engine(try ExecutableSchema(schema, resolvers))
}

/// The responses of a subscription, all of them.
func listen(_ engine: Engine, _ request: GraphQLRequest) async throws -> [String] {
  var bodies: [String] = []

  let operation = try engine.prepare(request).get()
  let responses = try await engine.subscribe(operation, ExecutionContext()) { ExecutionContext() }.get()
  for try await response in responses {
    bodies.append(String(decoding: response.body, as: UTF8.self))
  }

  return bodies
}
