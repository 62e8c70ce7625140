import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Synchronization
import Testing

/// Root fields of mutations that a runner answers for.
@Suite("Runners of mutation fields")
struct MutationFieldTests {
  private static let sdl = """
    directive @once(key: String!) on FIELD
    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
    type Query { n: Int }
    type Mutation { item: Item must: Item! items: [Item] n: Int sure: Int! }
    type Item { n: Int must: Int! child: Item }
    """

  /// Keeps the outcome of each field that carries `@once`, and answers it again.
  private final class Memory: MutationFieldRunner {
    let outcomes = Mutex<[String: FieldOutcome]>([:])

    func concerns(_ operation: OperationPlan) -> Bool { operation.hasRootField(withDirective: "once") }

    func run(
      _ field: MutationField, _ context: ExecutionContext, _ execute: (ExecutionContext) async -> FieldOutcome
    ) async throws -> FieldOutcome? {
      guard case .string(let key)? = try field.arguments(ofDirective: "once").first?.first ?? nil else { return nil }
      if key == "refused" { throw GraphQLError("Refused.", code: .badUserInput) }
      if let known = outcomes.withLock({ $0[key] }) { return known }
      let outcome = await execute(context.fork())
      outcomes.withLock { $0[key] = outcome }
      return outcome
    }
  }

  private let memory = Memory()

  private func run(_ query: String, _ root: String = "{}", _ variables: JSONObject = [:]) async throws -> String {
    try await TestServer(Self.sdl).run(
      query, on: root, variables: variables, context: ExecutionContext(mutationFieldRunner: memory))
  }

  /// Runs an operation as it is, and twice with a memory, the second time over other data.
  private func expectSame(_ query: String, _ root: String, keys: Int) async throws {
    let usual = try await TestServer(Self.sdl).run(query, on: root)
    #expect(try await run(query, root) == usual)
    #expect(try await run(query, #"{"n":99,"sure":99,"must":{"n":99}}"#) == usual)
    #expect(memory.outcomes.withLock { $0.count } == keys)
  }

  @Test("an outcome stands where the field would stand, the first time and later")
  func values() async throws {
    try await expectSame(
      #"mutation { a: item @once(key: "1") { n child { n } } n @once(key: "2") items @once(key: "3") { n } }"#,
      #"{"item":{"n":1,"child":{"n":2}},"n":7,"items":[{"n":3},null]}"#, keys: 3)
  }

  @Test("a null stays a null")
  func null() async throws {
    try await expectSame(#"mutation { item @once(key: "1") { n } n @once(key: "2") }"#, "{}", keys: 2)
  }

  @Test("errors below keep their paths and places, and take the nulls with them as far as they went")
  func errors() async throws {
    try await expectSame(
      #"mutation { n @once(key: "1") x: items @once(key: "2") { n must } }"#,
      #"{"n":1,"items":[{"n":1,"must":2},{"n":{"$error":"broken"},"must":3},{"n":2},null]}"#, keys: 2)
    try await expectSame(
      #"mutation { item @once(key: "3") { child { must } } }"#, #"{"item":{"child":{}}}"#, keys: 3)
  }

  @Test("a null that no ancestor takes makes data null, with the errors of all fields")
  func dataNull() async throws {
    try await expectSame(
      #"mutation { sure @once(key: "1") must @once(key: "2") { must } }"#, #"{"must":{"n":1}}"#, keys: 2)
  }

  @Test("what fails the whole operation fails it again, and no later field runs")
  func failedOperation() async throws {
    let server = try TestServer(Self.sdl) { map in
      map.makeGuard = { _, field in
        field.name == "child" ? FieldGuard(onDenied: .fail) { _, _, _ in .deny(GraphQLError("not you")) } : nil
      }
    }
    let query = #"mutation { n @once(key: "1") item @once(key: "2") { child { n } } sure }"#
    let root = #"{"n":1,"item":{"child":{"n":2}},"sure":3}"#
    let usual = try await server.run(query, on: root)
    #expect(usual == #"{"errors":[{"message":"not you","locations":[{"line":1,"column":53}]}],"data":null}"#)
    let calls = server.calls.all
    let context = ExecutionContext(mutationFieldRunner: memory)
    #expect(try await server.run(query, on: root, context: context) == usual)
    #expect(server.calls.all == calls + calls)
    #expect(try await server.run(query, on: root, context: context) == usual)
    #expect(server.calls.all == calls + calls)
  }

  @Test("a field that the runner leaves alone runs as always")
  func leftAlone() async throws {
    let answer = try await run(#"mutation { a: n @once(key: "1") n }"#, #"{"n":1}"#)
    #expect(answer == #"{"data":{"a":1,"n":1}}"#)
    #expect(try await run(#"mutation { a: n @once(key: "1") n }"#, #"{"n":2}"#) == #"{"data":{"a":1,"n":2}}"#)
  }

  @Test("what the runner throws is the error of the field")
  func refused() async throws {
    let answer = try await run(#"mutation ($k: String!) { n @once(key: $k) }"#, #"{"n":1}"#, ["k": .string("refused")])
    #expect(
      answer == #"{"errors":[{"message":"Refused.","locations":[{"line":1,"column":26}],"path":["n"],"#
        + #""extensions":{"code":"BAD_USER_INPUT"}}],"data":{"n":null}}"#)
  }

  @Test("nothing of such an operation is put off")
  func deferred() async throws {
    let server = try TestServer(Self.sdl)
    let query = #"mutation { item @once(key: "1") { n ... @defer { child { n } } } }"#
    let operation = try server.engine.prepare(
      GraphQLRequest(query: Array(query.utf8), variables: [:]), delivery: .identified
    ).get()
    let root = Batch<JSONSource>([JSONSource(try JSONParser.parse(#"{"item":{"n":1,"child":{"n":2}}}"#))])
    let execution = await Executor.executeIncrementally(
      operation.plan, root: root, variables: operation.variables,
      context: ExecutionContext(mutationFieldRunner: memory))
    #expect(!execution.hasNext)
    #expect(String(decoding: execution.initial.body, as: UTF8.self) == #"{"data":{"item":{"n":1,"child":{"n":2}}}}"#)
  }
}
