import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLJSON
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import GraphQLWebSocket
import Synchronization
import Testing

/// An application with few fields whose senders are names, and which counts what each of them has changed.
struct TestApplication: GraphQLApplication {
  struct Sender: Sendable {
    let name: String
    var changes = 0
    var record: ExecutionRecord?
  }

  struct Context: Sendable {
    let sender: Sender
  }

  /// How many executions there were.
  let executions = Counter()
  /// How requests ended, a line each.
  let ends = Ends()
  /// Comes between an operation and its execution.
  let interruption = Interruption()
  let engine: Engine

  private static let sdl = """
    type Query { hello: String, fails: String, me: String, changes: Int }
    type Mutation { change: Int }
    type Subscription { count(to: Int!, fails: Boolean = false): Int, never: Int }
    """

  init() throws {
    var map = ResolverMap()
    map.add("Query", "hello", .constant("world"))
    map.add("Query", "me", .of { $0.sender.name })
    map.add("Query", "changes", .of { $0.sender.changes })
    map.add("Query", "fails", AnyFieldResolver { _, _, _ in throw GraphQLError("It failed.", code: "TEST") })
    map.add("Mutation", "change", .of { $0.sender.changes + 1 })
    map.add("Subscription", "count", .counting)
    map.add("Subscription", "never", .never)
    engine = Engine(try ExecutableSchema(SchemaBuilder.build(Self.sdl), map))
  }

  func sender(of head: HTTPRequestHead, _ peer: HTTPPeer) async throws(HTTPFault) -> Sender {
    guard let name = head.fields["authorization"] else { return Sender(name: "nobody") }
    guard name != "forged" else { throw HTTPFault(status: 401, message: "Who?", code: "UNAUTHENTICATED") }
    return Sender(name: name)
  }

  func eventStreamClient(_ sender: Sender, _ peer: HTTPPeer) -> EventStreamClient {
    EventStreamClient(user: isSignedIn(sender) ? sender.name : nil, address: peer.ipAddress)
  }

  func isSignedIn(_ sender: Sender) -> Bool { sender.name != "nobody" }

  func noteEnd(_ report: RequestReport, _ sender: Sender) {
    let type = report.operation?.operationType.name ?? "nothing"
    let words = [type, report.isRefused ? "refused" : "executed", report.responseBytes.map { "\($0)" } ?? "streamed"]
    let gone = report.isAbandoned ? ["gone"] : []
    ends.note((words + gone + report.errors.map(\.message)).joined(separator: " "))
  }

  func noteRefused(_ report: RequestReport, _ head: HTTPRequestHead, _ peer: HTTPPeer) {
    ends.note("\(head.method) refused \(report.status ?? 0) \(report.errors.map { $0.code?.rawValue ?? "" })")
  }

  func noteEvent(_ errors: [GraphQLError], _ sender: Sender) {
    ends.note((["event"] + errors.map(\.message)).joined(separator: " "))
  }

  func charge(_ operation: PreparedOperation, _ sender: inout Sender) async throws(RequestRefusal) {
    await interruption.run()
  }

  /// Explains answers to all but one.
  func makeRecord(of request: GraphQLRequest, _ sender: inout Sender) -> ExecutionRecord? {
    sender.record = request.asksForExplanation && sender.name != "eve" ? ExecutionRecord(isExplained: true) : nil
    return sender.record
  }

  func makeContext(_ sender: Sender, for type: OperationType) -> ExecutionContext {
    ExecutionContext(application: Context(sender: sender), record: sender.record)
  }

  func makeEventContext(_ sender: Sender) -> ExecutionContext {
    let record = sender.record.map { ExecutionRecord(isExplained: $0.isExplained) }
    return ExecutionContext(application: Context(sender: sender), record: record)
  }

  func answer(_ operation: PreparedOperation, _ sender: inout Sender) async -> GraphQLAnswer {
    executions.increment()
    let context = makeContext(sender, for: operation.operationType)
    var answer = GraphQLAnswer(await engine.execute(operation, context))
    if operation.operationType == .mutation {
      sender.changes += 1
      answer.fields.append("Test-Changes", String(sender.changes))
    } else if answer.errors.isEmpty {
      answer.caching = HTTPCaching(maxAgeSeconds: 60, isPrivate: true, entityTag: "W/\"1\"")
    }
    return answer
  }
}

final class Counter: Sendable {
  private let number = Atomic<Int>(0)
  var value: Int { number.load(ordering: .relaxed) }

  func increment() { number.add(1, ordering: .relaxed) }
}

/// What a test does once, at a place that it cannot reach otherwise.
final class Interruption: Sendable {
  private let body = Mutex<(@Sendable () async -> Void)?>(nil)

  func set(_ body: @escaping @Sendable () async -> Void) { self.body.withLock { $0 = body } }

  func run() async {
    let body = body.withLock { body in
      defer { body = nil }
      return body
    }
    await body?()
  }
}

final class Ends: Sendable {
  private let noted = Mutex<[String]>([])
  var lines: [String] { noted.withLock { $0 } }

  func note(_ line: String) { noted.withLock { $0.append(line) } }
}

extension AnyFieldResolver {
  static func constant(_ text: String) -> AnyFieldResolver { of { _ in text } }

  /// What a context says, for every parent.
  static func of<Output: LeafOutput>(
    _ value: @escaping @Sendable (TestApplication.Context) -> Output
  ) -> AnyFieldResolver {
    AnyFieldResolver { parents, _, context in
      guard let application = context.application as? TestApplication.Context else {
        throw GraphQLError("There is no context.")
      }
      return .ready(ColumnOf<Output>.values([Output](repeating: value(application), count: parents.count)).column)
    }
  }

  /// Counts from 1 `to` a number; then it ends, or `fails`.
  fileprivate static var counting: AnyFieldResolver {
    AnyFieldResolver(
      resolve: { parents, _, _ in
        let value = (parents as? Batch<EventRoot>)?[0].event.value as? Int
        return .ready(ColumnOf<Int>.values([value ?? 0]).column)
      },
      subscribe: { arguments, _ in
        let (stream, source) = AsyncThrowingStream.makeStream(of: SourceEvent.self)
        for number in 1...max(1, try arguments.decode("to") as Int) { source.yield(SourceEvent(number)) }
        let fails: Bool = try arguments.decode("fails")
        source.finish(throwing: fails ? GraphQLError("The source broke.", code: "TEST") : nil)
        return SourceStream(stream)
      })
  }

  /// A source without events or end.
  fileprivate static var never: AnyFieldResolver {
    AnyFieldResolver(
      resolve: { _, _, _ in .ready(ColumnOf<Int>.values([0]).column) },
      subscribe: { _, _ in
        SourceStream(AsyncThrowingStream.makeStream(of: SourceEvent.self).stream)
      })
  }
}
