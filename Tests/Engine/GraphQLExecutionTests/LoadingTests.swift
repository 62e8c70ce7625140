import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Testing

@Suite("Entity loaders")
struct LoadingTests {
  /// People by name; `x...` do not exist.
  private struct People: EntityLoader {
    let log: Log
    var failure: GraphQLError?

    func load(
      _ keys: [String], _ selected: Selected, _ context: ExecutionContext
    ) throws -> @Sendable () async throws -> LoadedEntities<String, JSONSource> {
      log.add(keys.joined(separator: " "))
      return { [failure] in
        if let failure { throw failure }
        let known = keys.filter { !$0.hasPrefix("x") }
        let people = known.map { name in
          JSONSource(.object(["name": .string(name), "boss": .string("\(name.prefix(1))1")]))
        }
        return LoadedEntities(keys: known, storage: SourceList(people))
      }
    }
  }

  private static let sdl = """
    type Query { posts: [Post!]! } type Mutation { first: Post second: Post }
    type Post { author: Person reviewer: Person } type Person { name: String boss: Person }
    """
  private static let posts = """
    {"posts":[{"author":"a1","reviewer":"b1"},{"author":"a2","reviewer":"a1"},{"author":"a1","reviewer":"x"},\
    {"author":null,"reviewer":"b2"}]}
    """

  private func makeServer(_ log: Log, failure: GraphQLError? = nil) throws -> TestServer {
    try TestServer(
      Self.sdl,
      ["Post.author": .person("author"), "Post.reviewer": .person("reviewer"), "Person.boss": .person("boss")]
    ) { map in map.add(entity: "Person", People(log: log, failure: failure)) }
  }

  @Test("all fields of a wave share one call, and every key is asked for once")
  func oneCall() async throws {
    let log = Log()
    let body = try await makeServer(log).run("{ posts { author { name } reviewer { name } } }", on: Self.posts)
    #expect(
      body == """
        {"data":{"posts":[{"author":{"name":"a1"},"reviewer":{"name":"b1"}},\
        {"author":{"name":"a2"},"reviewer":{"name":"a1"}},{"author":{"name":"a1"},"reviewer":null},\
        {"author":null,"reviewer":{"name":"b2"}}]}}
        """)
    #expect(log.all == ["a1 a2 b1 x b2"])
  }

  @Test("what an earlier wave loaded is not loaded again")
  func laterWave() async throws {
    let log = Log()
    let body = try await makeServer(log).run(
      "{ posts { author { name boss { name boss { name } } } } }", on: #"{"posts":[{"author":"c2"}]}"#)
    #expect(
      body == """
        {"data":{"posts":[{"author":{"name":"c2","boss":{"name":"c1","boss":{"name":"c1"}}}}]}}
        """)
    #expect(log.all == ["c2", "c1"])
  }

  @Test("references that are known late are loaded with the next wave, and only what is not there yet")
  func lateReferences() async throws {
    let log = Log()
    let server = try TestServer(
      Self.sdl,
      ["Post.author": .person("author"), "Post.reviewer": .latePerson("reviewer"), "Person.boss": .person("boss")]
    ) { map in map.add(entity: "Person", People(log: log)) }
    let query = "{ posts { author { name } reviewer { name } } }"
    #expect(
      try await server.run(query, on: Self.posts) == """
        {"data":{"posts":[{"author":{"name":"a1"},"reviewer":{"name":"b1"}},\
        {"author":{"name":"a2"},"reviewer":{"name":"a1"}},{"author":{"name":"a1"},"reviewer":null},\
        {"author":null,"reviewer":{"name":"b2"}}]}}
        """)
    #expect(log.all == ["a1 a2", "b1 x b2"])
    let failed = try await server.run(query, on: #"{"posts":[{"author":"a1","reviewer":"error"}]}"#)
    #expect(failed.contains(#""reviewer":null"#))
    #expect(failed.contains(#""path":["posts",0,"reviewer"]"#))
  }

  @Test("each root field of a mutation loads afresh")
  func mutation() async throws {
    let log = Log()
    let post = #"{"author":"a1"}"#
    _ = try await makeServer(log).run(
      "mutation { first { author { name } } second { author { name } } }", on: #"{"first":\#(post),"second":\#(post)}"#)
    #expect(log.all == ["a1", "a1"])
  }

  @Test("a loader that fails fails every position that asked it")
  func failure() async throws {
    let server = try makeServer(Log(), failure: GraphQLError("no people today"))
    let posts = #"{"posts":[{"author":"a1"},{"author":"b1"}]}"#
    let body = try await server.run("{ posts { author { name } } }", on: posts)
    func error(_ index: Int) -> String {
      #"{"message":"no people today","locations":[{"line":1,"column":11}],"path":["posts",\#(index),"author"]}"#
    }
    #expect(body == #"{"errors":[\#(error(0)),\#(error(1))],"data":{"posts":[{"author":null},{"author":null}]}}"#)
  }
}
