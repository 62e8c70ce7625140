import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLNIO
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import Synchronization
import Testing

@Suite("What the guide tells to write")
struct GuideTests {
  private static let books = [
    Book(id: 1, title: "Paxos", authorID: 1), Book(id: 2, title: "Raft", authorID: 2),
    Book(id: 3, title: "Clocks", authorID: 1),
  ]
  private static let authors = [Author(id: 1, name: "Lamport"), Author(id: 2, name: "Ongaro")]

  private func post(_ query: String, _ fields: HTTPFields = [:], to responder: some HTTPResponder) async -> String {
    var head = HTTPRequestHead(method: "POST", target: "/graphql", fields: fields)
    head.fields.append("Content-Type", "application/json")
    let body = Array(#"{"query":"\#(query)"}"#.utf8)
    guard case .complete(let answer) = await responder.respond(head, body: body, peer: HTTPPeer(ipAddress: "::1"))
    else { return "a stream" }
    return "\(answer.head.status) " + String(decoding: answer.body, as: UTF8.self)
  }

  @Test("hello world starts, answers and stops")
  func helloWorld() async throws {
    let server = try await startHelloWorld()
    #expect(server.port > 0)
    await server.stop(within: .seconds(5))
    var resolvers = ResolverMap()
    resolvers.add("Query", "hello", FieldResolver<Root, NoArguments, String>.value { _ in "world" })
    let schema = try SchemaBuilder.build("type Query { hello: String! }")
    let hello = Hello(engine: Engine(try ExecutableSchema(schema, resolvers)))
    #expect(await post("{ hello }", to: GraphQLEndpoint(hello)) == #"200 {"data":{"hello":"world"}}"#)
  }

  @Test("the bookshop answers, whatever is asked")
  func bookshop() async throws {
    let engine = try makeBookshop(Self.books, Self.authors)
    #expect(
      try await ask(engine, "{ books { title author { name books { id } } } }") == """
        {"data":{"books":[\
        {"title":"Paxos","author":{"name":"Lamport","books":[{"id":"1"},{"id":"3"}]}},\
        {"title":"Raft","author":{"name":"Ongaro","books":[{"id":"2"}]}},\
        {"title":"Clocks","author":{"name":"Lamport","books":[{"id":"1"},{"id":"3"}]}}]}}
        """)
    #expect(try await ask(engine, "{ books(first: 1) { id } }") == #"{"data":{"books":[{"id":"1"}]}}"#)
    #expect(try await ask(engine, "{ books(first: -1) { id } }").contains("must not be negative"))
  }

  @Test("a field that waits asks once for all parents")
  func stock() async throws {
    let calls = Mutex<[[Int64]]>([])
    var resolvers = ResolverMap()
    let field = stockField { ids in
      calls.withLock { $0.append(ids) }
      return [1: 5]
    }
    resolvers.add("Book", "stock", field)
    resolvers.add(
      "Query", "books",
      FieldResolver<Root, NoArguments, [BookType]>.batch { roots, _, _ in .lists(roots.map { _ in Self.books }) })
    let schema = try SchemaBuilder.build("type Query { books: [Book!]! } type Book { stock: Int }")
    let engine = Engine(try ExecutableSchema(schema, resolvers))
    #expect(
      try await ask(engine, "{ books { stock } }") == #"{"data":{"books":[{"stock":5},{"stock":null},{"stock":null}]}}"#
    )
    #expect(calls.withLock { $0 } == [[1, 2, 3]])
  }

  @Test("errors are at their positions, masked, or null what may not be null")
  func errors() async throws {
    let engine = try makeErrorExamples()
    #expect(
      try await ask(engine, "{ books { price } }") == """
        {"errors":[{"message":"The price is being changed.","locations":[{"line":1,"column":11}],\
        "path":["books",1,"price"],"extensions":{"code":"PRICE_CHANGING"}}],\
        "data":{"books":[{"price":9},{"price":null}]}}
        """)
    let masked = try await ask(engine, "{ books { stock } }")
    #expect(masked.contains(#""message":"Internal server error.""#) && masked.contains(#""path":["books",1,"stock"]"#))
    #expect(masked.hasSuffix(#""data":{"books":[{"stock":null},{"stock":null}]}}"#))
    #expect(try await ask(engine, "{ books { sold } }").hasSuffix(#""data":{"books":null}}"#))
    let operation = try engine.prepare(GraphQLRequest(query: Array("{ books { stock } }".utf8))).get()
    let told = await engine.execute(operation, makeTellingContext())
    #expect(told.errors.first?.message == "The warehouse is down.")
  }

  @Test("a subscription answers each event, and goes on behind the last one")
  func subscription() async throws {
    let engine = try makeCountdown()
    let request = GraphQLRequest(query: Array("subscription { countdown(from: 2) }".utf8))
    #expect(
      try await listen(engine, request)
        == [2, 1, 0].map {
          #"{"data":{"countdown":\#($0)},"extensions":{"eventId":"\#($0)"}}"#
        })
    var resumed = request
    resumed.extensions = ["resumeFrom": .string("1")]
    #expect(try await listen(engine, resumed) == [#"{"data":{"countdown":0},"extensions":{"eventId":"0"}}"#])
  }

  @Test("a server knows who asks, and guards know what they may")
  func serving() async throws {
    let shop = try makeShop()
    let endpoint = GraphQLEndpoint(shop)
    #expect(await post("{ me }", to: endpoint) == #"200 {"data":{"me":null}}"#)
    #expect(
      await post("{ me orders }", ["Authorization": "Bearer 1"], to: endpoint)
        == #"200 {"data":{"me":"Ada","orders":[]}}"#)
    #expect(await post("{ orders }", to: endpoint).contains("Sign in first."))
    #expect(await post("{ me }", ["Authorization": "Bearer 2"], to: endpoint).hasPrefix("401 "))
    let server = try await startShop(shop)
    #expect(server.port > 0)
    await server.stop(within: .seconds(5))
    let bounded = makeBoundedEngine(shop.engine.executable)
    let deep = String(repeating: "{ me ", count: 5001)
    #expect(throws: GraphQLErrors.self) { try bounded.prepare(GraphQLRequest(query: Array(deep.utf8))).get() }
  }
}
