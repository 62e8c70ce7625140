import GraphQLEngine
import GraphQLExecution
import GraphQLJSON
import GraphQLSyntax
import Synchronization
import Testing

@Suite("Executions that equal subscriptions share")
struct SharedExecutionTests {
  private static let sdl = "type Query { a: Int } type Subscription { tick(by: Int = 1, note: String): Int }"

  /// A server whose subscription sends 1, 2 and 3 to a scope; what it executes is in the log.
  private func server(_ subscriber: String = "ada", scope: String = "all", bytes: Int = 1 << 20) throws -> Ticks {
    try Ticks(Self.sdl, subscriber: subscriber, scope: scope, bytes: bytes)
  }

  @Test("ten equal subscriptions execute each event once, and all get the same responses in order")
  func once() async throws {
    let ticks = try server()
    let bodies = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<10 { group.addTask { try await ticks.bodies("subscription { tick }") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(bodies) == [(1...3).map { #"{"data":{"tick":\#($0)},"extensions":{"eventId":"\#($0)"}}"# }])
    #expect(bodies.count == 10)
    #expect(ticks.executed.all.sorted() == ["shared 1 by 1", "shared 2 by 1", "shared 3 by 1"])
    #expect(ticks.received.all.count == 30)
  }

  @Test("another selection and other variables are other subscriptions")
  func others() async throws {
    let ticks = try server()
    let text = "subscription ($by: Int) { tick(by: $by) }"
    _ = try await ticks.bodies(text, ["by": .number("2")])
    _ = try await ticks.bodies(text, ["by": .number("3")])
    _ = try await ticks.bodies(text, ["by": .number("2")])
    let first = try await ticks.bodies("subscription { t: tick }").first
    #expect(first == #"{"data":{"t":1},"extensions":{"eventId":"1"}}"#)
    #expect(ticks.executed.all.count(where: { $0 == "shared 1 by 2" }) == 1)
    #expect(ticks.executed.all.count(where: { $0 == "shared 1 by 3" }) == 1)
    #expect(ticks.executed.all.count(where: { $0 == "shared 1 by 1" }) == 1)
  }

  @Test("what depends on who gets it is executed for each, and the plan is not tried again")
  func personal() async throws {
    let ticks = try server("asks")
    for _ in 0..<2 { #expect(try await ticks.bodies("subscription { tick }").count == 3) }
    #expect(ticks.executed.all.count(where: { $0.hasPrefix("shared") }) == 1)
    #expect(ticks.executed.all.count(where: { $0.hasPrefix("own") }) == 6)
  }

  @Test("who does not belong to the scope any more executes for itself")
  func notAdmitted() async throws {
    let ticks = try server("gone")
    #expect(try await ticks.bodies("subscription { tick }").count == 3)
    #expect(ticks.executed.all.count(where: { $0.hasPrefix("own") }) == 3)
    #expect(ticks.received.all.isEmpty)
  }

  @Test("where one cannot have it executed another one does, and the first alone hears why")
  func failedContext() async throws {
    let ticks = try server()
    await #expect(throws: GraphQLError.self) { try await ticks.bodies("subscription { tick }", mayExecute: false) }
    #expect(try await ticks.bodies("subscription { tick }").count == 3)
    #expect(ticks.executed.all == ["shared 1 by 1", "shared 2 by 1", "shared 3 by 1"])
  }

  @Test("errors are not remembered: the next try may have none")
  func errors() async throws {
    let ticks = try server("fails")
    for _ in 0..<2 { #expect(try await ticks.bodies("subscription { tick }").first?.contains("no luck") == true) }
    #expect(ticks.executed.all.count == 6)
  }

  @Test("subscriptions with long variables are executed for themselves")
  func longVariables() async throws {
    let ticks = try server()
    let long = JSONValue.string(String(repeating: "x", count: 5_000))
    for _ in 0..<2 {
      _ = try await ticks.bodies("subscription ($note: String) { tick(note: $note) }", ["note": long])
    }
    #expect(ticks.executed.all.count(where: { $0.hasPrefix("own") }) == 6)
  }

  @Test("a result that is forgotten is executed again")
  func forgotten() async throws {
    let ticks = try server(bytes: 1)
    for _ in 0..<2 { #expect(try await ticks.bodies("subscription { tick }").count == 3) }
    #expect(ticks.executed.all.count == 6)
  }

  @Test(
    "extensions.resumeFrom reaches the source, and must be a text",
    arguments: [
      (JSONValue.string("7"), "7"), (.null, "none"), (.number("7"), nil), (.string(""), nil),
      (.string(String(repeating: "7", count: 257)), nil),
    ] as [(JSONValue, String?)])
  func resumeFrom(asked: JSONValue, seen: String?) async throws {
    let ticks = try server()
    let request = GraphQLRequest(query: Array("subscription { tick }".utf8), extensions: ["resumeFrom": asked])
    switch ticks.server.engine.prepare(request) {
    case .failure(let failure):
      #expect(seen == nil)
      #expect(failure.errors.first?.code == .badUserInput)
    case .success(let operation):
      _ = try await ticks.server.engine.subscribe(operation, ExecutionContext()) { ExecutionContext() }.get()
      #expect(ticks.opened.all == [try #require(seen)])
    }
  }
}

/// A server with three events for a scope, and what became of them.
private struct Ticks: Sendable {
  let server: TestServer
  let executed = Log()
  let opened = Log()
  let received = Log()

  init(_ sdl: String, subscriber: String, scope: String, bytes: Int) throws {
    let (executed, opened) = (executed, opened)
    let field = FieldResolver<EventRoot, By, Int?>.stream(of: Int.self) { _, context in
      opened.add(context.resumeFrom ?? "none")
      return SourceStream(
        AsyncThrowingStream { continuation in
          for number in 1...3 {
            continuation.yield(
              SourceEvent(
                number, position: String(number), scope: EventScope(name: scope, subscriber: subscriber)))
          }
          continuation.finish()
        })
    } resolve: { event, arguments, context in
      let audience = context.application as? Audience
      if subscriber == "asks" { audience?.hasAsked.store(true, ordering: .relaxed) }
      executed.add("\(audience == nil ? "own" : "shared") \(event) by \(arguments.by)")
      if subscriber == "fails" { throw GraphQLError("no luck") }
      return .ready(ColumnOf<Int?>.values([event]).column)
    }
    server = try TestServer(
      sdl, ["Subscription.tick": AnyFieldResolver(field)],
      configuration: EngineConfiguration(sharedResponseBytes: bytes))
  }

  /// The responses of one subscription.
  func bodies(
    _ text: String, _ variables: JSONObject = [:], mayExecute: Bool = true
  ) async throws -> [String] {
    let sharing = EventSharing { _, _ in
      let audience = Audience()
      return SharedEventContext(
        context: ExecutionContext(application: audience),
        isImpersonal: { !audience.hasAsked.load(ordering: .relaxed) }, admits: { $0 != "gone" })
    } noteReceived: {
      received.add("shared")
    }
    let stream = await server.engine.subscribe(
      try server.prepare(text, variables: variables), ExecutionContext(), sharing: sharing
    ) {
      guard mayExecute else { throw GraphQLError("too much") }
      return ExecutionContext()
    }
    var bodies: [String] = []
    for try await result in try stream.get() { bodies.append(String(decoding: result.body, as: UTF8.self)) }
    return bodies
  }
}

/// Those for whom something is executed once.
private final class Audience: Sendable {
  let hasAsked = Atomic<Bool>(false)
}

private struct By: ArgumentSet {
  let by: Int

  init(_ arguments: InputArguments) throws(GraphQLError) { by = try arguments.decode("by") }
}
