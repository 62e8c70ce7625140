import GraphQLCost
import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Synchronization
import Testing

@Suite("Answers that tell how they came about")
struct ExplanationTests {
  private static let sdl = """
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    type Query { hero: Hero number: Int } type Hero { name: String age: Int }
    """

  private func makeServer() throws -> TestServer {
    let hero = AnyFieldResolver { parents, _, _ in
      .pending { Column(.objects(ObjectColumn(Batch<JSONSource>(parents.values("hero").map { JSONSource($0) })))) }
    }
    let root: AnyFieldResolver = .integer { _ in 7 }
    return try TestServer(
      Self.sdl, ["Query.hero": hero, "Query.number": root, "Hero.age": .integer { _ in 8 }])
  }

  private func request(_ text: String, _ explain: JSONValue? = .boolean(true)) -> GraphQLRequest {
    var request = GraphQLRequest(query: Array(text.utf8))
    if let explain { request.extensions = ["explain": explain] }
    return request
  }

  private func names(_ explanation: JSONObject, _ list: String, _ member: String = "name") -> [String] {
    explanation["explain"]?.objectValue?[list]?.arrayValue?.compactMap { $0.objectValue?[member]?.stringValue } ?? []
  }

  @Test("whoever asks is told the stages, the fields and the cost; a known document is not parsed again")
  func stages() async throws {
    let server = try makeServer()
    for isKnown in [false, true] {
      let record = ExecutionRecord(isExplained: true)
      let operation = try server.engine.prepare(request("{ number }"), record: record).get()
      let result = await server.engine.execute(operation, ExecutionContext(record: record))
      #expect(result.body == Array(#"{"data":{"number":7}}"#.utf8))
      let usual = ["coerce", "plan", "execute", "write"]
      #expect(names(result.extensions, "stages") == (isKnown ? ["parse"] : ["parse", "validate"]) + usual)
      #expect(record.stages.contains("parse cached") == isKnown)
      #expect(record.stages.contains("plan cached") == isKnown)
      #expect(names(result.extensions, "fields", "coordinate") == ["Query.number"])
      let cost = result.extensions["explain"]?.objectValue?["cost"]?.objectValue
      #expect(cost?["points"] == .integer(operation.cost?.points ?? -1))
    }
  }

  @Test("a record that nobody wants to see is not told")
  func silent() async throws {
    let record = ExecutionRecord()
    let server = try makeServer()
    let operation = try server.engine.prepare(request("{ number }"), record: record).get()
    #expect(await server.engine.execute(operation, ExecutionContext(record: record)).extensions.isEmpty)
    #expect(server.engine.explanation(of: operation, nil).isEmpty)
  }

  @Test("the wish is a boolean; anything else is a fault of the client", arguments: ["1", "\"true\"", "{}", "[true]"])
  func wish(text: String) throws {
    let server = try makeServer()
    let faulty = request("{ number }", try JSONParser.parse(text))
    #expect(!faulty.asksForExplanation)
    guard case .failure(let errors) = server.engine.prepare(faulty) else {
      Issue.record("it was taken")
      return
    }
    #expect(errors.errors.map(\.code) == [.badUserInput])
    #expect(request("{ number }").asksForExplanation)
    #expect(!request("{ number }", .boolean(false)).asksForExplanation)
    #expect(!request("{ number }", nil).asksForExplanation)
  }

  @Test(
    "a request that is refused tells the stages that ran",
    arguments: [("{", ["parse"]), ("{ x }", ["parse", "validate"])])
  func refused(text: String, stages: [String]) throws {
    let record = ExecutionRecord(isExplained: true)
    let server = try makeServer()
    guard case .failure = server.engine.prepare(request(text), record: record) else {
      Issue.record("it was taken")
      return
    }
    #expect(names(server.engine.explanation(of: nil, record), "stages") == stages)
  }

  @Test("answers that are kept are neither used nor made")
  func constant() async throws {
    let server = try makeServer()
    let text = "{ __type(name: \"Hero\") { name } }"
    for _ in 0..<2 {
      let record = ExecutionRecord(isExplained: true)
      let operation = try server.engine.prepare(request(text), record: record).get()
      let result = await server.engine.execute(operation, ExecutionContext(record: record))
      #expect(names(result.extensions, "fields", "coordinate") == ["Query.__type"])
      #expect(await server.engine.execute(operation, ExecutionContext()).extensions.isEmpty)
    }
  }

  @Test(
    "of an answer in parts the last one tells of all, in both shapes",
    arguments: [IncrementalDelivery.identified, .paths])
  func incremental(delivery: IncrementalDelivery) async throws {
    let server = try makeServer()
    let record = ExecutionRecord(isExplained: true)
    let request = request("{ number ... @defer { late: number } }")
    let prepared = server.engine.prepare(request, delivery: delivery, record: record)
    let context = ExecutionContext(extensions: ["x": .boolean(true)], record: record)
    let execution = await server.engine.executeIncrementally(try prepared.get(), context)
    let first = try JSONParser.parse(execution.initial.body).objectValue
    #expect(first?["extensions"] == .object(["x": .boolean(true)]))
    var payloads: [JSONObject] = []
    try await execution.deliver { payloads += try JSONParser.parse($0).objectValue.map { [$0] } ?? [] }
    let last = try #require(payloads.last)
    #expect(last["hasNext"] == .boolean(false))
    let explanation = try #require(last["extensions"]?.objectValue)
    #expect(names(explanation, "fields", "path") == ["number", "late"])
    #expect(names(explanation, "stages").suffix(4) == ["execute", "write", "execute", "write"])
    #expect(payloads.dropLast().allSatisfy { $0["extensions"] == nil })
  }

  @Test("of an answer that might have had parts and has none, the only one tells")
  func wholeIncremental() async throws {
    let server = try makeServer()
    let record = ExecutionRecord(isExplained: true)
    let prepared = server.engine.prepare(
      request("{ number ... @defer(if: false) { late: number } }"), delivery: .identified, record: record)
    let context = ExecutionContext(extensions: ["x": .boolean(true)], record: record)
    let execution = await server.engine.executeIncrementally(try prepared.get(), context)
    let extensions = try JSONParser.parse(execution.initial.body).objectValue?["extensions"]?.objectValue
    #expect(!execution.hasNext)
    #expect(extensions?.keys == ["x", "explain"])
  }

  @Test("statements are shown as they are: escaped, with their times, server and end")
  func statements() async throws {
    let begin = ContinuousClock.now
    let text = "select \"a\" from b where c = $1 -- </script>\n\u{1}"
    let statement: @Sendable (Bool, String?) -> ExecutionRecord.Statement = { isOver, error in
      ExecutionRecord.Statement(
        name: "test.\u{2028}", text: text, server: "primary", began: begin + .microseconds(1500),
        ended: isOver ? begin + .microseconds(4750) : nil, rowCount: isOver && error == nil ? 3 : nil, error: error)
    }
    let record = ExecutionRecord(
      began: begin, isExplained: true,
      statements: { ([statement(true, nil), statement(true, "57014"), statement(false, nil)], 2) })
    let explanation = JSONValue.object(try makeServer().engine.explanation(of: nil, record))
    let json = try #require(try JSONParser.parse(explanation.serialized()).objectValue?["explain"]?.objectValue)
    let shown = json["statements"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(
      shown.map(\.keys) == [
        ["name", "sql", "rows", "startMilliseconds", "milliseconds", "on"],
        ["name", "sql", "startMilliseconds", "milliseconds", "on", "error"],
        ["name", "sql", "startMilliseconds", "on"],
      ])
    #expect(shown.allSatisfy { $0["sql"] == .string(text) && $0["startMilliseconds"] == .number("1.500") })
    #expect(shown[0]["milliseconds"] == .number("3.250"))
    #expect(shown[0]["rows"] == .integer(3))
    #expect(shown[1]["error"] == .string("57014"))
    #expect(json["omitted"] == .integer(2))
  }
}
