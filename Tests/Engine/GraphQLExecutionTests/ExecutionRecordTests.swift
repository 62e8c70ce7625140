import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import GraphQLValidation
import Testing

@Suite("Records of what an execution did")
struct ExecutionRecordTests {
  private static let sdl = """
    type Query { posts: [Post!]! a: Int b: Int late: [Person] } type Mutation { change: Int more: Int }
    type Post { author: Person reviewer: Person words: Int } type Person { name: String boss: Person age: Int }
    """
  private static let posts = """
    {"posts":[{"author":"a1","reviewer":"b1"},{"author":"a2","reviewer":"a1"},{"author":"a1","reviewer":"x"}]}
    """

  /// People by name, whose boss is the first of their letter.
  private struct People: EntityLoader {
    func load(
      _ keys: [String], _ selected: Selected, _ context: ExecutionContext
    ) throws -> @Sendable () async throws -> LoadedEntities<String, JSONSource> {
      {
        let people = keys.map { JSONSource(.object(["name": .string($0), "boss": .string("\($0.prefix(1))1")])) }
        return LoadedEntities(keys: keys, storage: SourceList(people))
      }
    }
  }

  @TaskLocal private static var word = "none"

  private func makeServer(
    _ more: [String: AnyFieldResolver] = [:], configuration: EngineConfiguration = EngineConfiguration()
  ) throws -> TestServer {
    let people: [String: AnyFieldResolver] = [
      "Post.author": .person("author"), "Post.reviewer": .person("reviewer"), "Person.boss": .person("boss"),
    ]
    return try TestServer(Self.sdl, people.merging(more) { $1 }, configuration: configuration) {
      $0.add(entity: "Person", People())
    }
  }

  @Test("a field is one step for all of its parents, however many they are, and loaders tell how many they spared")
  func steps() async throws {
    let record = ExecutionRecord()
    let query = "{ posts { author { name first: boss { name } } reviewer { name } } }"
    _ = try await makeServer().run(query, on: Self.posts, context: ExecutionContext(record: record))
    #expect(
      // Names cost nothing, unless the machine was busy with something else.
      record.fields.filter { !$0.contains("Person.name") } == [
        "posts Query.posts 1", "posts.author Post.author 3", "posts.reviewer Post.reviewer 3",
        "posts.author.first Person.boss 2",
      ])
    // The boss of `a2` is `a1`, who is there already.
    #expect(record.loaders == ["Person 6 of 4", "Person 2 of 0"])
    #expect(record.stages == ["execute", "write"])
    #expect(record.omittedCount == 0)
  }

  @Test("fields that are there with their parents are not noted, unless they took long")
  func columns() async throws {
    let record = ExecutionRecord()
    let names = (0..<200).map { "n\($0): name" }.joined(separator: " ")
    let query = "{ posts { author { \(names) } } }"
    _ = try await makeServer().run(query, on: Self.posts, context: ExecutionContext(record: record))
    #expect(record.fields.count { $0.contains("Person.name") } < 100)
  }

  @Test("times nest: loaders lie within their fields, and fields within the execution")
  func nesting() async throws {
    let record = ExecutionRecord()
    let query = "{ posts { author { name boss { name } } } }"
    _ = try await makeServer().run(query, on: Self.posts, context: ExecutionContext(record: record))
    let execute = try #require(record.steps.first { if case .stage("execute") = $0.kind { true } else { false } })
    let write = try #require(record.steps.first { if case .stage("write") = $0.kind { true } else { false } })
    #expect(record.began <= execute.began)
    #expect(execute.ended <= write.began)
    let author = try #require(record.step(of: "Post.author"))
    let loader = try #require(record.steps.first { if case .loader = $0.kind { true } else { false } })
    #expect(author.began <= loader.began)
    #expect(loader.ended <= author.ended)
    for step in record.steps where step.began != write.began {
      #expect(execute.began <= step.began)
      #expect(step.ended <= execute.ended)
    }
  }

  @Test("fields that fail, at once or late, are steps too")
  func failures() async throws {
    let failing = AnyFieldResolver { _, _, _ in throw GraphQLError("no") }
    let late = AnyFieldResolver { _, _, _ in .pending { throw GraphQLError("no") } }
    let server = try makeServer(["Query.a": failing, "Query.late": late])
    let record = ExecutionRecord()
    let body = try await server.run("{ a late { name } }", context: ExecutionContext(record: record))
    #expect(body.hasPrefix(#"{"errors":"#))
    #expect(record.fields.sorted() == ["a Query.a 1", "late Query.late 1"])
  }

  @Test("resolvers find what surrounds the executions of a record, and without a record nothing does")
  func surrounding() async throws {
    let server = try makeServer([
      "Query.a": .integer { _ in Self.word == "set" ? 1 : 0 },
      "Mutation.change": .integer { _ in Self.word == "set" ? 1 : 0 },
    ])
    let record = ExecutionRecord(surround: { execution in
      await Self.$word.withValue("set") { await execution() }
    })
    #expect(try await server.run("{ a }", context: ExecutionContext(record: record)) == #"{"data":{"a":1}}"#)
    #expect(try await server.run("{ a }") == #"{"data":{"a":0}}"#)
    let mutation = try await server.run("mutation { change }", context: ExecutionContext(record: record))
    #expect(mutation == #"{"data":{"change":1}}"#)
  }

  @Test("an operation of ten thousand fields leaves a bounded record, whose stages are whole")
  func bounded() async throws {
    var configuration = EngineConfiguration()
    configuration.validation.limits = .none
    let server = try makeServer(configuration: configuration)
    let record = ExecutionRecord()
    let query = "{ " + (0..<10_000).map { "f\($0): a" }.joined(separator: " ") + " }"
    _ = try await server.run(query, on: #"{"a":1}"#, context: ExecutionContext(record: record))
    #expect(record.fields.count == 1_000)
    #expect(record.omittedCount == 9_000)
    #expect(record.stages == ["execute", "write"])
    for _ in 0..<200 { record.add(.stage("write"), since: .now) }
    #expect(record.stages.count == 100)
    #expect(record.omittedCount == 9_102)
  }
}

extension ExecutionRecord {
  /// `path coordinate parents` of each field.
  var fields: [String] {
    steps.compactMap { step in
      guard case .field(let field) = step.kind else { return nil }
      return "\(field.path.joined(separator: ".")) \(field.coordinate) \(field.parentCount)"
    }
  }

  var loaders: [String] {
    steps.compactMap { step in
      guard case .loader(let typeName, let asked, let distinct) = step.kind else { return nil }
      return "\(typeName) \(asked) of \(distinct)"
    }
  }

  var stages: [String] {
    steps.compactMap { step in
      if case .stage(let name) = step.kind { step.isCached ? "\(name) cached" : name } else { nil }
    }
  }

  func step(of coordinate: String) -> Step? {
    steps.first { step in
      if case .field(let field) = step.kind { field.coordinate == coordinate } else { false }
    }
  }
}
