import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSchema
import GraphQLSyntax
import Testing

@Suite("Mutations, subscriptions and stopping")
struct OperationTests {
  private static let sdl = """
    type Query { a: Step n: Int }
    type Mutation { one: Step two: Step }
    type Subscription { tick(from: Int = 0): Int }
    type Step { n: Int next: Step }
    """

  /// An object that takes waiting.
  private func step(_ name: String, _ log: Log) -> AnyFieldResolver {
    AnyFieldResolver { parents, _, _ in
      log.add("\(name) begins")
      return .pending {
        await Task.yield()
        log.add("\(name) ends")
        let sources = [JSONSource](repeating: JSONSource(.object([:])), count: parents.count)
        return Column(.objects(ObjectColumn(Batch<JSONSource>(sources))))
      }
    }
  }

  private func steps(_ log: Log) -> [String: AnyFieldResolver] {
    [
      "Query.a": step("a", log), "Mutation.one": step("one", log), "Mutation.two": step("two", log),
      "Step.next": step("next", log), "Step.n": .integer { _ in 1 },
    ]
  }

  @Test("a mutation's root fields run one after another, each with all that is below it")
  func serial() async throws {
    let log = Log()
    let body = try await TestServer(Self.sdl, steps(log)).run("mutation { two { next { n } } one { n } }")
    #expect(body == #"{"data":{"two":{"next":{"n":1}},"one":{"n":1}}}"#)
    #expect(log.all == ["two begins", "two ends", "next begins", "next ends", "one begins", "one ends"])
  }

  @Test("the fields of a query that take waiting all begin before any is waited for")
  func concurrent() async throws {
    let log = Log()
    _ = try await TestServer(Self.sdl, steps(log)).run("{ x: a { n } y: a { n } }")
    #expect(log.all == ["a begins", "a begins", "a ends", "a ends"])
  }

  // MARK: Subscriptions

  private func ticks(_ events: [SourceEvent]) -> AnyFieldResolver {
    AnyFieldResolver(
      FieldResolver<EventRoot, NoArguments, Int>.stream(of: Int.self) { _, _ in
        SourceStream(
          AsyncThrowingStream { continuation in
            for event in events { continuation.yield(event) }
            continuation.finish()
          })
      } resolve: { event, _, _ in
        .ready(ColumnOf<Int>.values([event]).column)
      })
  }

  @Test("every event of a subscription becomes a response, with its position as eventId")
  func subscription() async throws {
    let server = try TestServer(
      Self.sdl, ["Subscription.tick": ticks([SourceEvent(1, position: "7"), SourceEvent(2), SourceEvent(1 << 40)])])
    let operation = try server.prepare("subscription { t: tick }")
    let opened = await server.engine.subscribe(operation, ExecutionContext()) { ExecutionContext() }
    var bodies: [String] = []
    for try await result in try opened.get() { bodies.append(String(decoding: result.body, as: UTF8.self)) }
    #expect(
      bodies == [
        #"{"data":{"t":1},"extensions":{"eventId":"7"}}"#, #"{"data":{"t":2}}"#,
        """
        {"errors":[{"message":"Int cannot represent non 32-bit signed integer value: 1099511627776",\
        "locations":[{"line":1,"column":16}],"path":["t"]}],"data":{"t":null}}
        """,
      ])
  }

  @Test("a guard that refuses a subscription's field keeps the stream shut")
  func refusedSubscription() async throws {
    let server = try TestServer(Self.sdl, ["Subscription.tick": ticks([])]) { map in
      map.makeGuard = { type, _ in
        type.name == "Subscription" ? FieldGuard { _, _, _ in .deny(GraphQLError("not you")) } : nil
      }
    }
    let opened = await server.engine.subscribe(try server.prepare("subscription { tick }"), ExecutionContext()) {
      ExecutionContext()
    }
    guard case .failure(let failure) = opened else { return #expect(Bool(false), "the stream was opened") }
    #expect(failure.errors.map(\.message) == ["not you"])
    #expect(failure.errors.first?.path == [.key("tick")])
  }

  // MARK: Stopping

  @Test("once the request is canceled, no further field is called")
  func cancellation() async throws {
    let log = Log()
    var resolvers = steps(log)
    resolvers["Query.a"] = AnyFieldResolver { parents, _, _ in
      .pending {
        // Safe: the handle does not leave the closure.
        unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
        return Column(.objects(ObjectColumn(parents)))
      }
    }
    let server = try TestServer(Self.sdl, resolvers)
    let body = try await Task { try await server.run("{ a { next { n } } }") }.value
    #expect(body.contains(#""message":"The request was canceled.""#))
    #expect(body.hasSuffix(#""data":{"a":{"next":null}}}"#))
    #expect(log.all.isEmpty)
  }

  @Test("after the deadline no field is called")
  func deadline() async throws {
    let log = Log()
    let context = ExecutionContext(deadline: .now - .seconds(1))
    let body = try await TestServer(Self.sdl, steps(log)).run("{ a { n } __typename }", context: context)
    #expect(body.contains(#""message":"The request took too long and was stopped.""#))
    #expect(body.hasSuffix(#""data":{"a":null,"__typename":"Query"}}"#))
    #expect(log.all.isEmpty)
  }

  @Test("a resolver that heeds the cancellation of its request fails alone, with TIMEOUT")
  func cancelledResolver() async throws {
    let canceled = AnyFieldResolver { _, _, _ in throw CancellationError() }
    let server = try TestServer("type Query { a: Int }", ["Query.a": canceled])
    let body = try await server.run("{ a __typename }")
    #expect(body.contains(#""extensions":{"code":"TIMEOUT"}"#))
    #expect(body.hasSuffix(#""data":{"a":null,"__typename":"Query"}}"#))
  }
}
