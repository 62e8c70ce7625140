import GraphQLEngine
import GraphQLExecution
import GraphQLHTTP
import GraphQLNIO
import GraphQLPostgres
import GraphQLSchema
import GraphQLServing
import GraphQLSyntax
import GraphQLWebSocket
import NIOCore
import Postgres
import Testing

@testable import AtlasServer

/// Who goes away takes the statement along: what nobody waits for does not go on in PostgreSQL.
@Suite(.timeLimit(.minutes(2)))
struct AbandonedStatementTests {
  private static let query = #"{"query":"{ sleep }"}"#

  @Test("[LIMIT client gone] the statement of a request stops when the client closes the connection")
  func http() async throws {
    try await withSleepyServer { server in
      let client = try await server.connect()
      try await client.send(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: \(Self.query.count)\r\n"
          + "\r\n\(Self.query)")
      try await server.waitForStatements(1)
      try await client.channel.close()
      try await server.waitForStatements(0)
    }
  }

  @Test("[WS complete] the statement of an operation stops when the client completes it, and the socket stays")
  func completed() async throws {
    try await withSleepyServer { server in
      let client = try await server.openSocket()
      try await client.sendText(#"{"id":"1","type":"subscribe","payload":\#(Self.query)}"#)
      try await server.waitForStatements(1)
      try await client.sendText(#"{"id":"1","type":"complete"}"#)
      try await server.waitForStatements(0)
      try await client.sendText(#"{"type":"ping"}"#)
      try await client.wait(for: #"{"type":"pong"}"#)
      try await client.channel.close()
    }
  }

  @Test("[WS closed] the statements of a socket stop when it is lost without a word")
  func lost() async throws {
    try await withSleepyServer { server in
      let client = try await server.openSocket()
      for id in 1...2 {
        try await client.sendText(#"{"id":"\#(id)","type":"subscribe","payload":\#(Self.query)}"#)
      }
      try await server.waitForStatements(2)
      try await client.channel.close()
      try await server.waitForStatements(0)
    }
  }

  @Test("[SSE closed] the statement of a stream stops when its reader goes")
  func stream() async throws {
    try await withSleepyServer { server in
      let client = try await server.connect()
      let query = #"{"query":"{ __typename ... @defer { sleep } }"}"#
      try await client.send(
        "POST /graphql HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(query.count)\r\n\r\n\(query)")
      try await client.wait(for: #""hasNext":true"#)
      try await server.waitForStatements(1)
      try await client.channel.close()
      try await server.waitForStatements(0)
    }
  }
}

/// A server whose only field takes ten minutes in PostgreSQL.
private struct SleepyServer {
  let server: HTTPServer
  /// Looks on from connections of its own.
  let observer: Database

  func connect() async throws -> WireClient { try await WireClient(port: server.port) }

  /// A socket that has been acknowledged.
  func openSocket() async throws -> WireClient { try await WireClient.socket(port: server.port) }

  func waitForStatements(_ count: Int64) async throws {
    let running = Query(
      "test.running",
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and state = 'active' and query like 'select pg_sleep%'
      """)
    while try await observer.read(running, deadline: .now + .seconds(60)).int(0, 0) != count {
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}

private func withSleepyServer(_ body: (SleepyServer) async throws -> Void) async throws {
  let (usual, drop) = try await TestServer.makeConfiguration()
  guard let url = usual.databaseURL else { throw TestFailure("the configuration has no database") }
  var configuration = DatabaseConfiguration(connectionString: url)
  configuration.defaultTimeout = .seconds(600)
  let database = Database(configuration: configuration)
  let observer = Database(configuration: DatabaseConfiguration(connectionString: url))
  try await database.start()
  try await observer.start()
  let endpoint = GraphQLEndpoint(SleepyApplication(engine: try SleepyApplication.makeEngine(), database: database))
  let server = try await HTTPServer.start(
    host: "127.0.0.1", port: 0, responder: endpoint, upgrade: GraphQLSocketUpgrade(service: endpoint))
  let result: Result<Void, any Error>
  do {
    result = .success(try await body(SleepyServer(server: server, observer: observer)))
  } catch {
    result = .failure(error)
  }
  await server.stop(within: .seconds(5))
  await observer.close()
  await database.close()
  await drop()
  try result.get()
}

private struct SleepyApplication: GraphQLApplication {
  struct Context: DatabaseContext {
    let database: Database
  }

  let engine: Engine
  let database: Database

  static func makeEngine() throws -> Engine {
    let schema = try SchemaBuilder.build(
      """
      directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
      type Query { sleep: Boolean }
      """)
    var resolvers = ResolverMap()
    resolvers.add(
      "Query", "sleep",
      AnyFieldResolver { _, _, context in
        let pending = context.submit(Query("test.sleep", "select pg_sleep(600)"))
        return .pending {
          _ = try await pending.rows()
          return ColumnOf<Bool>.values([true]).column
        }
      })
    return Engine(try ExecutableSchema(schema, resolvers))
  }

  func nextExecutor() -> (any TaskExecutor)? { database.nextLoop() }

  func makeContext(_ sender: HTTPPeer, for type: OperationType) -> ExecutionContext {
    ExecutionContext(application: Context(database: database), executor: database.operationLoop())
  }
}
