import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Testing

/// Deferred fragments and streamed lists, as the draft on incremental delivery has them.
@Suite struct IncrementalTests {
  static let sdl = """
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
    type Query { hero: Hero heroes: [Hero] strict: [Hero!]! names: [String] }
    type Hero { id: ID name: String must: String! friends: [Hero] nested: Hero }
    """

  private static let data = """
    {"hero": {"id": "1", "name": "Luke", "must": "x", "friends": [{"id": "2"}, {"id": "3"}, {"id": "4"}],
      "nested": {"id": "5", "name": "Leia", "must": null}},
     "heroes": [{"id": "1", "name": "Luke"}, {"id": "2", "name": "Han"}], "names": ["a", "b", "c"],
     "strict": [{"id": "1", "must": "x"}, {"id": "2", "must": null}, {"id": "3", "must": "z"}]}
    """

  /// The payloads of a response, in order.
  private func run(
    _ query: String, _ delivery: IncrementalDelivery = .identified, variables: JSONObject = [:],
    server: TestServer? = nil
  ) async throws -> [String] {
    let server = try server ?? TestServer(Self.sdl)
    let request = GraphQLRequest(query: Array(query.utf8), variables: variables)
    let operation = try server.engine.prepare(request, delivery: delivery).get()
    let execution = await Executor.executeIncrementally(
      operation.plan, root: Batch<JSONSource>([JSONSource(try JSONParser.parse(Self.data))]),
      variables: operation.variables, context: ExecutionContext())
    var payloads = [String(decoding: execution.initial.body, as: UTF8.self)]
    if execution.hasNext { try await execution.deliver { payloads.append(String(decoding: $0, as: UTF8.self)) } }
    return payloads
  }

  // MARK: @defer

  @Test("[INC defer] a deferred fragment is announced, delivered and completed")
  func fragment() async throws {
    #expect(
      try await run("{ hero { id ... @defer(label: \"later\") { name } } }") == [
        #"{"data":{"hero":{"id":"1"}},"pending":[{"id":"0","path":["hero"],"label":"later"}],"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"id":"0","data":{"name":"Luke"}}],"completed":[{"id":"0"}]}"#,
      ])
  }

  @Test("[INC if] without the directive's condition, and for clients that take no parts, all comes at once")
  func whole() async throws {
    let whole = [#"{"data":{"hero":{"id":"1","name":"Luke"}}}"#]
    #expect(try await run("{ hero { id ... @defer(if: false) { name } } }") == whole)
    #expect(try await run("{ hero { id ... @defer { name } } }", .none) == whole)
    let query = "query ($late: Boolean!) { hero { id ... @defer(if: $late) { name } } }"
    #expect(try await run(query, variables: ["late": .boolean(false)]) == whole)
    #expect(try await run(query, variables: ["late": .boolean(true)]).count == 2)
  }

  @Test("[INC dedupe] a field that is also selected undeferred is sent once, below the path of its fragment")
  func deduplication() async throws {
    #expect(
      try await run("{ hero { nested { id } } ... @defer { hero { nested { id name } } } }") == [
        #"{"data":{"hero":{"nested":{"id":"5"}}},"pending":[{"id":"0","path":[]}],"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"id":"0","subPath":["hero","nested"],"data":{"name":"Leia"}}],"#
          + #""completed":[{"id":"0"}]}"#,
      ])
  }

  @Test("[INC batch] a fragment on the items of a list is resolved once for all of them, and each has its own part")
  func batch() async throws {
    let server = try TestServer(Self.sdl)
    let payloads = try await run("{ heroes { id ... @defer { name } } }", server: server)
    #expect(
      payloads == [
        #"{"data":{"heroes":[{"id":"1"},{"id":"2"}]},"pending":[{"id":"0","path":["heroes",0]},"#
          + #"{"id":"1","path":["heroes",1]}],"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"id":"0","data":{"name":"Luke"}},{"id":"1","data":{"name":"Han"}}],"#
          + #""completed":[{"id":"0"},{"id":"1"}]}"#,
      ])
    #expect(server.calls.all.filter { $0 == "Hero.name 2" }.count == 1)
  }

  @Test("[INC nested] a fragment in a fragment is announced when the outer has been delivered")
  func nested() async throws {
    #expect(
      try await run("{ hero { ... @defer { id ... @defer(label: \"in\") { name } } } }") == [
        #"{"data":{"hero":{}},"pending":[{"id":"0","path":["hero"]}],"hasNext":true}"#,
        #"{"hasNext":true,"pending":[{"id":"1","path":["hero"],"label":"in"}],"#
          + #""incremental":[{"id":"0","data":{"id":"1"}}],"completed":[{"id":"0"}]}"#,
        #"{"hasNext":false,"incremental":[{"id":"1","data":{"name":"Luke"}}],"completed":[{"id":"1"}]}"#,
      ])
  }

  @Test("[INC shared] a field of two fragments is executed and sent once, and both are completed")
  func shared() async throws {
    let server = try TestServer(Self.sdl)
    let payloads = try await run("{ hero { ... @defer { name } ... @defer { name } } }", server: server)
    #expect(
      payloads.last
        == #"{"hasNext":false,"incremental":[{"id":"0","data":{"name":"Luke"}}],"completed":[{"id":"0"},{"id":"1"}]}"#)
    #expect(server.calls.all.filter { $0 == "Hero.name 1" }.count == 1)
  }

  @Test("[INC errors] a null that reaches the fragment completes it with errors and leaves the rest as it is")
  func failedFragment() async throws {
    let payloads = try await run("{ hero { nested { id ... @defer { must } } } }")
    #expect(
      payloads.last
        == #"{"hasNext":false,"completed":[{"id":"0","errors":[{"message":"Cannot return null for non-nullable field "#
        + #"Hero.must.","locations":[{"line":1,"column":35}],"path":["hero","nested","must"]}]}]}"#)
  }

  @Test("[INC nulled] what stands on an object that became null is never announced")
  func nulledObject() async throws {
    let payloads = try await run("{ hero { nested { must ... @defer { name } } } }")
    #expect(payloads.count == 1 && payloads[0].hasSuffix(#""data":{"hero":{"nested":null}}}"#))
  }

  @Test("[INC serial] in a mutation the root fields run one after another, and parts of their results follow")
  func mutation() async throws {
    let server = try TestServer(Self.sdl + " type Mutation { hero: Hero }")
    let payloads = try await run("mutation { hero { id ... @defer { name } } }", server: server)
    #expect(payloads.count == 2 && payloads[1].contains(#""data":{"name":"Luke"}"#))
  }

  // MARK: @stream

  @Test("[INC stream] the first items come at once, the others follow")
  func stream() async throws {
    #expect(
      try await run("{ names @stream(initialCount: 1, label: \"n\") }") == [
        #"{"data":{"names":["a"]},"pending":[{"id":"0","path":["names"],"label":"n"}],"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"id":"0","items":["b","c"]}],"completed":[{"id":"0"}]}"#,
      ])
  }

  @Test("[INC stream] only the first items' fields are resolved at first")
  func streamedObjects() async throws {
    let server = try TestServer(Self.sdl)
    let payloads = try await run(
      "query ($n: Int!) { hero { friends @stream(initialCount: $n) { id } } }", variables: ["n": .number("2")],
      server: server)
    #expect(
      payloads == [
        #"{"data":{"hero":{"friends":[{"id":"2"},{"id":"3"}]}},"pending":[{"id":"0","path":["hero","friends"]}],"#
          + #""hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"id":"0","items":[{"id":"4"}]}],"completed":[{"id":"0"}]}"#,
      ])
    #expect(server.calls.all.filter { $0.hasPrefix("Hero.id") } == ["Hero.id 2", "Hero.id 1"])
  }

  @Test("[INC stream] a list with nothing left is not announced, a negative count is an error of the field")
  func streamEdges() async throws {
    #expect(try await run("{ names @stream(initialCount: 3) }") == [#"{"data":{"names":["a","b","c"]}}"#])
    let negative = try await run("{ names @stream(initialCount: -1) }")
    #expect(negative[0].contains("initialCount must be a positive integer"))
  }

  @Test("[INC stream errors] an item that must not be null ends its list; the items before it are delivered")
  func brokenStream() async throws {
    let payloads = try await run("{ strict @stream { must } }")
    #expect(payloads[0] == #"{"data":{"strict":[]},"pending":[{"id":"0","path":["strict"]}],"hasNext":true}"#)
    #expect(payloads[1].contains(#""incremental":[{"id":"0","items":[{"must":"x"}]}]"#))
    #expect(payloads[1].contains(#""completed":[{"id":"0","errors":[{"message":"Cannot return null"#))
    #expect(payloads[1].contains(#""path":["strict",1,"must"]"#))
  }

  // MARK: The shape of 2022

  @Test("[INC 2022] parts carry their path and label, and fragments are sent whole")
  func paths() async throws {
    #expect(
      try await run("{ hero { id ... @defer(label: \"later\") { id name } } }", .paths) == [
        #"{"data":{"hero":{"id":"1"}},"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"data":{"id":"1","name":"Luke"},"path":["hero"],"label":"later"}]}"#,
      ])
    #expect(
      try await run("{ names @stream(initialCount: 1) }", .paths) == [
        #"{"data":{"names":["a"]},"hasNext":true}"#,
        #"{"hasNext":false,"incremental":[{"items":["b","c"],"path":["names",1]}]}"#,
      ])
  }

  @Test("[INC 2022] a fragment that failed has no data and says why")
  func failedPath() async throws {
    let payloads = try await run("{ hero { nested { id ... @defer { must } } } }", .paths)
    #expect(payloads[1].hasPrefix(#"{"hasNext":false,"incremental":[{"data":null,"path":["hero","nested"],"errors":["#))
  }

  // MARK: Bounds

  @Test("fragments that defer each other twice do not multiply")
  func multiplication() async throws {
    let depth = 10
    let fragments = (0..<depth).map { "fragment F\($0) on Hero { ...F\($0 + 1) @defer ...F\($0 + 1) @defer }" }
    let query = "{ hero { ...F0 @defer } } " + fragments.joined(separator: " ") + " fragment F\(depth) on Hero { name }"
    for delivery in [IncrementalDelivery.identified, .paths] {
      let payloads = try await run(query, delivery)
      #expect(payloads.joined().contains(#""name":"Luke""#))
      #expect(payloads.count < 100)
    }
  }
}
